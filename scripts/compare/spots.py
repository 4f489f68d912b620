"""Where a clause stands in one alternative of a schema."""

from __future__ import annotations

from scripts.compare.flat import Flat, Part
from scripts.compare.reason import Spot, spot


def first(flat: Flat) -> Spot:
    """The first schema of an alternative."""
    return Spot(flat.parts[0].pointer, flat.parts[0].value) if flat.parts else Spot("")


def at(flat: Flat, *keys: str) -> Spot:
    """The first of the clauses that a schema has, else the first schema without a value."""
    for key in keys:
        if found := flat.all(key):
            return spot(found[0][0], key)
    return Spot(flat.parts[0].pointer) if flat.parts else Spot("")


def types(flat: Flat, other: Flat) -> tuple[Spot, Spot]:
    """Where two types stand: the clauses when nothing else differs, else the schemas."""
    mine, theirs = typed(flat), typed(other)
    spots = spot(mine, "type"), spot(theirs, "type")
    if mine is None or theirs is None:
        return spots
    said = [p.source.told({k: v for k, v in p.value.items() if k != "type"})[0] for p in (mine, theirs)]
    return spots if said[0] == said[1] else (above(spots[0]), above(spots[1]))


def typed(flat: Flat) -> Part | None:
    """The schema that names the type."""
    found = flat.all("type")
    return found[0][0] if found else next(iter(flat.parts), None)


def above(place: Spot) -> Spot:
    """The schema that a clause on types or on single values stands in."""
    holder, _, key = place.pointer.rpartition("/")
    return Spot(holder, place.value) if key in {"type", "enum", "const"} else place


def choices(flat: Flat) -> Spot:
    """The enumeration; of one value it is a constant."""
    for part in flat.parts:
        if "const" in part.value:
            return Spot(f"{part.pointer}/const", part.value["const"])
        if isinstance(part.value.get("enum"), list):
            values = part.value["enum"]
            return Spot(f"{part.pointer}/{'const' if len(values) == 1 else 'enum'}", values)
    return first(flat)


def both_choices(flat: Flat, other: Flat) -> tuple[Spot, Spot]:
    """Two enumerations; where only one is a constant, the schemas."""
    mine, theirs = choices(flat), choices(other)
    if mine.pointer.rpartition("/")[2] != theirs.pointer.rpartition("/")[2]:
        return above(mine), above(theirs)
    return mine, theirs


def choice(flat: Flat) -> Spot | None:
    """The list of alternatives that this one was chosen from; None when there was no choice."""
    if not flat.chosen:
        return None
    holder, _, last = flat.chosen[-1].pointer.rpartition("/")
    return Spot(holder if last.isdecimal() else flat.chosen[-1].pointer)


def null(flat: Flat) -> Spot:
    """Where null is allowed, or would be."""
    return choice(flat) or spot(typed(flat), "type")
