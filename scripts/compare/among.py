"""The alternatives of two schemas, each of ours held against all of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from scripts.compare import samples, spots
from scripts.compare.arrays import at_position, lengths
from scripts.compare.branching import alternatives
from scripts.compare.clauses import text_of, textual
from scripts.compare.flat import Flat, Node, Part, kind_of
from scripts.compare.implied import implied
from scripts.compare.matching import counterparts
from scripts.compare.meaning import data
from scripts.compare.numbers import interval
from scripts.compare.objects import governing, impossible, required
from scripts.compare.reason import How, Reason, Spot, Sure, Values, spot

if TYPE_CHECKING:
    from scripts.compare.within import Within

MOST_VALUES = 50
NO_CLAUSES = Flat(())


class Among:
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
                if self._within.allows((alone,), value) is False:
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
        wanted = self._counterparts.get(id(flat))
        tried: list[tuple[Flat, list[Reason]]] = []
        free: list[list[Reason]] = []
        for other in sorted(able, key=lambda other: other is not wanted):
            found, whole = self._against(flat, kind, other, at_once=at_once, all_of_it=other is wanted or not tried)
            if whole and not found:
                return
            tried.append((other, found))
            free += [found] if whole else []
        if free:
            yield from min(free, key=len)
        elif len(tried) > 1:
            yield from self._none_alone(flat, kind, tried)
        elif flat.chosen and len(self.ours) > 1 and self._counterparts.get(id(flat)) is None:
            # An alternative too many is one, however close it comes to another.
            yield self._alternative(flat, kind, tried[0][0], Sure.RULE)
        else:
            yield from tried[0][1]

    def _against(
        self, flat: Flat, kind: str, other: Flat, *, at_once: bool, all_of_it: bool
    ) -> tuple[list[Reason], bool]:
        """What keeps values of ``flat`` from one alternative, and whether that is nothing but notes."""
        found: list[Reason] = []
        same = other is self._counterparts.get(id(flat))
        how = self._how if same else replace(self._how, strict=True)
        for reason in implied(self._within, how, flat, kind, other, at_once=at_once):
            found.append(reason)
            if not reason.noted and not all_of_it:
                return found, False
        return found, all(r.noted for r in found)

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
        # An exploded array of one value is written as that value.
        pair = kind == "array" and self._how.wire == "exploded"
        values = partial(samples.lists, flat, 0, 2) if pair else partial(samples.of_flat, flat, 0, kind)
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
            return all(r.noted for r in found)
        return False

    def of_texts(self) -> Iterator[Reason]:
        """Why texts, as names of properties are, are not all right."""
        for flat in self.ours:
            if flat.choices is not None:
                yield from self.values(flat, flat.choices)
            elif "string" in flat.kinds:
                yield from self.of_kind(flat, "string")


def _named(value: Any, flat: Flat) -> bool:
    return flat.choices is not None and data(value) in {data(v) for v in flat.choices}


def empty(flat: Flat, kind: str) -> bool:
    """Whether it is plain that no value of the type is right."""
    if kind == "number":
        return interval(flat).none
    if kind == "array":
        least, most = lengths(flat)
        return most is not None and least > most
    return kind == "object" and any(impossible(governing(flat, name)) for name in required(flat))


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
