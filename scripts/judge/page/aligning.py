"""Lists on a page in the order in which the facts have their items: none is promised."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any

from scripts.judge.page.facts import Facts
from scripts.judge.page.places import is_below


def aligned(facts: Facts, values: Mapping[str, Any]) -> dict[str, Any]:
    """The page's values with the items of each list in the order in which they are most like the facts'."""
    found = dict(values)
    lists = [place for place, fact in facts.facts.items() if fact.value == "array" and "#" not in place]
    for place in sorted(lists, key=len):
        wanted = _items(place, {other: fact.value for other, fact in facts.facts.items()})
        given = _items(place, found)
        pairs = sorted(
            ((one, other) for one in given for other in wanted),
            key=lambda pair: (-_likeness(given[pair[0]], wanted[pair[1]]), pair[0] != pair[1]),
        )
        order: dict[str, str] = {}
        for one, other in pairs:
            if one not in order and other not in order.values():
                order[one] = other
        free = (number for number in map(str, count()) if number not in wanted)
        order |= {one: next(free) for one in given if one not in order}
        moved = {}
        for other, value in found.items():
            if is_below(other, place):
                step, slash, rest = other[len(place) + 1 :].partition("/")
                moved[f"{place}/{order[step]}{slash}{rest}"] = value
            else:
                moved[other] = value
        found = moved
    return found


def _items(place: str, values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The members of each item of a list, by the item's number."""
    items: dict[str, dict[str, Any]] = {}
    for other, value in values.items():
        if other.startswith(f"{place}/"):
            step, _, rest = other[len(place) + 1 :].partition("/")
            items.setdefault(step, {})[rest] = value
    return items


def _likeness(given: Mapping[str, Any], wanted: Mapping[str, Any]) -> int:
    return sum(1 for name, value in wanted.items() if name in given and given[name] == value)
