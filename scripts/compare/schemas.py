"""Compare two schemas by rule, and show what differs by a value."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from time import thread_time
from typing import Any

from scripts.compare import samples
from scripts.compare.arrays import lengths
from scripts.compare.branching import alternatives
from scripts.compare.checking import Checker
from scripts.compare.difference import NOTHING, READERS, Difference
from scripts.compare.flat import KINDS, Flat, Part, kind_of
from scripts.compare.flat import Node as Schema
from scripts.compare.led import led_on
from scripts.compare.meaning import Pair
from scripts.compare.node import Node
from scripts.compare.notes import Notes
from scripts.compare.reason import How, Reason, Sure
from scripts.compare.saying import Key, clause_of, key_of, place_of, told_as, undecided
from scripts.compare.within import Within
from scripts.compare.wording import difference, told

TRIES = 60
# A value that decides a verdict may take longer than one that illustrates it: a slow machine has to find it, too.
SECONDS_EACH = {Sure.RULE: 0.2, Sure.VALUE: 2.0}
SECONDS_ALL = {Sure.RULE: 4.0, Sure.VALUE: 60.0}
GUESSES: tuple[Any, ...] = (0, "", None, False, [], {}, 1, -1, 0.5, "a", [0], [0, 0], {"undocumented": 0})


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
        return frozenset().union(*(_kinds_of(flat) for flat in alternatives(self._schema(node, side))))

    def is_single(self, node: Node | None, side: int) -> bool:
        """Whether no array has more than one item, so that it is written as that item."""
        flats = alternatives(self._schema(node, side)) if node is not None else [Flat(())]
        return all(lengths(flat)[1] in (0, 1) for flat in flats if "array" in _kinds_of(flat))

    def _schema(self, node: Node, side: int) -> Schema:
        return (Part(self._pair.sources[side], side, node.pointer, node.value),)

    def _judged(self, old: Schema, new: Schema, audience: str, wire: str) -> Iterator[Difference]:
        how = How(audience, wire, side=1)
        widened = list(self._reasons(new, old, how))
        narrowed = list(self._reasons(old, new, how.flipped))
        bad, good = (widened, narrowed) if audience == READERS else (narrowed, widened)
        places: set[tuple[str, str]] = set()
        for reason in sorted(bad, key=lambda r: r.noted):
            where = (clause_of(reason), place_of(reason))
            if not reason.noted or where not in places:
                places.add(where)
                yield self._bad(reason, (new, old) if reason.side else (old, new), audience, wire)
        for reason in good:
            if (clause_of(reason), place_of(reason)) not in places:
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
        key = (key_of(reason), audience)
        known = self._told.get(key)
        if known is not None and (known.value is not NOTHING or reason.sure is not Sure.VALUE):
            return known
        value = NOTHING if reason.noted else self._witness(reason, schemas, wire)
        if reason.sure is Sure.VALUE and value is NOTHING:
            made = undecided(reason, audience)
        else:
            made = told_as(reason, audience, value)
        self._told[key] = made
        return made

    def _good(self, reason: Reason, schemas: tuple[Schema, Schema], audience: str, wire: str) -> Difference:
        key = (key_of(reason), audience)
        if key not in self._told:
            value = NOTHING if reason.noted else self._witness(reason, schemas, wire)
            self._told[key] = told_as(reason, audience, value)
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
        if wire == "exploded" and value in ([], {}):
            return False  # Nothing is written at all.
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
        if all(r.noted for r in reasons):
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


def _kinds_of(flat: Flat) -> frozenset[str]:
    return flat.kinds if flat.choices is None else flat.kinds & {kind_of(value) for value in flat.choices}
