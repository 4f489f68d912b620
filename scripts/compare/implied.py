"""The clauses of one alternative that the values of another one may break."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from scripts.compare import samples, spots
from scripts.compare.apart import apart
from scripts.compare.clauses import numeric, texts_outside, textual
from scripts.compare.flat import Flat, Node, Not, Part, flattened
from scripts.compare.objects import names
from scripts.compare.on_arrays import arrays
from scripts.compare.on_objects import closed, keyed, objects
from scripts.compare.reason import How, Reason, Spot, Sure, spot

if TYPE_CHECKING:
    from scripts.compare.within import Within

MOST_VALUES = 50
FEW = 4


def implied(within: Within, how: How, flat: Flat, kind: str, other: Flat, *, at_once: bool) -> Iterator[Reason]:
    """The clauses of ``other`` that values of ``flat``, of one type, may break."""
    if other.choices is not None:
        drawn = partial(samples.of_flat, flat, 0, kind)
        values = texts_outside(flat, other.choices) if kind == "string" else drawn
        if values is not None:
            yield Reason("enum", spots.first(flat), spots.choices(other), how.side, values=values)
        return
    for each in other.nots:
        yield from _excluded(within, how, flat, kind, each)
    for part in other.left:
        yield from _left(within, how, flat, part)
    inner = within.lacks if at_once else within.later
    if kind == "number":
        yield from numeric(flat, other, how)
    elif kind == "string":
        yield from textual(flat, other, how)
    elif kind == "array":
        yield from arrays(flat, other, how, within.lacks, inner)
    elif kind == "object":
        yield from objects(flat, other, how, within.lacks, inner)
        yield from _property_names(within, how, flat, other)


def _left(within: Within, how: How, flat: Flat, part: Part) -> Iterator[Reason]:
    """Alternatives that were too many to take apart: they hold where others of ours, by themselves, imply them."""
    best: tuple[Reason, ...] | None = None
    nearest: Part | None = None
    for own in flat.left if len(flat.parts) > 1 else ():
        found = within.lacks((own,), (part,), how)
        if all(r.noted for r in found):
            yield from found
            return
        if best is None or len(found) < len(best):
            best, nearest = found, own
    if best is None or nearest is None:
        yield Reason("alternative", spots.first(flat), spot(part, "anyOf", "oneOf"), how.side, Sure.VALUE)
        return
    rest = replace(flat, left=tuple(own for own in flat.left if own != nearest))
    for r in best:
        values = partial(_filled, rest, (nearest,), (r,))
        yield r if r.agreed else replace(r, sure=Sure.VALUE, path=(), values=values)


def _excluded(within: Within, how: How, flat: Flat, kind: str, each: Not) -> Iterator[Reason]:
    """What must not be on their side, and may be on ours."""
    if any(within.same((part,), each.node) for part in flat.chosen):
        yield Reason(
            each.why, *_beside_which(flat, each), how.side, Sure.VALUE, values=partial(_in_both, each.node, flat)
        )
        return
    best: tuple[Reason, ...] | None = None
    alike = flat.excluded.get(each.name)
    for own in (*([alike] if alike else []), *flat.nots):
        found = tuple(r for r in within.lacks(each.node, own.node, how.flipped) if not r.noted)
        if all(r.agreed for r in found):
            # What must not be is no object that somebody reads: what a property's name says by agreement is nothing.
            exactly = replace(how.flipped, strict=True)
            exact = tuple(r for r in within.lacks(each.node, own.node, exactly) if not r.noted)
            if not exact:
                return
            found = found or exact
        if own.why == each.why and (best is None or (len(found) < len(best) and alike is None)):
            best = found
    if apart(flat.parts, each.node, chosen=not flat.left):
        return
    side = how.side
    if each.why == "not" and not flat.nots:
        said = Spot(each.pointer, each.node[0].value)
        yield Reason("not", spots.first(flat), said, side, values=partial(_in_both, each.node, flat))
    elif each.why == "not" and best:
        sure = Sure.RULE if kind in flattened(each.node).kinds else Sure.VALUE
        for r in best:
            yield Reason(r.clause, r.theirs, r.mine, side, sure, r.path, partial(_led, each.node, r), name=r.name)
    else:
        values = partial(_beside, each.node, best or (), flat)
        yield Reason(each.why, *_beside_which(flat, each), side, Sure.VALUE, values=values)


def _beside_which(flat: Flat, each: Not) -> tuple[Spot, Spot]:
    place = each.pointer.rpartition("/")[0] if each.why == "oneOf" else each.pointer
    return spots.choice(flat) or spots.first(flat), Spot(place)


def _property_names(within: Within, how: How, flat: Flat, other: Flat) -> Iterator[Reason]:
    mine = tuple(part.under("propertyNames") for part, _ in flat.all("propertyNames"))
    for part, _ in other.all("propertyNames"):
        asked = (part.under("propertyNames"),)
        if closed(flat):
            wrong = [name for name in names(flat) if within.allows(asked, name) is False]
            places = spots.at(flat, "propertyNames"), spot(part, "propertyNames")
            found: Iterable[Reason] = [Reason("propertyNames", *places, how.side, values=partial(list, wrong))]
            found = found if wrong else []
        else:
            found = within.of_texts(mine, asked, replace(how, wire="json"))
        for r in found:
            yield replace(r, values=partial(keyed, flat, r))


def _led(node: Node, reason: Reason) -> Iterator[Any]:
    return samples.along(node, reason.path, list(itertools.islice(reason.values(), MOST_VALUES)))


def _in_both(excluded: Node, flat: Flat) -> Iterator[Any]:
    return itertools.chain(samples.samples((*excluded, *flat.parts)), samples.samples(excluded))


def _beside(excluded: Node, reasons: tuple[Reason, ...], flat: Flat) -> Iterator[Any]:
    """Values that only one side excludes; of objects what the alternative itself asks for is put with them."""
    yield from itertools.islice(_in_both(excluded, flat), FEW)
    yield from _filled(flat, excluded, reasons)
    yield from _in_both(excluded, flat)


def _filled(flat: Flat, node: Node, reasons: tuple[Reason, ...]) -> Iterator[Any]:
    """The values of reasons on ``node``, and objects with what ``flat`` asks for besides."""
    own = [value for value in itertools.islice(samples.of_flat(flat), FEW) if isinstance(value, dict)]
    for value in itertools.chain.from_iterable(_led(node, reason) for reason in reasons):
        yield value
        if isinstance(value, dict):
            yield from ({**more, **value} for more in own)
