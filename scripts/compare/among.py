"""The alternatives of two schemas, each of ours held against all of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from scripts.compare.arrays import lengths
from scripts.compare.branching import alternatives
from scripts.compare.few import few
from scripts.compare.flat import Flat, Node, kind_of
from scripts.compare.implied import implied
from scripts.compare.numbers import interval
from scripts.compare.objects import governing, impossible, required
from scripts.compare.reason import How, Reason, Sure
from scripts.compare.refusing import Refusing

if TYPE_CHECKING:
    from scripts.compare.within import Within


class Among:
    """The alternatives of two schemas, each of ours held against all of theirs."""

    def __init__(self, within: Within, mine: Node, theirs: Node, how: How, *, at_once: bool = True) -> None:
        self._within = within
        self._at_once = at_once
        self._mine, self._theirs = mine, theirs
        self._how = how
        self.ours, self._others = alternatives(mine), alternatives(theirs)

    @cached_property
    def _refusing(self) -> Refusing:
        return Refusing(self._within, self._theirs, self._how, self.ours, self._others)

    def values(self, flat: Flat, values: list[Any]) -> Iterator[Reason]:
        """The values of an enumeration, one by one."""
        return self._refusing.values(flat, values)

    def of_kind(self, flat: Flat, kind: str) -> Iterator[Reason]:
        """Why the values of one type are not all right."""
        if kind == "array" and self._how.text and self._refusing.takes_its_item(flat):
            return
        able = [
            other for other in self._others if kind in other.kinds and not (self._how.text and _leaves_out(other, kind))
        ]
        # What travels as text may be right as another type.
        by_value = any(o.choices is not None for o in self._others) or (self._how.text and not able)
        finite = few(flat, kind) if by_value else None
        if finite is not None:
            yield from self.values(flat, finite)
            return
        if not able:
            yield from self._refusing.no_such_kind(flat, kind)
            return
        # Which of several alternatives it is has to be told at once.
        at_once = self._at_once or len(able) > 1
        if kind == "object":
            # What no value is right under as well takes none of them.
            able = [other for other in able if not flat.tagged_apart(other)] or able[:1]
        wanted = self._refusing.counterparts.get(id(flat))
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
        elif flat.chosen and len(self.ours) > 1 and self._refusing.counterparts.get(id(flat)) is None:
            # An alternative too many is one, however close it comes to another.
            yield self._refusing.alternative(flat, kind, tried[0][0], Sure.RULE)
        else:
            yield from tried[0][1]

    def _against(
        self, flat: Flat, kind: str, other: Flat, *, at_once: bool, all_of_it: bool
    ) -> tuple[list[Reason], bool]:
        """What keeps values of ``flat`` from one alternative, and whether that is nothing but notes."""
        found: list[Reason] = []
        same = other is self._refusing.counterparts.get(id(flat))
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
        wanted = self._refusing.counterparts.get(id(flat))
        best = next((found for other, found in tried if other is wanted), None)
        if best is None:
            yield self._refusing.alternative(flat, kind, tried[0][0], Sure.RULE if covered is False else Sure.VALUE)
            return
        for r in best:
            doubtful = r.sure is Sure.RULE and covered is None and not r.agreed
            yield replace(r, sure=Sure.VALUE) if doubtful else r

    def of_texts(self) -> Iterator[Reason]:
        """Why texts, as names of properties are, are not all right."""
        for flat in self.ours:
            if flat.choices is not None:
                yield from self.values(flat, flat.choices)
            elif "string" in flat.kinds:
                yield from self.of_kind(flat, "string")


def empty(flat: Flat, kind: str) -> bool:
    """Whether it is plain that no value of the type is right."""
    if kind == "number":
        return interval(flat).none
    if kind == "array":
        least, most = lengths(flat)
        return most is not None and least > most
    return kind == "object" and any(impossible(governing(flat, name)) for name in required(flat))


def _leaves_out(flat: Flat, kind: str) -> bool:
    """Whether a list of values has no array, or no object; other types may be right as text."""
    if flat.choices is None or kind not in {"array", "object"}:
        return False
    return kind not in {kind_of(value) for value in flat.choices}
