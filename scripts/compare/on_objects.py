"""The clauses on objects that values of one schema may break under another."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from scripts.compare import samples, spots
from scripts.compare.difference import SENDERS
from scripts.compare.flat import Flat, Node, Part, flattened
from scripts.compare.objects import (
    fresh,
    governed,
    governing,
    impossible,
    names,
    patterns,
    representatives,
    required,
)
from scripts.compare.reason import How, Reason, Spot, Sure, spot

Lacks = Callable[[Node, Node, How], tuple[Reason, ...]]
REST = ("additionalProperties", "unevaluatedProperties", "patternProperties")
MOST_VALUES = 50


def objects(flat: Flat, other: Flat, how: How, lacks: Lacks, inner: Lacks) -> Iterator[Reason]:
    """What the objects of ``flat`` may break; ``inner`` compares schemas of properties, ``lacks`` tells at once."""
    named, known = names(flat), names(other)
    for name in {**named, **known}:
        if not silent(flat, name, how) and not silent(other, name, how):
            yield from _property(name, (flat, other), (named, known), how, inner)
    yield from _required(flat, other, how)
    rest = fresh(Flat((*flat.parts, *other.parts)))
    listed = [*patterns(flat), *patterns(other)]
    unnamed = [name for name in representatives(list(dict.fromkeys(listed))) if name not in named and name not in known]
    for name in [*unnamed, rest]:
        mine = governing(flat, name)
        if not impossible(mine):
            found = inner(mine, governing(other, name), how.within(item=False))
            yield from (_at_rest(r.inside(name), flat, other) for r in found)
    yield from _sizes(flat, other, how)
    yield from _dependent_required(flat, other, how)
    yield from _dependent_schemas(flat, other, how, lacks)


def silent(flat: Flat, name: str, how: How) -> bool:
    """Whether the property never travels this way."""
    key = "readOnly" if how.audience == SENDERS else "writeOnly"
    return any(part.value.get(key) is True for part in flattened(governing(flat, name)).parts)


def _property(
    name: str, flats: tuple[Flat, Flat], named: tuple[dict[str, Part], dict[str, Part]], how: How, lacks: Lacks
) -> Iterator[Reason]:
    """One property that is named on one side at least."""
    flat, other = flats
    mine, theirs = governing(flat, name), governing(other, name)
    old, new = (named[1], named[0]) if how.side else named
    if how.strict:
        if not impossible(mine):
            yield from (r.inside(name) for r in lacks(mine, theirs, how.within(item=False)))
        return
    if name in old and name not in new and not _by_pattern(flat if how.side else other, name):
        yield _removed(name, old[name], flat if how.side else other, flat, how)
        return
    if name in new and name not in old:
        here = Spot(new[name].pointer, new[name].value)
        if not how.side:
            yield Reason("property-added", spots.first(flat), here, how.side, Sure.NOTE, agreed=True, name=name)
        if not governed(other if how.side else flat, name):
            return
        if how.side and impossible(theirs):
            shut = spots.at(other, *REST)
            values = partial(samples.samples, mine)
            yield Reason("property-ruled-out", here, shut, how.side, path=(name,), values=values, name=name)
            return
    if not impossible(mine):
        yield from (r.inside(name) for r in lacks(mine, theirs, how.within(item=False)))


def _removed(name: str, part: Part, holder: Flat, flat: Flat, how: How) -> Reason:
    """A property that nobody names any more, which counts by agreement."""
    gone, left = Spot(part.pointer, part.value), spots.first(holder)
    mine, theirs = (left, gone) if how.side else (gone, left)
    values = partial(_with, flat, name)
    return Reason("property-removed", mine, theirs, how.side, values=values, agreed=True, name=name)


def _with(flat: Flat, name: str) -> Iterator[Any]:
    return samples.along(flat.parts, (name,), list(samples.samples(governing(flat, name))))


def _by_pattern(flat: Flat, name: str) -> bool:
    """Whether a pattern speaks of the name."""
    return any("/patternProperties/" in part.pointer for part in governing(flat, name))


def _required(flat: Flat, other: Flat, how: How) -> Iterator[Reason]:
    own, named, known = required(flat), names(flat), names(other)
    for name, part in required(other).items():
        if name in own or silent(flat, name, how) or silent(other, name, how):
            continue
        added = name in known and name not in named and not how.strict
        if how.side and added:
            # The property is gone altogether.
            continue
        values = partial(samples.objects, flat, 0, without=name)
        if added:
            here = Spot(known[name].pointer, known[name].value)
            yield Reason("property-demanded", spots.first(flat), here, how.side, values=values, name=name)
        else:
            place = spots.at(flat, "required")
            yield Reason("required", place, spot(part, "required"), how.side, values=values, name=name)


def _sizes(flat: Flat, other: Flat, how: How) -> Iterator[Reason]:
    least = max([*(n for _, n in flat.all("minProperties")), len(required(flat))])
    if how.wire == "exploded":
        # An object of nothing is not written at all: nobody can send one.
        least = max(least, 1)
    bounds = [n for _, n in flat.all("maxProperties")] + ([len(names(flat))] if closed(flat) else [])
    for part, count in other.all("minProperties"):
        if least < count:
            few = partial(samples.objects, flat, 0, size=int(count) - 1)
            place = spots.at(flat, "minProperties")
            yield Reason("minProperties", place, spot(part, "minProperties"), how.side, values=few)
    for part, count in other.all("maxProperties"):
        if not bounds or min(bounds) > count:
            many = partial(samples.objects, flat, 0, size=int(count) + 1)
            place = spots.at(flat, "maxProperties")
            yield Reason("maxProperties", place, spot(part, "maxProperties"), how.side, values=many)


def closed(flat: Flat) -> bool:
    """Whether no property may come but those that are named."""
    return not patterns(flat) and impossible(governing(flat, fresh(flat)))


def _dependent_required(flat: Flat, other: Flat, how: How) -> Iterator[Reason]:
    own = required(flat)
    for part, listed in other.all("dependentRequired"):
        for key, wanted in listed.items():
            mine = {name for _, more in flat.all("dependentRequired") for name in more.get(key, [])}
            missing = [name for name in wanted if name not in own and name not in mine and name != key]
            if missing and not impossible(governing(flat, key)):
                values = partial(_forced, flat, key, missing[0])
                places = spots.at(flat, "dependentRequired"), spot(part, "dependentRequired")
                yield Reason("dependentRequired", *places, how.side, values=values)


def _dependent_schemas(flat: Flat, other: Flat, how: How, lacks: Lacks) -> Iterator[Reason]:
    own = required(flat)
    for part, schemas in other.all("dependentSchemas"):
        for key in schemas:
            if impossible(governing(flat, key)):
                continue
            mine = tuple(p.under("dependentSchemas", key) for p, more in flat.all("dependentSchemas") if key in more)
            found = lacks((*flat.parts, *mine), (part.under("dependentSchemas", key),), how)
            # A property that is described where nothing was said of it is new, however it is described.
            yield from (r for r in found if r.clause == "property-added")
            found = tuple(r for r in found if not r.noted)
            if mine or key in own:
                yield from found
            elif found:
                values = partial(_forced, flat, key, None)
                places = spots.at(flat, "dependentSchemas"), spot(part, "dependentSchemas")
                yield Reason("dependentSchemas", *places, how.side, values=values)


def _forced(flat: Flat, key: str, without: str | None) -> Iterator[Any]:
    for value in itertools.islice(itertools.chain(samples.samples(governing(flat, key)), [0]), MOST_VALUES):
        yield from samples.objects(flat, 0, without=without, forced={key: value})


def keyed(flat: Flat, reason: Reason) -> Iterator[Any]:
    """Objects that have one property, whose name is one of the reason's values."""
    for name in itertools.islice(reason.values(), MOST_VALUES):
        if isinstance(name, str):
            yield {name: next(samples.samples(governing(flat, name)), 0)}


def _at_rest(r: Reason, flat: Flat, other: Flat) -> Reason:
    """A reason on what no clause names, told where that is ruled out."""
    if not r.mine.pointer:
        return replace(r, mine=spots.at(flat, *REST))
    return r if r.theirs.pointer else replace(r, theirs=spots.at(other, *REST))
