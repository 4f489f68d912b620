"""Every text of a set that has few."""

from __future__ import annotations

import functools
from collections import deque

from scripts.regular.classes import Ranges
from scripts.regular.terms import BEGIN, NOTHING, Term, after, letters

LONGEST = 200  # characters of a text that may still turn out to be none


@functools.lru_cache(maxsize=1_000)
def every(term: Term, most: int) -> tuple[str, ...] | None:
    """The texts of a set, the shortest first; None for more than ``most``, or where that takes too long to tell."""
    signs = list(letters(term).items())
    known: dict[tuple[Term, int], Term] = {}
    found: list[str] = []
    waiting = deque([("", term)])
    while waiting:
        text, here = waiting.popleft()
        if here.empty:
            found.append(text)
        for letter, ranges in signs:
            there = after(here, letter, known)
            if there is NOTHING:
                continue
            if letter < BEGIN and _count(ranges) > most:
                return None
            following = _characters(ranges) if letter < BEGIN else [""]
            waiting.extend((text + character, there) for character in following)
        if len(found) + len(waiting) > most or len(text) > LONGEST:
            return None
    return tuple(found)


def _count(ranges: Ranges) -> int:
    return sum(high - low + 1 for low, high in ranges)


def _characters(ranges: Ranges) -> list[str]:
    return [chr(code) for low, high in ranges for code in range(low, high + 1)]
