"""The clauses on arrays that values of one schema may break under another."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from scripts.compare import samples, spots
from scripts.compare.arrays import at_position, lengths, longest_prefix, unique
from scripts.compare.flat import Flat, Node, Part
from scripts.compare.objects import impossible
from scripts.compare.reason import How, Reason, spot

Lacks = Callable[[Node, Node, How], tuple[Reason, ...]]


def arrays(flat: Flat, other: Flat, how: How, lacks: Lacks, items: Lacks) -> Iterator[Reason]:
    """What the arrays of ``flat`` may break; ``items`` compares schemas of items, ``lacks`` tells at once."""
    least, most = lengths(flat)
    if how.wire == "exploded":
        # An array of none is not written at all: nobody can send one.
        least = max(least, 1)
    for part, count in other.all("minItems"):
        if least < count:
            few = partial(samples.lists, flat, 0, size=max(least, int(count) - 1))
            yield Reason("minItems", spots.at(flat, "minItems"), spot(part, "minItems"), how.side, values=few)
    for part, count in other.all("maxItems"):
        if most is None or most > count:
            many = partial(samples.lists, flat, 0, size=int(count) + 1)
            yield Reason("maxItems", spots.at(flat, "maxItems"), spot(part, "maxItems"), how.side, values=many)
    if unique(other) and not unique(flat) and (most is None or most > 1):
        place = spots.at(other, "uniqueItems")
        twice = partial(_twice, at_position(flat, 0))
        yield Reason("uniqueItems", spots.at(flat, "uniqueItems"), place, how.side, values=twice)
    for position in range(max(longest_prefix(flat), longest_prefix(other)) + 1):
        mine = at_position(flat, position)
        if (most is None or position < most) and not impossible(mine):
            for r in items(mine, at_position(other, position), how.within(item=True)):
                yield replace(r.inside(position), mine=r.mine if r.mine.pointer else spots.at(flat, "items"))
    for part, _ in other.all("contains"):
        yield from _at_least(flat, part, how, lacks)
        yield from _at_most(flat, part, most, how, lacks)


def _at_least(flat: Flat, part: Part, how: How, lacks: Lacks) -> Iterator[Reason]:
    """How many items must be of a kind."""
    least = int(part.value.get("minContains", 1))
    if least < 1:
        return
    wanted = (part.under("contains"),)
    tried = [(p, _hard(lacks((p.under("contains"),), wanted, how.within(item=True)))) for p, _ in flat.all("contains")]
    able = [p for p, found in tried if not found]
    counts = [int(p.value.get("minContains", 1)) for p in able]
    if tried and not able:
        holder, found = tried[0]
        for r in found:
            yield replace(r, path=(), values=partial(_holding, (holder.under("contains"),), r, least))
    elif not counts:
        place = spot(part, "contains")
        drawn = partial(itertools.chain, [[]], samples.lists(flat, 0))
        yield Reason("contains", spots.at(flat, "contains"), place, how.side, values=drawn)
    elif max(counts) < least:
        few = partial(samples.lists, flat, 0, size=max(counts))
        yield Reason("minContains", spot(able[0], "minContains"), spot(part, "minContains"), how.side, values=few)


def _at_most(flat: Flat, part: Part, most: int | None, how: How, lacks: Lacks) -> Iterator[Reason]:
    """How many items may be of a kind."""
    limit = part.value.get("maxContains")
    if limit is None or (most is not None and most <= limit):
        return
    wanted = (part.under("contains"),)
    own = flat.all("contains")
    able = [p for p, _ in own if not _hard(lacks(wanted, (p.under("contains"),), how.within(item=True)))]
    limits = [p.value["maxContains"] for p in able if "maxContains" in p.value]
    if not limits or min(limits) > limit:
        place = spot(own[0][0], "maxContains", "contains") if own else spots.at(flat, "contains")
        many = partial(_many, wanted, int(limit) + 1)
        yield Reason("maxContains", place, spot(part, "maxContains"), how.side, values=many)


def _hard(found: Iterable[Reason]) -> list[Reason]:
    return [r for r in found if not r.noted]


def _twice(node: Node) -> Iterator[Any]:
    return ([value, value] for value in samples.samples(node))


def _many(node: Node, count: int) -> Iterator[Any]:
    return ([value] * count for value in samples.samples(node))


def _holding(node: Node, reason: Reason, count: int) -> Iterator[Any]:
    return ([value] * count for value in samples.along(node, reason.path, list(reason.values())))
