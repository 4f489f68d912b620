"""Sets of characters, as sorted ranges of code points."""

from __future__ import annotations

import functools
import itertools
import sys
import unicodedata
from collections.abc import Iterable
from random import Random

Ranges = tuple[tuple[int, int], ...]

# Lone surrogates are no text.
ALL: Ranges = ((0, 0xD7FF), (0xE000, sys.maxunicode))
DIGIT: Ranges = ((0x30, 0x39),)
WORD: Ranges = ((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A))
LINES: Ranges = ((0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029))
SPACE: Ranges = (
    (0x09, 0x0D), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029),
    (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF),
)  # fmt: skip


def union(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """The ranges in order, those that touch made one."""
    merged: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return tuple(merged)


def without(ranges: Ranges) -> Ranges:
    """Every character that is not in ``ranges``."""
    left: list[tuple[int, int]] = []
    for start, end in ALL:
        at = start
        for low, high in ranges:
            if high < at or low > end:
                continue
            if low > at:
                left.append((at, low - 1))
            at = high + 1
        if at <= end:
            left.append((at, end))
    return tuple(left)


def holds(ranges: Ranges, code: int) -> bool:
    """Whether the character is one of them."""
    return any(low <= code <= high for low, high in ranges)


@functools.cache
def category(name: str) -> Ranges | None:
    """The characters of a Unicode general category such as ``Lu`` or ``L``; None for a name that is none."""
    found = [ranges for kind, ranges in _categories().items() if kind == name or (len(name) == 1 and kind[0] == name)]
    return union([one for ranges in found for one in ranges]) or None


@functools.cache
def _categories() -> dict[str, list[tuple[int, int]]]:
    """The runs of characters of each category, found in one pass: there are a million characters."""
    found: dict[str, list[tuple[int, int]]] = {}
    for start, end in ALL:
        for kind, run in itertools.groupby(range(start, end + 1), lambda code: unicodedata.category(chr(code))):
            codes = list(run)
            found.setdefault(kind, []).append((codes[0], codes[-1]))
    return found


def nicest(low: int, high: int) -> int:
    """The character of a range that reads best."""
    for start, end in ((0x61, 0x7A), (0x30, 0x39), (0x41, 0x5A), (0x21, 0x7E), (0x20, 0x20)):
        if low <= end and high >= start:
            return max(low, start)
    return low


def readable(ranges: Ranges, random: Random) -> int:
    """A character of a set, of those that read best where it has some."""
    for nice in (((0x61, 0x7A), (0x30, 0x39)), ((0x41, 0x5A),), ((0x20, 0x7E),)):
        some = [(max(low, a), min(high, b)) for low, high in ranges for a, b in nice if low <= b and a <= high]
        if some:
            return random.randint(*random.choice(some))
    return random.randint(*random.choice(ranges))
