"""Whether one schema takes every value that another one allows, clause by clause, and why not."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from scripts.compare import samples, spots
from scripts.compare.apart import apart
from scripts.compare.arrays import at_position, lengths
from scripts.compare.branching import alternatives
from scripts.compare.checking import Checker
from scripts.compare.clauses import numeric, text_of, textual
from scripts.compare.flat import Flat, Node, Not, Part, flattened, kind_of
from scripts.compare.matching import counterparts
from scripts.compare.meaning import Pair, data
from scripts.compare.numbers import interval
from scripts.compare.objects import governing, impossible, names, required
from scripts.compare.on_arrays import arrays
from scripts.compare.on_objects import closed, keyed, objects
from scripts.compare.reason import How, Reason, Spot, Sure, Values, spot

Reasons = tuple[Reason, ...]
MOST_VALUES = 50
DEEPEST = 60
NO_CLAUSES = Flat(())


class Within:
    """Compares schemas of two documents; what it found once it remembers."""

    def __init__(self, pair: Pair, checker: Checker) -> None:
        self._pair = pair
        self._checker = checker
        self._known: dict[tuple[Node, Node, How, bool], Reasons] = {}
        self._depth = 0

    def same(self, mine: Node, theirs: Node) -> bool:
        """Whether both are put in the same words, with all that they refer to."""
        if len(mine) != len(theirs):
            return False
        pairs = [(a, b) if b.side else (b, a) for a, b in zip(mine, theirs, strict=True)]
        return all(
            old.value == new.value if old.side == new.side else self._pair.same(old.value, new.value)
            for old, new in pairs
        )

    def lacks(self, mine: Node, theirs: Node, how: How) -> Reasons:
        """Why not every value of ``mine`` is right under ``theirs``; nothing when each is."""
        return self._found(mine, theirs, how, at_once=True)

    def here(self, mine: Node, theirs: Node, how: How) -> Reasons:
        """The same, but schemas further down are named where they can be compared by themselves, later."""
        return self._found(mine, theirs, how, at_once=False)

    def later(self, mine: Node, theirs: Node, how: How) -> Reasons:
        """Two schemas that are named to be compared later; where one of them is none, why not at once."""
        if not mine or not theirs:
            return self.lacks(mine, theirs, how)
        if self._same(mine, theirs):
            return ()
        if not _never(mine, theirs):
            # What several references lead to is compared once.
            mine, theirs = flattened(mine).parts or mine, flattened(theirs).parts or theirs
        named = Spot(mine[0].pointer), Spot(theirs[0].pointer)
        return (Reason("", *named, how.side, Sure.NOTE, later=(mine, theirs, how)),)

    def _same(self, mine: Node, theirs: Node) -> bool:
        if self.same(mine, theirs):
            return True
        return self.same(flattened(mine).parts, flattened(theirs).parts) and not _never(mine, theirs)

    def _found(self, mine: Node, theirs: Node, how: How, *, at_once: bool) -> Reasons:
        if self._same(mine, theirs):
            return ()
        key = (mine, theirs, how, at_once)
        if key not in self._known:
            # Where schemas hold themselves, what they hold is smaller: it is enough to look once.
            self._known[key] = ()
            if self._depth > DEEPEST:
                places = spots.first(flattened(mine)), spots.first(flattened(theirs))
                return (Reason("schema", *places, how.side, Sure.VALUE),)
            self._depth += 1
            found = _unique(self._judged(mine, theirs, how, at_once=at_once))
            self._depth -= 1
            if any(r.sure is not Sure.NOTE and not r.agreed for r in found) and self._checker.covers(theirs, mine):
                found = tuple(r for r in found if r.agreed or r.sure is Sure.NOTE)
            self._known[key] = found
        return self._known[key]

    def _judged(self, mine: Node, theirs: Node, how: How, *, at_once: bool) -> Iterator[Reason]:
        each = _Alternatives(self, mine, theirs, how, at_once=at_once)
        for flat in each.ours:
            if flat.choices is not None:
                yield from each.values(flat, flat.choices)
                continue
            for kind in sorted(flat.kinds):
                if not _empty(flat, kind) and not (kind == "null" and how.text):
                    yield from each.of_kind(flat, kind)

    def allows(self, node: Node, value: Any, *, text: bool = False) -> bool | None:
        """Whether ``value`` is right under ``node``; None when it cannot be told."""
        return self._checker.allows(node, value, text=text)

    def flat_allows(self, flat: Flat, value: Any) -> bool | None:
        """Whether ``value`` is right under one alternative; None when it cannot be told."""
        return self._checker.flat_allows(flat, value)

    def covers(self, wide: Node, narrow: Node) -> bool | None:
        """A second opinion on whether ``wide`` takes all that ``narrow`` allows; None when there is none."""
        return self._checker.covers(wide, narrow)


class _Alternatives:
    """The alternatives of two schemas, each of ours held against all of theirs."""

    def __init__(self, within: Within, mine: Node, theirs: Node, how: How, *, at_once: bool = True) -> None:
        self._within = within
        self._at_once = at_once
        self._mine, self._theirs = mine, theirs
        self._how = how
        self.ours, self._others = alternatives(mine), alternatives(theirs)

    @cached_property
    def _counterparts(self) -> dict[int, Flat]:
        return counterparts(self.ours, self._others)

    def values(self, flat: Flat, values: list[Any]) -> Iterator[Reason]:
        """The values of an enumeration, one by one."""
        wrong, unclear = [], []
        for value in values:
            if (value is None and self._how.text) or kind_of(value) not in flat.kinds:
                continue
            if self._within.flat_allows(flat, value) is False:
                continue
            taken = self._within.allows(self._theirs, value, text=self._how.text)
            if taken is False:
                wrong.append(value)
            elif taken is None and not any(_named(value, other) for other in self._others):
                unclear.append(value)
        if wrong:
            yield self._value_refused(flat, wrong, Sure.RULE)
        if unclear:
            yield self._value_refused(flat, unclear, Sure.VALUE)

    def _value_refused(self, flat: Flat, values: list[Any], sure: Sure) -> Reason:
        other = self._other(flat)
        drawn: Values = partial(list, values)
        limited = [o for o in (other, *self._others) if o.choices is not None]
        if limited:
            return Reason("enum", *spots.both_choices(flat, limited[0]), self._how.side, sure, values=drawn)
        if not {kind_of(value) for value in values} & frozenset().union(*(o.kinds for o in self._others)):
            return Reason("type", *spots.types(flat, other), self._how.side, sure, values=drawn)
        clause, part = self._broken(values[0], other)
        return Reason(clause, spots.choices(flat), spot(part, clause), self._how.side, sure, values=drawn)

    def _broken(self, value: Any, flat: Flat) -> tuple[str, Part | None]:
        """The clause that a value breaks, and where."""
        for part in flat.parts:
            for key in part.value:
                alone = Part(part.source, part.side, f"{part.pointer}#{key}", {key: part.value[key]})
                if key != "type" and self._within.allows((alone,), value) is False:
                    return str(key), part
        return "schema", next(iter(flat.parts), None)

    def _other(self, flat: Flat) -> Flat:
        """The alternative of theirs that stands for this one, or the first."""
        return self._counterparts.get(id(flat)) or next(iter(self._others), NO_CLAUSES)

    def of_kind(self, flat: Flat, kind: str) -> Iterator[Reason]:
        """Why the values of one type are not all right."""
        finite = _few(flat, kind)
        if finite is not None and any(o.choices is not None for o in self._others):
            yield from self.values(flat, finite)
            return
        able = [other for other in self._others if kind in other.kinds]
        if not able:
            yield from self._no_such_kind(flat, kind)
            return
        # Which of several alternatives it is has to be told at once.
        at_once = self._at_once or len(able) > 1
        if kind == "object":
            # What no value is right under as well takes none of them.
            able = [other for other in able if not flat.tagged_apart(other)] or able[:1]
        tried = [(other, list(self._implied(flat, kind, other, at_once=at_once))) for other in able]
        free = [found for _, found in tried if all(r.sure is Sure.NOTE for r in found)]
        if free:
            yield from min(free, key=len)
        elif len(tried) > 1:
            yield from self._none_alone(flat, kind, tried)
        elif flat.chosen and len(self.ours) > 1 and self._counterparts.get(id(flat)) is None:
            # An alternative too many is one, however close it comes to another.
            yield self._alternative(flat, kind, tried[0][0], Sure.RULE)
        else:
            yield from tried[0][1]

    def _none_alone(self, flat: Flat, kind: str, tried: list[tuple[Flat, list[Reason]]]) -> Iterator[Reason]:
        """No alternative takes all of these values; together they may."""
        covered = self._within.covers(self._theirs, self._mine)
        if covered:
            return
        wanted = self._counterparts.get(id(flat))
        best = next((found for other, found in tried if other is wanted), None)
        if best is None:
            yield self._alternative(flat, kind, tried[0][0], Sure.RULE if covered is False else Sure.VALUE)
            return
        for r in best:
            doubtful = r.sure is Sure.RULE and covered is None and not r.agreed
            yield replace(r, sure=Sure.VALUE) if doubtful else r

    def _alternative(self, flat: Flat, kind: str, other: Flat, sure: Sure) -> Reason:
        places = spots.choice(flat) or spots.first(flat), spots.choice(other) or spots.first(other)
        values = partial(samples.of_flat, flat, 0, kind)
        return Reason("alternative", *places, self._how.side, sure, values=values)

    def _no_such_kind(self, flat: Flat, kind: str) -> Iterator[Reason]:
        """A type that the others do not have; as text it may still be right."""
        if self._how.text and any(self._as_text(flat, kind, other) for other in self._others):
            return
        matched = self._counterparts.get(id(flat))
        other, side = self._other(flat), self._how.side
        values = partial(samples.of_flat, flat, 0, kind)
        if len(self._others) == 1 and other.never is not None:
            key = other.never.pointer.rpartition("/")[2]
            clause = key if key in {"additionalProperties", "items", "unevaluatedProperties"} else "schema"
            yield Reason(clause, spots.first(flat), Spot(other.never.pointer, False), side, values=values)
        elif kind == "null":
            places = spots.null(flat), spots.null(other)
            yield Reason("null", *places, side, values=values)
        elif flat.chosen and matched is None and len(self.ours) != len(self._others):
            yield self._alternative(flat, kind, other, Sure.RULE)
        else:
            yield Reason("type", *spots.types(flat, other), side, values=values)

    def _as_text(self, flat: Flat, kind: str, other: Flat) -> bool:
        """Whether values of a type are right as what they look like once they are written."""
        if other.choices is not None or not flat.parts:
            return False
        if kind in {"number", "boolean"} and "string" in other.kinds:
            return not list(textual(text_of(flat, kind), other, self._how))
        if "array" in other.kinds and kind in {"number", "boolean", "string"}:
            least, most = lengths(other)
            if least > 1 or most == 0 or (kind == "string" and self._how.wire == "text"):
                return False
            first = flat.parts[0]
            alone = Part(first.source, first.side, f"{first.pointer}#{kind}", {"type": kind})
            item = at_position(other, 0)
            found = self._within.lacks((*flat.parts, alone), item, self._how.within(item=True))
            return all(r.sure is Sure.NOTE for r in found)
        return False

    def _implied(self, flat: Flat, kind: str, other: Flat, *, at_once: bool) -> Iterator[Reason]:
        """The clauses of one alternative that values of ``flat`` may break."""
        how, lacks = self._how, self._within.lacks
        inner = lacks if at_once else self._within.later
        if other.choices is not None:
            values = partial(samples.of_flat, flat, 0, kind)
            yield Reason("enum", spots.first(flat), spots.choices(other), how.side, values=values)
            return
        for each in other.nots:
            yield from self._excluded(flat, kind, each)
        for part in other.left:
            yield Reason("alternative", spots.first(flat), spot(part, "anyOf", "oneOf"), how.side, Sure.VALUE)
        if kind == "number":
            yield from numeric(flat, other, how)
        elif kind == "string":
            yield from textual(flat, other, how)
        elif kind == "array":
            yield from arrays(flat, other, how, lacks, inner)
        elif kind == "object":
            yield from objects(flat, other, how, lacks, inner)
            yield from self._property_names(flat, other)

    def _excluded(self, flat: Flat, kind: str, each: Not) -> Iterator[Reason]:
        """What must not be on their side, and may be on ours."""
        best: Reasons | None = None
        for own in flat.nots:
            found = tuple(
                r for r in self._within.lacks(each.node, own.node, self._how.flipped) if r.sure is not Sure.NOTE
            )
            if not found:
                return
            if own.why == each.why and (best is None or len(found) < len(best)):
                best = found
        if apart(flat.parts, each.node):
            return
        side = self._how.side
        values = partial(_in_both, each.node, flat.parts)
        if each.why == "not" and not flat.nots:
            said = Spot(each.pointer, each.node[0].value)
            yield Reason("not", spots.first(flat), said, side, values=values)
        elif each.why == "not" and best:
            sure = Sure.RULE if kind in flattened(each.node).kinds else Sure.VALUE
            for r in best:
                yield Reason(r.clause, r.theirs, r.mine, side, sure, r.path, partial(_led, each.node, r), name=r.name)
        else:
            place = Spot(each.pointer.rpartition("/")[0] if each.why == "oneOf" else each.pointer)
            mine = spots.choice(flat) or spots.first(flat)
            yield Reason(each.why, mine, place, side, Sure.VALUE, values=values)

    def _property_names(self, flat: Flat, other: Flat) -> Iterator[Reason]:
        mine = tuple(part.under("propertyNames") for part, _ in flat.all("propertyNames"))
        for part, _ in other.all("propertyNames"):
            asked = (part.under("propertyNames"),)
            if closed(flat):
                wrong = [name for name in names(flat) if self._within.allows(asked, name) is False]
                places = spots.at(flat, "propertyNames"), spot(part, "propertyNames")
                found: Iterable[Reason] = [
                    Reason("propertyNames", *places, self._how.side, values=partial(list, wrong))
                ]
                found = found if wrong else []
            else:
                found = _Alternatives(self._within, mine, asked, replace(self._how, wire="json")).of_texts()
            for r in found:
                yield replace(r, values=partial(keyed, flat, r))

    def of_texts(self) -> Iterator[Reason]:
        """Why texts, as names of properties are, are not all right."""
        for flat in self.ours:
            if flat.choices is not None:
                yield from self.values(flat, flat.choices)
            elif "string" in flat.kinds:
                yield from self.of_kind(flat, "string")


def _led(node: Node, reason: Reason) -> Iterator[Any]:
    return samples.along(node, reason.path, list(itertools.islice(reason.values(), MOST_VALUES)))


def _in_both(excluded: Node, mine: Node) -> Iterator[Any]:
    return itertools.chain(samples.samples((*excluded, *mine)), samples.samples(excluded))


def _never(mine: Node, theirs: Node) -> bool:
    return flattened(mine).never is not None or flattened(theirs).never is not None


def _named(value: Any, flat: Flat) -> bool:
    return flat.choices is not None and data(value) in {data(v) for v in flat.choices}


def _empty(flat: Flat, kind: str) -> bool:
    """Whether it is plain that no value of the type is right."""
    if kind == "number":
        return interval(flat).none
    if kind == "array":
        least, most = lengths(flat)
        return most is not None and least > most
    return kind == "object" and any(impossible(governing(flat, name)) for name in required(flat))


def _unique(reasons: Iterable[Reason]) -> Reasons:
    found: dict[tuple[Any, ...], Reason] = {}
    for r in reasons:
        key = (r.clause, r.mine.pointer, r.theirs.pointer, r.name, r.later)
        known = found.get(key)
        if known is None or (known.sure is Sure.VALUE and r.sure is Sure.RULE):
            found[key] = r
    return tuple(found.values())


def _few(flat: Flat, kind: str) -> list[Any] | None:
    """The values of a type that has few of them."""
    if kind == "boolean":
        return [False, True]
    if kind == "null":
        return [None]
    if kind == "number":
        found = interval(flat)
        if found.step and found.least is not None and found.most is not None:
            count = (found.most - found.least) / found.step
            if count < MOST_VALUES:
                return [samples.plain(found.least + found.step * n) for n in range(int(count) + 1)]
    return None
