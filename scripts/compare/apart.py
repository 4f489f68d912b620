"""Whether it is plain that no value is right under two schemas at once."""

from __future__ import annotations

import itertools

from scripts.compare.flat import Flat, Node, Part, child, flattened, kind_of
from scripts.compare.meaning import data, number
from scripts.document import DocumentError

MOST = 64


def apart(one: Node, other: Node, *, chosen: bool = False) -> bool:
    """Whether it is plain that no value is right under both: by types, constants, or a property's constants.

    ``chosen`` is whether ``one`` holds the alternatives that were chosen, so that its choices need no second look.
    """
    try:
        return all(
            _apart(a, b, 3) for a, b in itertools.product(_branches(one, 0 if chosen else 2), _branches(other, 2))
        )
    except DocumentError:
        return False


def chosen_apart(one: Flat, other: Flat) -> bool:
    """The same for two alternatives, by what they say themselves."""
    try:
        return _apart(one, other, 3)
    except DocumentError:
        return False


def _branches(node: Node, depth: int) -> list[Flat]:
    """Alternatives by anyOf and oneOf alone, what they exclude left out."""
    flat = flattened(node)
    for part in flat.parts if depth else ():
        for key in ("anyOf", "oneOf"):
            if isinstance(part.value.get(key), list) and 0 < len(part.value[key]) <= MOST:
                rest = tuple(p for p in flat.parts if p != part)
                found = []
                for n in range(len(part.value[key])):
                    others = {k: v for k, v in part.value.items() if k != key}
                    alone = Part(part.source, part.side, f"{part.pointer}#{key}", others)
                    found += _branches((*rest, alone, part.under(key, n)), depth - 1)
                return found
    return [flat]


def _apart(one: Flat, other: Flat, depth: int) -> bool:
    kinds = one.kinds & other.kinds
    if one.choices is not None and other.choices is not None:
        return {data(v) for v in one.choices}.isdisjoint(data(v) for v in other.choices)
    for single, rest in ((one, other), (other, one)):
        if single.choices is not None and all(kind_of(value) not in rest.kinds for value in single.choices):
            return True
    if kinds == {"number"} and _beyond(one, other):
        return True
    if kinds != {"object"}:
        return not kinds
    demanded = {name for flat in (one, other) for _, names in flat.all("required") for name in names}
    for name in demanded if depth else ():
        inner = [child(flat, name) for flat in (one, other)]
        if _apart(flattened(inner[0]), flattened(inner[1]), depth - 1):
            return True
    return False


def _beyond(one: Flat, other: Flat) -> bool:
    for low, high in ((one, other), (other, one)):
        most = [n for _, v in low.all("maximum") if (n := number(v)) is not None]
        least = [n for _, v in high.all("minimum") if (n := number(v)) is not None]
        if most and least and min(most) < max(least):
            return True
    return False
