"""A rate limit, as a token bucket that starts full."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable

SECONDS = {"s": 1, "m": 60, "h": 3600}


class Limit:
    """Lets ``count`` requests through per period.

    ``text`` reads COUNT/s, COUNT/m or COUNT/h, such as ``10/s``; ValueError when it does not. ``clock`` gives seconds.
    """

    def __init__(self, text: str, clock: Callable[[], float] = time.monotonic) -> None:
        match = re.fullmatch(r"([1-9][0-9]{0,8})/([smh])", text)
        if match is None:
            raise ValueError(f"{text!r} is no rate: write a count from 1 and a period, such as 10/s, 100/m or 1000/h")
        self._count = int(match[1])
        self._rate = self._count / SECONDS[match[2]]
        self._clock = clock
        self._left = float(self._count)
        self._since = clock()

    def wait(self) -> int:
        """0 when a request may pass now, and it is counted; else the whole seconds after which one may."""
        now = self._clock()
        self._left = min(self._count, self._left + (now - self._since) * self._rate)
        self._since = now
        if self._left >= 1:
            self._left -= 1
            return 0
        return max(1, math.ceil((1 - self._left) / self._rate))
