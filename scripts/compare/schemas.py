"""Compare two schemas by rule, and show what differs by a value."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from time import thread_time
from typing import Any

from scripts.compare import samples
from scripts.compare.branching import alternatives
from scripts.compare.checking import Checker
from scripts.compare.difference import NOTHING, READERS, Difference, Verdict
from scripts.compare.flat import KINDS, Part
from scripts.compare.flat import Node as Schema
from scripts.compare.led import led_on
from scripts.compare.meaning import Pair
from scripts.compare.node import Node
from scripts.compare.notes import Notes
from scripts.compare.reason import How, Reason, Sure
from scripts.compare.rules import CLAUSES, RULES, kebab
from scripts.compare.within import Within
from scripts.compare.wording import change, difference, retired, told

TRIES = 60
# A value that decides a verdict may take longer than one that illustrates it: a slow machine has to find it, too.
SECONDS_EACH = {Sure.RULE: 0.2, Sure.VALUE: 2.0}
SECONDS_ALL = {Sure.RULE: 4.0, Sure.VALUE: 60.0}
GUESSES: tuple[Any, ...] = (0, "", None, False, [], {}, 1, -1, 0.5, "a", [0], [0, 0], {"undocumented": 0})
Key = tuple[str, str, str, str]


class Schemas:
    """Compares schemas of two documents; a shared one is told once."""

    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        self._checker = Checker()
        self._within = Within(pair, self._checker)
        self._notes = Notes(self._within)
        self._told: dict[tuple[Key, str], Difference] = {}
        self._spent = dict.fromkeys(Sure, 0.0)
        self._seen: set[tuple[Schema, Schema, How]] = set()
        self.covered: set[str] = set()

    def compare(self, old: Node | None, new: Node | None, audience: str, wire: str = "json") -> Iterator[Difference]:
        """How ``new`` differs from ``old`` for those who read its values, or for those who send them."""
        if old is None and new is None:
            return
        if old is None or new is None:
            yield from self._one_sided(old, new, audience, wire)
            return
        before, after = self._schema(old, 0), self._schema(new, 1)
        if self._within.same(before, after):
            return
        found = list(self._judged(before, after, audience, wire))
        yield from found
        yield from self._notes.of(before, after, audience)

    def uncompared(self, old: Any, new: Any) -> bool:
        """Whether two parts that nobody compares differ, with all that they refer to; ``covered`` says what that is."""
        if self._pair.same(old or {}, new or {}):
            return False
        for source, part in zip(self._pair.sources, (old, new), strict=True):
            self.covered |= source.reached(part or {})
        return True

    def kinds(self, node: Node | None, side: int) -> frozenset[str]:
        """The types that the values of a schema may have."""
        if node is None:
            return frozenset(KINDS)
        return frozenset().union(*(flat.kinds for flat in alternatives(self._schema(node, side))))

    def _schema(self, node: Node, side: int) -> Schema:
        return (Part(self._pair.sources[side], side, node.pointer, node.value),)

    def _judged(self, old: Schema, new: Schema, audience: str, wire: str) -> Iterator[Difference]:
        how = How(audience, wire, side=1)
        widened = list(self._reasons(new, old, how))
        narrowed = list(self._reasons(old, new, how.flipped))
        bad, good = (widened, narrowed) if audience == READERS else (narrowed, widened)
        places: set[tuple[str, str]] = set()
        for reason in sorted(bad, key=lambda r: r.sure is Sure.NOTE):
            where = (_clause(reason), _pointer(reason))
            if reason.sure is not Sure.NOTE or where not in places:
                places.add(where)
                yield self._bad(reason, (new, old) if reason.side else (old, new), audience, wire)
        for reason in good:
            if (_clause(reason), _pointer(reason)) not in places:
                yield self._good(reason, (new, old) if reason.side else (old, new), audience, wire)

    def _reasons(self, mine: Schema, theirs: Schema, how: How) -> Iterator[Reason]:
        """Every reason in two schemas and in those below them; each two places are compared once."""
        waiting: deque[tuple[Schema, Schema, How, tuple[str | int, ...]]] = deque([(mine, theirs, how, ())])
        while waiting:
            ours, others, here, path = waiting.popleft()
            if (ours, others, here) in self._seen:
                continue
            self._seen.add((ours, others, here))
            further = led_on(ours, others) if here.wire == "json" else None
            if further is not None:
                for steps, one, other in further:
                    if not self._within.same((one,), (other,)):
                        waiting.append(((one,), (other,), here, (*path, *steps)))
                continue
            for reason in self._within.here(ours, others, here):
                whole = (*path, *reason.path)
                if reason.later is not None:
                    waiting.append((*reason.later, whole))
                else:
                    yield replace(reason, path=whole)

    def _bad(self, reason: Reason, schemas: tuple[Schema, Schema], audience: str, wire: str) -> Difference:
        """What may be wrong now though it was right."""
        key = (_key(reason), audience)
        known = self._told.get(key)
        if known is not None and (known.value is not NOTHING or reason.sure is not Sure.VALUE):
            return known
        value = NOTHING if reason.sure is Sure.NOTE else self._witness(reason, schemas, wire)
        if reason.sure is Sure.VALUE and value is NOTHING:
            sentence = f"{_changed(reason)}: whether {_allowed(reason)} could not be told"
            clause = reason.clause if reason.clause in CLAUSES else "schema"
            made = difference(f"{kebab(clause)}-undecided", audience, sentence, **_places(reason))
        else:
            made = _difference(reason, audience, value)
        self._told[key] = made
        return made

    def _good(self, reason: Reason, schemas: tuple[Schema, Schema], audience: str, wire: str) -> Difference:
        key = (_key(reason), audience)
        if key not in self._told:
            value = NOTHING if reason.sure is Sure.NOTE else self._witness(reason, schemas, wire)
            self._told[key] = _difference(reason, audience, value)
        return self._told[key]

    def _witness(self, reason: Reason, schemas: tuple[Schema, Schema], wire: str) -> Any:
        """A value that the first whole schema allows and the second does not; NOTHING when none was found."""
        start = thread_time()
        if self._spent[reason.sure] > SECONDS_ALL[reason.sure]:
            return NOTHING
        text = wire in {"text", "exploded"}
        try:
            leaves = list(itertools.islice(reason.values(), TRIES))
            if not reason.path:
                leaves += GUESSES
            for value in itertools.islice(samples.along(schemas[0], reason.path, leaves), 2 * TRIES):
                if self._checker.allows(schemas[0], value) and self._refuses(schemas[1], value, wire, text=text):
                    return value
                if thread_time() - start > SECONDS_EACH[reason.sure]:
                    break
        except RecursionError:
            return NOTHING
        finally:
            self._spent[reason.sure] += thread_time() - start
        return NOTHING

    def _refuses(self, schema: Schema, value: Any, wire: str, *, text: bool) -> bool:
        form = wire == "form" and isinstance(value, dict)
        return self._checker.allows(schema, value, text=text or form) is False

    def _one_sided(self, old: Node | None, new: Node | None, audience: str, wire: str) -> Iterator[Difference]:
        """What it means that a place has a schema under one contract alone; without one it takes any value."""
        given = old or new
        if given is None:
            return
        side = 0 if new is None else 1
        mine: Schema = self._schema(given, side)
        anything: Schema = (Part(self._pair.sources[1 - side], 1 - side, given.place, True),)
        reasons = self._within.lacks(anything, mine, How(audience, wire, side=1 - side))
        place: dict[str, str | None] = {"old": given.place} if side == 0 else {"new": given.place}
        if not any(r.sure is not Sure.NOTE for r in reasons):
            sentence = "there is a schema under one contract alone, and it allows anything"
            yield difference("put-otherwise", audience, sentence, **place)
            return
        values = (self._witness(r, (anything, mine), wire) for r in reasons)
        value = next((v for v in values if v is not NOTHING), NOTHING)
        verb = "come" if audience == READERS else "be sent"
        shown = "what it rules out" if value is NOTHING else told(value)
        sentence = f"any value may {verb} now" if side == 0 else f"{shown} can no longer {verb}"
        rule = f"schema-{'widened' if side == 0 else 'narrowed'}"
        yield difference(rule, audience, sentence, **place, value=value)


def _clause(reason: Reason) -> str:
    """Beginnings of bounds are one clause, whichever of the two words they use."""
    if reason.clause in {"property-added", "property-ruled-out"}:
        return "property"
    return reason.clause.replace("exclusiveM", "m")


def _key(reason: Reason) -> Key:
    return f"{reason.clause} {reason.side} {reason.name}", reason.old.pointer, reason.new.pointer, ""


def _difference(reason: Reason, audience: str, value: Any) -> Difference:
    rule = _rule(reason)
    made = difference(rule, audience, _sentence(reason, audience, value), **_places(reason), value=value)
    if reason.sure is Sure.VALUE and made.verdict is Verdict.BREAKING and value is NOTHING:
        return replace(made, verdict=Verdict.UNJUDGED)
    return made


def _rule(reason: Reason) -> str:
    if reason.clause in {"property-removed", "property-added"}:
        return reason.clause
    # Within `not` what demands a property allows more; no rule of its own tells of that.
    clauses = [reason.clause, "required" if reason.clause == "property-demanded" else "schema", "schema"]
    way = "widened" if reason.side else "narrowed"
    return next(rule for clause in clauses if (rule := f"{kebab(clause)}-{way}") in RULES)


def _pointer(reason: Reason) -> str:
    places = _places(reason)
    return places["new"] or places["old"] or ""


def _places(reason: Reason) -> dict[str, Any]:
    """Where it stands: in the new document, unless the clause is gone from there."""
    old, new = reason.old.pointer or None, reason.new.pointer or None
    if reason.clause in {"property-removed"}:
        return {"old": old, "new": None}
    if reason.clause in {"property-added", "property-demanded", "property-ruled-out"}:
        return {"old": None, "new": new}
    key = reason.clause
    gone = old is not None and new is not None and _ends(old, key) and not _ends(new, key)
    return {"old": old, "new": None if gone else new}


def _ends(pointer: str, key: str) -> bool:
    last = pointer.rpartition("/")[2]
    return (
        last == key
        or (key == "enum" and last == "const")
        or (key == "null" and last == "type")
        or (key == "alternative" and last in {"anyOf", "oneOf"})
        or (key.startswith("exclusive") and last == key.removeprefix("exclusive").lower())
        or (key in {"minimum", "maximum"} and last == f"exclusive{key.capitalize()}")
    )


def _changed(reason: Reason) -> str:
    before = reason.old.value if _ends(reason.old.pointer, reason.clause) else NOTHING
    after = reason.new.value if _ends(reason.new.pointer, reason.clause) else NOTHING
    names = {"null": "type", "alternative": "the list of alternatives"}
    return change(names.get(reason.clause, reason.clause), before, after)


def _allowed(reason: Reason) -> str:
    return "more values are allowed" if reason.side else "fewer values are allowed"


def _sentence(reason: Reason, audience: str, value: Any) -> str:
    reads = audience == READERS
    match reason.clause:
        case "property-removed":
            means = "whoever reads it finds nothing" if reads else "whoever sends it says nothing by it"
            return f"property {reason.name} is gone: {means}{retired(reason.old.value)}"
        case "property-added":
            return f"property {reason.name} is new"
        case "property-demanded" if reason.side:
            return f"what must not be has to have property {reason.name} as well: {_allowed(reason)}"
        case "property-demanded":
            return f"property {reason.name} is new{', and always there' if reads else ' and must be sent'}"
        case "property-ruled-out":
            return f"property {reason.name} is new, and the old contract rules out what it does not name"
        case "required":
            now = (
                ("may be missing" if reads else "may be left out")
                if reason.side
                else ("is always there" if reads else "must be sent")
            )
            return f"property {reason.name} {now} now"
    what = _changed(reason)
    if reason.clause == "alternative":
        what = "there is one alternative more" if reason.side else "there is one alternative less"
    if value is NOTHING:
        verb = "come" if reads else "be sent"
        return f"{what}: {'more' if reason.side else 'less'} may {verb} than before"
    if reads:
        means = "may come now, which the old contract rules out" if reason.side else "can no longer come"
    else:
        means = "may be sent now" if reason.side else "could be sent and is refused now"
    return f"{what}: {told(value)} {means}"
