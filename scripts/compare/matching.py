"""Which alternative of one schema stands for which of another."""

from __future__ import annotations

from scripts.compare.apart import apart
from scripts.compare.flat import Flat


def counterparts(ours: list[Flat], others: list[Flat]) -> dict[int, Flat]:
    """By the identity of ours, the alternative of the other side that stands for it; none for one that is too many."""
    if len(others) == 1 and len(ours) == 1:
        return {id(ours[0]): others[0]}
    left = list(others)
    found: dict[int, Flat] = {}
    for fits in (same_name, _same_words, _alike):
        for one in ours:
            if id(one) not in found:
                other = next((o for o in left if fits(one, o)), None)
                if other is not None:
                    found[id(one)] = other
                    left = [o for o in left if o is not other]
    return found


def same_name(flat: Flat, other: Flat) -> bool:
    """Whether one reference leads to both."""
    return not references(flat).isdisjoint(references(other))


def references(flat: Flat) -> frozenset[str]:
    """The references that led to its schemas."""
    return frozenset(part.reference for part in flat.parts if part.reference)


def _same_words(flat: Flat, other: Flat) -> bool:
    said = [[part.source.told(part.value)[0] for part in one.parts] for one in (flat, other)]
    return said[0] == said[1]


def _alike(flat: Flat, other: Flat) -> bool:
    """Whether both may speak of the same values."""
    return bool(flat.kinds & other.kinds) and not flat.tagged_apart(other) and not apart(flat.parts, other.parts)
