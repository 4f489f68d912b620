"""Which items an array has."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

from scripts.making.gathering import Gathered, Impossible

_TRIES = 20  # for an item that is to be like no other
MORE = 3  # items above what is demanded


def length(asked: Gathered, more: int) -> int:
    """How many items to make: those that are demanded, and up to so many more."""
    least, most = asked.least("minItems"), asked.most("maxItems")
    most = least + more if most is None else most
    listed = max((len(nodes) for nodes in asked.said("prefixItems")), default=0) if more else 0
    return min(max(least + more, listed), max(most, least))


def made_items(asked: Gathered, random: Random, wanted: int, make: Callable[..., Any]) -> list[Any]:
    """As many items as are wanted and can be, those that the array must contain among them.

    Raises Impossible when there are fewer than there must be.
    """
    least = asked.least("minItems")
    places = _contained(asked, random, wanted)
    alone = True in asked.said("uniqueItems")
    items: list[Any] = []
    for index in range(max(wanted, len(places))):
        nodes = [*_nodes(asked, index), *places.get(index, [])]
        try:
            item = _unlike(items, nodes, make) if alone else make(*nodes)
        except Impossible:
            if index < least or any(place >= index for place in places):
                raise
            break
        items.append(item)
    return items


def _nodes(asked: Gathered, index: int) -> list[Any]:
    found = []
    for part in asked.parts:
        first = part.get("prefixItems", [])
        if index < len(first):
            found.append(first[index])
        elif "items" in part:
            found.append(part["items"])
    return found or asked.said("unevaluatedItems")


def _contained(asked: Gathered, random: Random, wanted: int) -> dict[int, list[Any]]:
    """By index, what must be there besides."""
    found: dict[int, list[Any]] = {}
    for part in asked.parts:
        if "contains" in part:
            count = Gathered([part]).least("minContains", 1)
            places = random.sample(range(max(wanted, count)), count)
            for place in places:
                found.setdefault(place, []).append(part["contains"])
    if found:
        # All indexes up to the last one, so that their number is that of the items.
        found = {index: found.get(index, []) for index in range(max(found) + 1)}
    return found


def _unlike(items: list[Any], nodes: list[Any], make: Callable[..., Any]) -> Any:
    known = {json.dumps(item, sort_keys=True) for item in items}
    for _ in range(_TRIES):
        item = make(*nodes)
        if json.dumps(item, sort_keys=True) not in known:
            return item
    raise Impossible
