"""Which alternative of one schema stands for which of another."""

from __future__ import annotations

from scripts.compare.apart import chosen_apart
from scripts.compare.flat import Flat, Part


def counterparts(ours: list[Flat], others: list[Flat]) -> dict[int, Flat]:
    """By the identity of ours, the alternative of the other side that stands for it; none for one that is too many."""
    if len(others) == 1 and len(ours) == 1:
        return {id(ours[0]): others[0]}
    left = {id(other): other for other in others}
    found: dict[int, Flat] = {}
    for tokens in (_way, _references, _words, _last, _place):
        known: dict[str, list[Flat]] = {}
        for other in left.values():
            for token in tokens(other):
                known.setdefault(token, []).append(other)
        for one in ours:
            if id(one) not in found:
                same = (o for token in tokens(one) for o in known.get(token, ()) if id(o) in left)
                match = next((o for o in same if tokens is not _place or _alike(one, o)), None)
                if match is not None:
                    found[id(one)] = left.pop(id(match))
    for one in ours:
        if id(one) not in found:
            match = next((o for o in left.values() if _alike(one, o)), None)
            if match is not None:
                found[id(one)] = left.pop(id(match))
    return found


def _own(flat: Flat) -> tuple[Part, ...]:
    """What makes it this alternative: what it was chosen by, or all that it says."""
    return flat.chosen or flat.parts


def _way(flat: Flat) -> list[str]:
    """All the references that lead to it at once: others may come through some of them, too."""
    return ["\n".join(found)] if len(found := _references(flat)) > 1 else []


def _references(flat: Flat) -> list[str]:
    """The references that lead to it."""
    named = dict.fromkeys(str(part.value["$ref"]) for part in flat.chosen if part.says("$ref"))
    return list(named or dict.fromkeys(part.reference for part in _own(flat) if part.reference))


def _words(flat: Flat) -> list[str]:
    return ["\n".join(part.source.told(part.value)[0] for part in _own(flat))]


def _last(flat: Flat) -> list[str]:
    """What it was chosen by in the end: of what holds that, another alternative may have changed."""
    return [last.source.told(last.value)[0] for last in flat.chosen[-1:]]


def _place(flat: Flat) -> list[str]:
    return ["\n".join(part.pointer for part in flat.chosen)] if flat.chosen else []


def _alike(flat: Flat, other: Flat) -> bool:
    """Whether both may speak of the same values."""
    return bool(flat.kinds & other.kinds) and not flat.tagged_apart(other) and not chosen_apart(flat, other)
