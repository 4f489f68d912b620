"""Whether one schema takes every value that another one allows, clause by clause, and why not."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from scripts.compare import samples
from scripts.compare.arrays import at_position, lengths, longest_prefix
from scripts.compare.checking import Checker
from scripts.compare.clauses import numeric, text_of, textual
from scripts.compare.difference import SENDERS
from scripts.compare.flat import Flat, Node, Not, Part, alternatives, apart, flattened, kind_of
from scripts.compare.meaning import Pair, data
from scripts.compare.numbers import interval
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
from scripts.compare.reason import How, Reason, Spot, Sure, spot, worst_of

Reasons = tuple[Reason, ...]
MOST_VALUES = 50
DEEPEST = 60
NO_CLAUSES = Flat(())


class Within:
    """Compares schemas of two documents; what it found once it remembers."""

    def __init__(self, pair: Pair, checker: Checker) -> None:
        self._pair = pair
        self._checker = checker
        self._known: dict[tuple[Node, Node, How], Reasons] = {}
        self._depth = 0

    def same(self, mine: Node, theirs: Node) -> bool:
        """Whether both are put in the same words, with all that they refer to."""
        if len(mine) != len(theirs):
            return False
        pairs = [(a, b) if b.side else (b, a) for a, b in zip(mine, theirs, strict=True)]
        return all(old.side != new.side and self._pair.same(old.value, new.value) for old, new in pairs)

    def lacks(self, mine: Node, theirs: Node, how: How) -> Reasons:
        """Why not every value of ``mine`` is right under ``theirs``; nothing when each is."""
        if not theirs and not mine:
            return ()
        if self._alike(mine, theirs):
            return ()
        key = (mine, theirs, how)
        if key not in self._known:
            # Where schemas hold themselves, what they hold is smaller: it is enough to look once.
            self._known[key] = ()
            if self._depth > DEEPEST:
                return (Reason("schema", _first(mine), _first(theirs), how.side, Sure.VALUE),)
            self._depth += 1
            found = _unique(self._judged(mine, theirs, how))
            self._depth -= 1
            if any(r.sure is not Sure.NOTE and not r.agreed for r in found) and self._checker.covers(theirs, mine):
                found = tuple(r for r in found if r.agreed or r.sure is Sure.NOTE)
            self._known[key] = found
        return self._known[key]

    def _alike(self, mine: Node, theirs: Node) -> bool:
        a, b = flattened(mine).parts, flattened(theirs).parts
        if len(a) != len(b) or any(p.value is False for p in (*mine, *theirs)):
            return len(mine) == len(theirs) == 1 and mine[0].value is theirs[0].value is False
        for one, other in zip(a, b, strict=True):
            if one.side == other.side:
                return a == b
            old, new = (one, other) if other.side else (other, one)
            if not self._pair.same(old.value, new.value):
                return False
        return True

    def _judged(self, mine: Node, theirs: Node, how: How) -> Iterator[Reason]:
        ours, others = alternatives(mine), alternatives(theirs)
        for flat in ours:
            if flat.choices is not None:
                yield from self._values(flat, flat.choices, ours, others, theirs, how)
                continue
            for kind in sorted(flat.kinds):
                if not self._empty(flat, kind) and not (kind == "null" and how.text):
                    yield from self._of_kind(flat, kind, ours, others, (mine, theirs), how)

    def _values(
        self, flat: Flat, values: list[Any], ours: list[Flat], others: list[Flat], theirs: Node, how: How
    ) -> Iterator[Reason]:
        """The values of an enumeration, one by one."""
        wrong, unclear = [], []
        for value in values:
            if (value is None and how.text) or kind_of(value) not in flat.kinds:
                continue
            right = self._checker.flat_allows(flat, value)
            if right is False:
                continue
            taken = self._checker.allows(theirs, value, text=how.text)
            if taken is False:
                wrong.append(value)
            elif taken is None and not any(self._named(value, other) for other in others):
                unclear.append(value)
        for found, sure in ((wrong, Sure.RULE), (unclear, Sure.VALUE)):
            if found:
                yield self._choice(flat, found, ours, others, how, sure)

    @staticmethod
    def _named(value: Any, flat: Flat) -> bool:
        return flat.choices is not None and data(value) in {data(v) for v in flat.choices}

    def _choice(
        self, flat: Flat, values: list[Any], ours: list[Flat], others: list[Flat], how: How, sure: Sure
    ) -> Reason:
        other = _counterpart(flat, ours, others) or others[0] if others else NO_CLAUSES
        limited = [o for o in others if o.choices is not None]
        kinds = {kind_of(value) for value in values}
        if other.choices is not None or limited:
            place = other if other.choices is not None else limited[0]
            mine, theirs = _choices_at(flat), _choices_at(place)
            if mine.pointer.rpartition("/")[2] != theirs.pointer.rpartition("/")[2]:
                mine, theirs = _above(mine), _above(theirs)
            return Reason("enum", mine, theirs, how.side, sure, values=lambda: values)
        if not kinds & frozenset().union(*(o.kinds for o in others)):
            return Reason("type", *_types_at(flat, other), how.side, sure, values=lambda: values)
        clause, part = self._broken(values[0], other)
        return Reason(clause, _choices_at(flat), spot(part, clause), how.side, sure, values=lambda: values)

    def _broken(self, value: Any, flat: Flat) -> tuple[str, Part | None]:
        """The clause that a value breaks, and where."""
        for part in flat.parts:
            for key in part.value:
                alone = Part(part.source, part.side, f"{part.pointer}#{key}", {key: part.value[key]})
                if key != "type" and self._checker.allows((alone,), value) is False:
                    return str(key), part
        return "schema", next(iter(flat.parts), None)

    def _empty(self, flat: Flat, kind: str) -> bool:
        """Whether it is plain that no value of the type is right."""
        if kind == "number":
            return interval(flat).none
        if kind == "array":
            least, most = lengths(flat)
            return most is not None and least > most
        return kind == "object" and any(impossible(governing(flat, name)) for name in required(flat))

    def _of_kind(
        self, flat: Flat, kind: str, ours: list[Flat], others: list[Flat], nodes: tuple[Node, Node], how: How
    ) -> Iterator[Reason]:
        """Why the values of one type are not all right."""
        finite = _few(flat, kind)
        if finite is not None and any(o.choices is not None for o in others):
            yield from self._values(flat, finite, ours, others, nodes[1], how)
            return
        able = [other for other in others if kind in other.kinds]
        if not able:
            yield from self._other_kind(flat, kind, ours, others, how)
            return
        tried = [(other, list(self._implied(flat, kind, other, how))) for other in able]
        free = [found for _, found in tried if all(r.sure is Sure.NOTE for r in found)]
        if free:
            yield from min(free, key=len)
            return
        if len(tried) == 1:
            yield from self._sized(flat, tried[0], ours, others, how)
            return
        covered = self._checker.covers(nodes[1], nodes[0])
        if covered:
            return
        wanted = _counterpart(flat, ours, others)
        best = next((found for other, found in tried if other is wanted), None)
        if best is None:
            yield self._alternative(flat, kind, tried[0][0], how, Sure.RULE if covered is False else Sure.VALUE)
            return
        yield from (
            replace(r, sure=Sure.VALUE) if r.sure is Sure.RULE and covered is None and not r.agreed else r for r in best
        )

    def _sized(
        self, flat: Flat, tried: tuple[Flat, list[Reason]], ours: list[Flat], others: list[Flat], how: How
    ) -> Iterator[Reason]:
        """An alternative too many is one, however close it comes to another."""
        other, found = tried
        if flat.chosen and len(ours) > 1 and _counterpart(flat, ours, others) is None:
            kind = next(iter(sorted(flat.kinds)))
            yield self._alternative(flat, kind, other, how, Sure.RULE)
            return
        yield from found

    def _alternative(self, flat: Flat, kind: str, other: Flat, how: How, sure: Sure) -> Reason:
        mine = _choice_at(flat) or _first(flat.parts)
        theirs = _choice_at(other) or _first(other.parts)
        values = lambda: samples.of_flat(flat, 0, kind)  # noqa: E731 - drawn only when it is told
        return Reason("alternative", mine, theirs, how.side, sure, values=values)

    def _other_kind(self, flat: Flat, kind: str, ours: list[Flat], others: list[Flat], how: How) -> Iterator[Reason]:
        """A type that the others do not have; as text it may still be right."""
        if how.text and any(self._as_text(flat, kind, other, how) for other in others):
            return
        matched = _counterpart(flat, ours, others)
        other = matched or (others[0] if others else NO_CLAUSES)
        values = lambda: samples.of_flat(flat, 0, kind)  # noqa: E731 - drawn only when it is told
        never = next((o.never for o in others if o.never is not None), None)
        if never is not None and len(others) == 1:
            key = never.pointer.rpartition("/")[2]
            clause = key if key in {"additionalProperties", "items", "unevaluatedProperties"} else "schema"
            yield Reason(clause, _first(flat.parts), Spot(never.pointer, False), how.side, values=values)
        elif kind == "null":
            mine = _choice_at(flat) or spot(_typed(flat), "type")
            theirs = _choice_at(other) or spot(_typed(other), "type")
            yield Reason("null", mine, theirs, how.side, values=values)
        elif flat.chosen and matched is None and len(ours) != len(others):
            yield self._alternative(flat, kind, other, how, Sure.RULE)
        else:
            yield Reason("type", *_types_at(flat, other), how.side, values=values)

    def _as_text(self, flat: Flat, kind: str, other: Flat, how: How) -> bool:
        if kind in {"number", "boolean"} and "string" in other.kinds:
            return other.choices is None and not list(textual(text_of(flat, kind), other, how))
        if "array" in other.kinds and kind in {"number", "boolean", "string"} and other.choices is None:
            least, most = lengths(other)
            if least > 1 or most == 0 or (kind == "string" and how.wire == "text"):
                return False
            alone = Part(flat.parts[0].source, flat.parts[0].side, f"{flat.parts[0].pointer}#{kind}", {"type": kind}) if flat.parts else None
            held = (*flat.parts, alone) if alone is not None else ()
            return not any(r.sure is not Sure.NOTE for r in self.lacks(held, at_position(other, 0), how.within(item=True)))
        return False

    def _implied(self, flat: Flat, kind: str, other: Flat, how: How) -> Iterator[Reason]:
        """The clauses of one alternative that values of ``flat`` may break."""
        if other.choices is not None:
            yield Reason(
                "enum", _first(flat.parts), _choices_at(other), how.side, values=lambda: samples.of_flat(flat, 0, kind)
            )
            return
        for each in other.nots:
            yield from self._excluded(flat, kind, each, how)
        for part in other.left:
            yield Reason("alternative", _first(flat.parts), spot(part, "anyOf", "oneOf"), how.side, Sure.VALUE)
        if kind == "number":
            yield from numeric(flat, other, how)
        elif kind == "string":
            yield from textual(flat, other, how)
        elif kind == "array":
            yield from self._array(flat, other, how)
        elif kind == "object":
            yield from self._object(flat, other, how)

    def _excluded(self, flat: Flat, kind: str, each: Not, how: How) -> Iterator[Reason]:
        """What must not be on their side, and may be on ours."""
        best: Reasons | None = None
        for own in flat.nots:
            found = tuple(r for r in self.lacks(each.node, own.node, how) if r.sure is not Sure.NOTE)
            if not found:
                return
            if own.why == each.why and (best is None or len(found) < len(best)):
                best = found
        if apart(flat.parts, each.node):
            return
        drawn = lambda: itertools.chain(samples.samples((*each.node, *flat.parts)), samples.samples(each.node))  # noqa: E731
        if each.why == "not" and not flat.nots:
            yield Reason("not", _first(flat.parts), Spot(each.pointer, _value(each.node)), how.side, values=drawn)
        elif each.why == "not" and best:
            yield from (replace(r, sure=Sure.RULE if kind in _kinds(each.node) else Sure.VALUE) for r in best)
        else:
            place = Spot(each.pointer.rpartition("/")[0] if each.why == "oneOf" else each.pointer)
            yield Reason(each.why, _choice_at(flat) or _first(flat.parts), place, how.side, Sure.VALUE, values=drawn)

    def _array(self, flat: Flat, other: Flat, how: How) -> Iterator[Reason]:
        least, most = lengths(flat)
        for part, count in other.all("minItems"):
            if isinstance(count, int | float) and least < count:
                sizes = lambda: samples.lists(flat, 0, size=max(least, int(count) - 1))  # noqa: B023, E731
                yield Reason("minItems", _at(flat, "minItems"), spot(part, "minItems"), how.side, values=sizes)
        for part, count in other.all("maxItems"):
            if isinstance(count, int | float) and (most is None or most > count):
                sizes = lambda: samples.lists(flat, 0, size=int(count) + 1)  # noqa: B023, E731
                yield Reason("maxItems", _at(flat, "maxItems"), spot(part, "maxItems"), how.side, values=sizes)
        if _says(other, "uniqueItems") and not _says(flat, "uniqueItems") and (most is None or most > 1):
            part = next(p for p, v in other.all("uniqueItems") if v is True)
            pair = lambda: ([v, v] for v in samples.samples(at_position(flat, 0)))  # noqa: E731
            yield Reason("uniqueItems", _at(flat, "uniqueItems"), spot(part, "uniqueItems"), how.side, values=pair)
        last = max(longest_prefix(flat), longest_prefix(other))
        for position in range(last + 1):
            if most is not None and position >= most:
                break
            mine = at_position(flat, position)
            if not impossible(mine):
                found = self.lacks(mine, at_position(other, position), how.within(item=True))
                yield from (r.inside(position) for r in found)
        yield from self._contains(flat, other, how)

    def _contains(self, flat: Flat, other: Flat, how: How) -> Iterator[Reason]:
        own = flat.all("contains")
        most = lengths(flat)[1]
        for part, _ in other.all("contains"):
            wanted = (part.under("contains"),)
            least, limit = part.value.get("minContains", 1), part.value.get("maxContains")
            mine = _at(flat, "contains")
            drawn = lambda: itertools.chain([[]], samples.lists(flat, 0))  # noqa: E731
            if least:
                tried = [(p, self.lacks((p.under("contains"),), wanted, how.within(item=True))) for p, _ in own]
                able = [p for p, found in tried if not any(r.sure is not Sure.NOTE for r in found)]
                counts = [p.value.get("minContains", 1) for p in able]
                if tried and not able:
                    inner = (tried[0][0].under("contains"),)
                    for r in tried[0][1]:
                        held = lambda: ([v] * int(least) for v in samples.along(inner, r.path, list(r.values())))  # noqa: B023, E731
                        yield replace(r, path=(), values=held)
                elif not counts:
                    yield Reason("contains", mine, spot(part, "contains"), how.side, values=drawn)
                elif max(counts) < least:
                    value = lambda: samples.lists(flat, 0, size=max(counts))  # noqa: B023, E731
                    yield Reason("minContains", spot(able[0], "minContains"), spot(part, "minContains"), how.side, values=value)
            if limit is not None and (most is None or most > limit):
                able = [
                    p
                    for p, _ in own
                    if not any(r.sure is not Sure.NOTE for r in self.lacks(wanted, (p.under("contains"),), how.within(item=True)))
                ]
                limits = [p.value["maxContains"] for p in able if "maxContains" in p.value]
                if not limits or min(limits) > limit:
                    many = lambda: ([v] * (int(limit) + 1) for v in samples.samples(wanted))  # noqa: B023, E731
                    place = spot(own[0][0], "maxContains", "contains") if own else mine
                    yield Reason("maxContains", place, spot(part, "maxContains"), how.side, values=many)

    def _object(self, flat: Flat, other: Flat, how: How) -> Iterator[Reason]:
        named, known = names(flat), names(other)
        yield from self._named_properties(flat, other, how)
        yield from self._required(flat, other, how)
        rest = fresh(Flat((*flat.parts, *other.parts)))
        taken = {*named, *known}
        listed = {**patterns(flat), **patterns(other)}
        for name in [*(n for n in representatives(list(listed)) if n not in taken), rest]:
            mine = governing(flat, name)
            if not impossible(mine):
                found = self.lacks(mine, governing(other, name), how.within(item=False))
                yield from (r.inside(name) for r in _at_rest(found, flat, other))
        yield from self._sizes(flat, other, how)
        yield from self._dependent(flat, other, how)
        yield from self._property_names(flat, other, how)

    def _named_properties(self, flat: Flat, other: Flat, how: How) -> Iterator[Reason]:
        named, known = names(flat), names(other)
        for name in {**named, **known}:
            if self._silent(flat, name, how) or self._silent(other, name, how):
                continue
            mine, theirs = governing(flat, name), governing(other, name)
            old, new = (known, named) if how.side else (named, known)
            if name in old and name not in new and not _by_pattern(flat if how.side else other, name):
                holder = flat if how.side else other
                gone, left = Spot(old[name].pointer, old[name].value), _first(holder.parts)
                spots = (left, gone) if how.side else (gone, left)
                held = lambda: samples.along(flat.parts, (name,), list(samples.samples(mine)))  # noqa: B023, E731
                yield Reason("property-removed", *spots, how.side, values=held, agreed=True, name=name)
                continue
            if name in new and name not in old:
                open_before = not governed(other if how.side else flat, name)
                if not how.side:
                    fresh_one = Spot(new[name].pointer, new[name].value)
                    note = Reason("property-added", _first(flat.parts), fresh_one, how.side, Sure.NOTE, agreed=True, name=name)
                    yield note
                if open_before:
                    continue
                if how.side and impossible(theirs):
                    here = Spot(new[name].pointer, new[name].value)
                    value = lambda: list(samples.samples(mine))  # noqa: B023, E731
                    shut = _at(other, "additionalProperties", "unevaluatedProperties")
                    yield Reason("property-ruled-out", here, shut, how.side, path=(name,), values=value, name=name)
                    continue
            if not impossible(mine):
                yield from (r.inside(name) for r in self.lacks(mine, theirs, how.within(item=False)))

    def _required(self, flat: Flat, other: Flat, how: How) -> Iterator[Reason]:
        own = required(flat)
        for name, part in required(other).items():
            if name in own or self._silent(flat, name, how) or self._silent(other, name, how):
                continue
            mine_named, theirs_named = names(flat), names(other)
            if how.side and name in theirs_named and name not in mine_named:
                continue
            drawn = lambda: samples.objects(flat, 0, without=name)  # noqa: B023, E731
            place = spot(part, "required")
            if not how.side and name in theirs_named and name not in mine_named:
                here = theirs_named[name]
                yield Reason(
                    "property-demanded", _first(flat.parts), Spot(here.pointer, here.value), how.side, values=drawn, name=name
                )
            else:
                yield Reason("required", _at(flat, "required"), place, how.side, values=drawn, name=name)

    def _silent(self, flat: Flat, name: str, how: How) -> bool:
        """Whether the property never travels this way."""
        key = "readOnly" if how.audience == SENDERS else "writeOnly"
        return any(part.value.get(key) is True for part in flattened(governing(flat, name)).parts)

    def _sizes(self, flat: Flat, other: Flat, how: How) -> Iterator[Reason]:
        least = max([*(n for _, n in flat.all("minProperties") if isinstance(n, int)), len(required(flat))])
        closed = impossible(governing(flat, fresh(flat))) and not patterns(flat)
        bounds = [n for _, n in flat.all("maxProperties") if isinstance(n, int)] + ([len(names(flat))] if closed else [])
        for part, count in other.all("minProperties"):
            if isinstance(count, int) and least < count:
                few = lambda: samples.objects(flat, 0, size=int(count) - 1)  # noqa: B023, E731
                yield Reason("minProperties", _at(flat, "minProperties"), spot(part, "minProperties"), how.side, values=few)
        for part, count in other.all("maxProperties"):
            if isinstance(count, int) and (not bounds or min(bounds) > count):
                many = lambda: samples.objects(flat, 0, size=int(count) + 1)  # noqa: B023, E731
                yield Reason("maxProperties", _at(flat, "maxProperties"), spot(part, "maxProperties"), how.side, values=many)

    def _dependent(self, flat: Flat, other: Flat, how: How) -> Iterator[Reason]:
        own = required(flat)
        for part, listed in other.all("dependentRequired"):
            for key, wanted in listed.items():
                mine = {n for _, l in flat.all("dependentRequired") for n in l.get(key, [])}
                missing = [n for n in wanted if n not in own and n not in mine and n != key]
                if missing and not impossible(governing(flat, key)):
                    with_key = lambda: samples.objects(flat, 0, without=missing[0], forced={key: next(samples.samples(governing(flat, key)), 0)})  # noqa: B023, E731
                    place = spot(part, "dependentRequired")
                    yield Reason("dependentRequired", _at(flat, "dependentRequired"), place, how.side, values=with_key)
        for part, schemas in other.all("dependentSchemas"):
            for key in schemas:
                if impossible(governing(flat, key)):
                    continue
                mine_too = tuple(p.under("dependentSchemas", key) for p, s in flat.all("dependentSchemas") if key in s)
                found = self.lacks((*flat.parts, *mine_too), (part.under("dependentSchemas", key),), how)
                found = tuple(r for r in found if r.sure is not Sure.NOTE)
                if mine_too or key in own:
                    yield from found
                elif found:
                    forced = lambda: samples.objects(flat, 0, forced={key: _one(governing(flat, key))})  # noqa: B023, E731
                    place = spot(part, "dependentSchemas")
                    yield Reason("dependentSchemas", _at(flat, "dependentSchemas"), place, how.side, values=forced)

    def _property_names(self, flat: Flat, other: Flat, how: How) -> Iterator[Reason]:
        listed = other.all("propertyNames")
        if not listed:
            return
        mine = tuple(part.under("propertyNames") for part, _ in flat.all("propertyNames"))
        closed = impossible(governing(flat, fresh(flat))) and not patterns(flat)
        for part, _ in listed:
            asked = (part.under("propertyNames"),)
            if closed:
                wrong = [name for name in names(flat) if self._checker.allows(asked, name) is False]
                found: Iterable[Reason] = (
                    [Reason("propertyNames", _at(flat, "propertyNames"), spot(part, "propertyNames"), how.side, values=lambda: wrong)]  # noqa: B023
                    if wrong
                    else []
                )
            else:
                found = self._names_only(mine, asked, how)
            for r in found:
                keyed = lambda: ({v: _one(governing(flat, v))} for v in itertools.islice(r.values(), MOST_VALUES) if isinstance(v, str))  # noqa: B023, E731
                yield replace(r, values=keyed)

    def _names_only(self, mine: Node, theirs: Node, how: How) -> Iterator[Reason]:
        ours, others = alternatives(mine), alternatives(theirs)
        for flat in ours:
            if flat.choices is not None:
                yield from self._values(flat, flat.choices, ours, others, theirs, replace(how, wire="json"))
            elif "string" in flat.kinds:
                yield from self._of_kind(flat, "string", ours, others, (mine, theirs), replace(how, wire="json"))


def _one(node: Node) -> Any:
    return next(samples.samples(node), 0)


def _unique(reasons: Iterable[Reason]) -> Reasons:
    found: dict[tuple[str, str, str, str], Reason] = {}
    for r in reasons:
        key = (r.clause, r.mine.pointer, r.theirs.pointer, r.name)
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


def _counterpart(flat: Flat, ours: list[Flat], others: list[Flat]) -> Flat | None:
    """The alternative of the other side that stands for this one; None when this one is one too many."""
    if len(others) == 1 and len(ours) == 1:
        return others[0]
    left = list(others)
    found: dict[int, Flat] = {}
    for fits in (_same_name, _same_words, _alike):
        for one in ours:
            if id(one) not in found:
                other = next((o for o in left if fits(one, o)), None)
                if other is not None:
                    found[id(one)] = other
                    left = [o for o in left if o is not other]
    return found.get(id(flat))


def _same_words(flat: Flat, other: Flat) -> bool:
    """Whether both are put in the same words, references apart."""
    said = [[part.source.told(part.value)[0] for part in one.parts] for one in (flat, other)]
    return said[0] == said[1]


def _alike(flat: Flat, other: Flat) -> bool:
    """Whether both may speak of the same values."""
    return bool(flat.kinds & other.kinds) and not apart(flat.parts, other.parts)


def _same_name(flat: Flat, other: Flat) -> bool:
    mine = {part.reference for part in flat.parts if part.reference}
    theirs = {part.reference for part in other.parts if part.reference}
    if mine and theirs:
        return bool(mine & theirs) and bool(flat.chosen and other.chosen)
    return False


def _first(parts: tuple[Part, ...]) -> Spot:
    return Spot(parts[0].pointer, parts[0].value) if parts else Spot("")


def _at(flat: Flat, *keys: str) -> Spot:
    """The clause where a part has it, else the first part."""
    for key in keys:
        if found := flat.all(key):
            return spot(found[0][0], key)
    return Spot(flat.parts[0].pointer) if flat.parts else Spot("")


def _typed(flat: Flat) -> Part | None:
    found = flat.all("type")
    return found[0][0] if found else next(iter(flat.parts), None)


def _types_at(flat: Flat, other: Flat) -> tuple[Spot, Spot]:
    """Where two types stand: the clause when nothing else differs, else the schemas."""
    mine, theirs = _typed(flat), _typed(other)
    spots = spot(mine, "type"), spot(theirs, "type")
    if mine is None or theirs is None:
        return spots
    said = [p.source.told({k: v for k, v in p.value.items() if k != "type"})[0] for p in (mine, theirs)]
    return spots if said[0] == said[1] else (_above(spots[0]), _above(spots[1]))


def _above(place: Spot) -> Spot:
    holder, _, key = place.pointer.rpartition("/")
    return Spot(holder, place.value) if key in {"type", "enum", "const"} else place


def _choices_at(flat: Flat) -> Spot:
    """The enumeration; of one value it is a constant."""
    for part in flat.parts:
        if "const" in part.value:
            return Spot(f"{part.pointer}/const", part.value["const"])
        if isinstance(part.value.get("enum"), list):
            values = part.value["enum"]
            return Spot(f"{part.pointer}/{'const' if len(values) == 1 else 'enum'}", values)
    return _first(flat.parts)


def _choice_at(flat: Flat) -> Spot | None:
    """The list of alternatives that this one was chosen from."""
    if not flat.chosen:
        return None
    holder, _, last = flat.chosen[-1].pointer.rpartition("/")
    return Spot(holder if last.isdecimal() else flat.chosen[-1].pointer)


def _says(flat: Flat, key: str) -> bool:
    return any(value is True for _, value in flat.all(key))


def _value(node: Node) -> Any:
    return node[0].value


def _kinds(node: Node) -> frozenset[str]:
    return flattened(node).kinds


def _by_pattern(flat: Flat, name: str) -> bool:
    """Whether a pattern speaks of the name."""
    return any("/patternProperties/" in part.pointer for part in governing(flat, name))


def _at_rest(found: Reasons, flat: Flat, other: Flat) -> Iterator[Reason]:
    """Reasons on what no clause names, told where that is ruled out."""
    for r in found:
        if not r.mine.pointer:
            yield replace(r, mine=_at(flat, "additionalProperties", "unevaluatedProperties", "patternProperties"))
        elif not r.theirs.pointer:
            yield replace(r, theirs=_at(other, "additionalProperties", "unevaluatedProperties", "patternProperties"))
        else:
            yield r


__all__ = ["Reasons", "Within", "worst_of", "Mapping"]
