# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""Whether and when to ask once more."""

from __future__ import annotations

import logging
from datetime import datetime
from time import monotonic, time

from ._answer import Answer, is_object
from .errors import seconds_of

LOG = logging.getLogger(__package__)
# Asked twice, these do what they do once (RFC 9110, section 9.2.2).
_IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"})
# What passes by itself: too early or too often asked, and what a gateway says of a server that is away.
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
# Seconds before the second attempt, and at most before a later one, unless the service says when.
_FIRST, _LONGEST = 0.5, 8.0


class Attempts:
    """The attempts of one call: at most ``retries`` after the first, and none that begins after ``deadline`` seconds."""

    def __init__(self, operation: str, method: str, retries: int, deadline: float) -> None:
        """Begin to count time and attempts."""
        self._operation = operation
        self._left = retries if method in _IDEMPOTENT else 0
        self._began = monotonic()
        self.end = self._began + deadline
        self.made = 1

    def after(self, answer: Answer) -> float | None:
        """Seconds to wait before the next attempt; None when ``answer`` is the one to give."""
        self._log(str(answer.status_code))
        if answer.status_code not in _PASSING or not self._left:
            return None
        return self._wait(_asked_for(answer))

    def after_failure(self, error: Exception) -> float | None:
        """Seconds to wait before the next attempt; None when there is none to come."""
        self._log(type(error).__name__)
        return self._wait(None) if self._left else None

    def _wait(self, asked: float | None) -> float | None:
        from random import random

        # Half of it by chance, so that many clients do not come back at once.
        own = min(_LONGEST, _FIRST * 2.0 ** (self.made - 1)) * (0.5 + random() / 2)
        wait = own if asked is None else max(own, asked)
        if monotonic() + wait >= self.end:
            return None
        self._left -= 1
        self.made += 1
        return wait

    def _log(self, outcome: str) -> None:
        if LOG.isEnabledFor(logging.DEBUG):
            LOG.debug("%s: attempt %d: %s after %.3f s", self._operation, self.made, outcome, monotonic() - self._began)


def _asked_for(answer: Answer) -> float | None:
    """Seconds that the service asks to wait: by ``Retry-After``, or by ``retryAfter`` in a JSON body."""
    header = seconds_of(answer.headers.get("Retry-After", ""))
    if header is not None:
        return header
    import json

    try:
        body = json.loads(answer.content)
        said = body.get("retryAfter") if is_object(body) else None
        if isinstance(said, int | float) and not isinstance(said, bool):
            return max(0.0, float(said))
        return max(0.0, datetime.fromisoformat(str(said)).timestamp() - time()) if said else None
    except (ValueError, OverflowError, RecursionError):
        return None
