"""The clock that simulated tasks live by."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime

# What a timestamp with a four-digit year can say, with room for tasks around it.
EARLIEST = datetime(1970, 1, 2, tzinfo=UTC).timestamp()
LATEST = datetime(9998, 12, 31, tzinfo=UTC).timestamp()
MAX_SPEED = 1_000_000.0


class Clock:
    """A clock in seconds since 1970 that can be frozen, moved and accelerated.

    It starts at ``now`` (default: the real time) and runs ``speed`` times as fast as ``real``, which gives seconds.
    ``changes`` counts the interventions.
    """

    def __init__(
        self,
        now: float | None = None,
        *,
        speed: float = 1.0,
        frozen: bool = False,
        real: Callable[[], float] = time.monotonic,
    ) -> None:
        self.real = real
        self.speed = speed
        self.frozen = frozen
        self.changes = 0
        self._base = time.time() if now is None else now
        self._since = real()

    def now(self) -> float:
        """The moment that it shows, in whole milliseconds, so that its text tells all of it."""
        passed = 0.0 if self.frozen else (self.real() - self._since) * self.speed
        return round(min(max(self._base + passed, EARLIEST), LATEST), 3)

    def set(self, *, now: float | None = None, speed: float | None = None, frozen: bool | None = None) -> None:
        """Move the clock, or change how it runs; what is None stays."""
        self._base, self._since = self.now() if now is None else now, self.real()
        self.speed = self.speed if speed is None else speed
        self.frozen = self.frozen if frozen is None else frozen
        self.changes += 1


def to_text(moment: float) -> str:
    """The moment as RFC 3339, in UTC with milliseconds."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_text(text: str) -> float:
    """The moment that ``text`` (RFC 3339, with a zone) tells. Raises ValueError for one beyond the clock."""
    if not re.match(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d", text):
        raise ValueError(f"{text!r} is no moment: write one as 2025-04-18T12:34:56Z")
    read = datetime.fromisoformat(text)
    if read.tzinfo is None:
        raise ValueError(f"{text!r} names no zone: end it with Z or an offset")
    moment = read.timestamp()
    if not EARLIEST <= moment <= LATEST:
        raise ValueError(f"{text!r} is outside of the years 1970 to 9998")
    return moment
