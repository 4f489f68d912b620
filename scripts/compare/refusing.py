"""Why alternatives take nothing of another one: a value of a list, a type, the alternative itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from scripts.compare import samples, spots
from scripts.compare.arrays import at_position, lengths
from scripts.compare.clauses import text_of, textual
from scripts.compare.flat import Flat, Node, Part, kind_of
from scripts.compare.matching import counterparts
from scripts.compare.meaning import data
from scripts.compare.reason import How, Reason, Spot, Sure, Values, spot

if TYPE_CHECKING:
    from scripts.compare.within import Within

NO_CLAUSES = Flat(())


class Refusing:
    """The reasons that ``theirs``, whose alternatives are ``others``, give for refusing one of ``ours``."""

    def __init__(self, within: Within, theirs: Node, how: How, ours: list[Flat], others: list[Flat]) -> None:
        self._within = within
        self._theirs = theirs
        self._how = how
        self._ours, self._others = ours, others

    @cached_property
    def counterparts(self) -> dict[int, Flat]:
        """The alternative of theirs that stands for each of ours, by its identity."""
        return counterparts(self._ours, self._others)

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
        other = self.other(flat)
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

    def other(self, flat: Flat) -> Flat:
        """The alternative of theirs that stands for this one, or the first."""
        return self.counterparts.get(id(flat)) or next(iter(self._others), NO_CLAUSES)

    def takes_its_item(self, flat: Flat) -> bool:
        """Whether an array has a single item, as which it is written, and that is not refused."""
        least, most = lengths(flat)
        if most != 1 or (least < 1 and self._how.wire != "exploded"):
            return False
        return all(r.noted for r in self._within.lacks(at_position(flat, 0), self._theirs, self._how))

    def alternative(self, flat: Flat, kind: str, other: Flat, sure: Sure) -> Reason:
        """That there is no such alternative."""
        places = spots.choice(flat) or spots.first(flat), spots.choice(other) or spots.first(other)
        values = partial(samples.of_flat, flat, 0, kind)
        return Reason("alternative", *places, self._how.side, sure, values=values)

    def no_such_kind(self, flat: Flat, kind: str) -> Iterator[Reason]:
        """A type that the others do not have; as text it may still be right."""
        if self._how.text and any(self._as_text(flat, kind, other) for other in self._others):
            return
        matched = self.counterparts.get(id(flat))
        other, side = self.other(flat), self._how.side
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
        elif flat.chosen and matched is None and len(self._ours) != len(self._others):
            yield self.alternative(flat, kind, other, Sure.RULE)
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


def _named(value: Any, flat: Flat) -> bool:
    return flat.choices is not None and data(value) in {data(v) for v in flat.choices}
