"""Texts out of a pattern's parts, quick to make; what it looks ahead for is not heeded."""

from __future__ import annotations

import functools
from random import Random

from scripts.regular.classes import readable
from scripts.regular.syntax import Choice, Repeat, Sequence, Set, Syntax, parsed

REST = ((0x61, 0x7A),)
_MORE = 8  # times above the least


def sampled(pattern: str, random: Random) -> str:
    """A text in which ``pattern`` is likely found. Raises UnsupportedError for one that is not understood."""
    before = "" if pattern.startswith("^") else _rest(random)
    return before + _text(_tree(pattern), random) + ("" if pattern.endswith("$") else _rest(random))


def _rest(random: Random) -> str:
    """What stands where the pattern says nothing."""
    return _text(Repeat(Set(REST), 0, 4), random)


_tree = functools.lru_cache(maxsize=500)(parsed)


def _text(tree: Syntax, random: Random) -> str:
    match tree:
        case Set(ranges):
            return chr(readable(ranges, random)) if ranges else ""
        case Sequence(parts):
            return "".join(_text(part, random) for part in parts)
        case Choice(parts):
            return _text(random.choice(parts), random)
        case Repeat(part, least, most):
            times = random.randint(least, least + _MORE if most is None else min(most, least + _MORE))
            return "".join(_text(part, random) for _ in range(times))
    return ""
