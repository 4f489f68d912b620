"""What schemas say of arrays."""

from __future__ import annotations

from scripts.compare.few import count
from scripts.compare.flat import Flat, Node, Part, flattened


def longest_prefix(flat: Flat) -> int:
    """How many positions have a schema of their own."""
    return max((len(items) for _, items in flat.all("prefixItems") if isinstance(items, list)), default=0)


def at_position(flat: Flat, position: int) -> Node:
    """What counts for the item at a position, from 0."""
    found: list[Part] = []
    for part in flat.parts:
        prefix = part.value.get("prefixItems")
        if isinstance(prefix, list) and position < len(prefix):
            found.append(part.under("prefixItems", position))
        elif "items" in part.value:
            found.append(part.under("items"))
    if not found:
        found = [part.under("unevaluatedItems") for part in flat.parts if "unevaluatedItems" in part.value]
    return tuple(found)


def lengths(flat: Flat) -> tuple[int, int | None]:
    """The least and the most items; no item can stand where its schema is False."""
    least = max((n for _, n in flat.all("minItems") if _counts(n)), default=0)
    bounds = [n for _, n in flat.all("maxItems") if _counts(n)]
    for position in range(longest_prefix(flat) + 1):
        if flattened(at_position(flat, position)).never is not None:
            bounds.append(position)
            break
    if unique(flat) and not longest_prefix(flat) and (different := count(at_position(flat, 0))) is not None:
        bounds.append(different)
    for part, _ in flat.all("contains"):
        least = max(least, 1 if _counts(part.value.get("minContains", 1)) and part.value.get("minContains", 1) else 0)
    return int(least), int(min(bounds)) if bounds else None


def unique(flat: Flat) -> bool:
    """Whether no item may come twice."""
    return any(value is True for _, value in flat.all("uniqueItems"))


def _counts(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
