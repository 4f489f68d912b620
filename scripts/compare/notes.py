"""What two schemas say beside a verdict on values: defaults, deprecation, and what a person has to judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scripts.compare.arrays import at_position, longest_prefix
from scripts.compare.branching import alternatives
from scripts.compare.difference import NOTHING, READERS, SENDERS, Difference
from scripts.compare.flat import Flat, Node, Part
from scripts.compare.led import led_on
from scripts.compare.matching import counterparts
from scripts.compare.meaning import TEXTS, UNCOMPARED
from scripts.compare.objects import fresh, governing, names, patterns
from scripts.compare.within import Within
from scripts.compare.wording import change, difference

NOT_COMPARED = "which a person has to judge: it is not compared here"
# Clauses whose schemas are looked at one by one.
HOLDING = {
    "additionalProperties", "allOf", "anyOf", "contains", "dependentSchemas", "else", "if", "items", "not", "oneOf",
    "patternProperties", "prefixItems", "properties", "propertyNames", "then", "$ref", "default", "deprecated",
    "unevaluatedItems", "unevaluatedProperties", "required", "type", *UNCOMPARED,
}  # fmt: skip
UNORDERED = ("anyOf", "oneOf")
# Clauses that rules and values decide on, and those that say nothing by themselves.
JUDGED = {
    "const", "dependentRequired", "enum", "exclusiveMaximum", "exclusiveMinimum", "format", "maxContains", "maxItems",
    "maxLength", "maxProperties", "maximum", "minContains", "minItems", "minLength", "minProperties", "minimum",
    "multipleOf", "pattern", "uniqueItems", "$defs", "definitions", *HOLDING, *TEXTS,
}  # fmt: skip


class Notes:
    """Walks two schemas side by side, each pair of places once."""

    def __init__(self, within: Within) -> None:
        self._within = within
        self._seen: set[tuple[Node, Node, str]] = set()

    def of(self, old: Node, new: Node, audience: str) -> Iterator[Difference]:
        """The differences of two schemas, and of all that they hold."""
        waiting = [(old, new)]
        while waiting:
            before, after = waiting.pop()
            key = (before, after, audience)
            if key in self._seen or not before or not after or self._within.same(before, after):
                continue
            self._seen.add(key)
            further = led_on(before, after)
            if further is not None:
                waiting += [((one,), (other,)) for _, one, other in further]
                continue
            for one, other in _paired(alternatives(before), alternatives(after)):
                if not (_silent(one, audience) and _silent(other, audience)):
                    yield from self._own(one, other, audience)
                    waiting += _children(one, other)

    def _own(self, old: Flat, new: Flat, audience: str) -> Iterator[Difference]:
        unknown = {str(key) for flat in (old, new) for part in flat.parts for key in part.value} - JUDGED
        named = sorted(UNCOMPARED | {key for key in unknown if not key.startswith("x-")})
        for key in ("default", "deprecated", *named):
            before, after = old.all(key), new.all(key)
            if _said(before) != _said(after):
                yield _noted(key, before, after, audience, new)
        yield from _put_otherwise(old, new, audience)


def _said(found: list[tuple[Part, Any]]) -> list[str]:
    told = [part.source.told({key: value})[0] for part, value in found for key in (_key(part, value),)]
    return sorted({text for text in told if text != "{}"})


def _key(part: Part, value: Any) -> str:
    return next(str(key) for key, held in part.value.items() if held is value)


def _noted(
    key: str, before: list[tuple[Part, Any]], after: list[tuple[Part, Any]], audience: str, new: Flat
) -> Difference:
    places = {
        "old": f"{before[0][0].pointer}/{key}" if before else None,
        "new": f"{after[0][0].pointer}/{key}" if after else None,
    }
    values = (before[0][1] if before else NOTHING), (after[0][1] if after else NOTHING)
    if key == "deprecated":
        set_now = any(value is True for _, value in after)
        state = "deprecated now" if set_now else "no longer deprecated"
        return difference(
            f"deprecated-{'set' if set_now else 'cleared'}", audience, f"it is {state}", **_here(places, new, key)
        )
    if key == "default":
        if any(part.combined for part, _ in (*before, *after)):
            sentence = f"{change(key, *values)}, {NOT_COMPARED}"
            return difference("default-undecided", audience, sentence, **_here(places, new, key))
        means = "whoever leaves it out says something else now" if before else "whoever leaves it out means this"
        rule = "default-changed" if before else "default-added"
        return difference(rule, audience, f"{change(key, *values)}: {means}", **_here(places, new, key))
    return difference("annotation-changed", audience, f"{key} changed, {NOT_COMPARED}", **_here(places, new, key))


def _here(places: dict[str, str | None], new: Flat, key: str) -> dict[str, str | None]:
    """The places, told in the new document where the schema has one."""
    if places["new"] is None and new.parts:
        return {**places, "new": f"{new.parts[0].pointer}/{key}"}
    return places


def _paired(old: list[Flat], new: list[Flat]) -> list[tuple[Flat, Flat]]:
    """The alternatives that stand for one another."""
    found = counterparts(old, new)
    pairs = [(flat, found[id(flat)]) for flat in old if id(flat) in found]
    waiting = [flat for flat in old if id(flat) not in found]
    taken = {id(flat) for flat in found.values()}
    left = [flat for flat in new if id(flat) not in taken]
    if len(waiting) != len(left):
        waiting = [flat for flat in waiting if flat.kinds != {"null"}]
        left = [flat for flat in left if flat.kinds != {"null"}]
    return [*pairs, *zip(waiting, left, strict=False)]


def _silent(flat: Flat, audience: str) -> bool:
    """Whether it never travels this way."""
    key = "readOnly" if audience == SENDERS else "writeOnly"
    return audience in (READERS, SENDERS) and any(part.value.get(key) is True for part in flat.parts)


def _children(old: Flat, new: Flat) -> Iterator[tuple[Node, Node]]:
    named = names(new)
    for name in names(old):
        if name in named:
            yield governing(old, name), governing(new, name)
    known = patterns(new)
    for pattern, part in patterns(old).items():
        if pattern in known:
            yield (_combined(part),), (_combined(known[pattern]),)
    rest = fresh(Flat((*old.parts, *new.parts)))
    yield governing(old, rest), governing(new, rest)
    for position in range(max(longest_prefix(old), longest_prefix(new)) + 1):
        yield at_position(old, position), at_position(new, position)
    for key in ("contains", "propertyNames"):
        yield from zip(_held(old, key), _held(new, key), strict=False)
    yield from zip((n.node for n in old.nots), (n.node for n in new.nots), strict=False)
    for (part, schemas), (other, more) in zip(old.all("dependentSchemas"), new.all("dependentSchemas"), strict=False):
        for name in schemas:
            if name in more:
                yield (_under(part, name),), (_under(other, name),)


def _combined(part: Part) -> Part:
    return Part(part.source, part.side, part.pointer, part.value, combined=True)


def _under(part: Part, name: str) -> Part:
    return part.under("dependentSchemas", name, combined=True)


def _held(flat: Flat, key: str) -> list[Node]:
    return [(part.under(key),) for part, _ in flat.all(key)]


def _put_otherwise(old: Flat, new: Flat, audience: str) -> Iterator[Difference]:
    """Clauses in other words; where they mean something else, that is told with them."""
    if len(old.parts) != 1 or len(new.parts) != 1:
        yield from _reordered(old, new, audience)
        return
    before, after = old.parts[0], new.parts[0]
    for key in sorted(({*map(str, before.value), *map(str, after.value)} & JUDGED) - HOLDING):
        said = [part.source.told({key: part.value[key]} if key in part.value else {})[0] for part in (before, after)]
        if said[0] != said[1]:
            values = (part.value.get(key, NOTHING) for part in (before, after))
            yield _otherwise(f"{change(key, *values)}: the same values are right", audience, before, after, key)
    yield from _reordered(old, new, audience)


def _reordered(old: Flat, new: Flat, audience: str) -> Iterator[Difference]:
    for key in UNORDERED:
        for (before, branches), (after, others) in zip(old.all(key), new.all(key), strict=False):
            said = [[part.source.told(b)[0] for b in listed] for part, listed in ((before, branches), (after, others))]
            if said[0] != said[1] and sorted(said[0]) == sorted(said[1]):
                yield _otherwise(f"{key} is in another order", audience, before, after, key)


def _otherwise(sentence: str, audience: str, old: Part, new: Part, key: str) -> Difference:
    places = {side: f"{part.pointer}/{key}" if _has(part, key) else None for side, part in (("old", old), ("new", new))}
    return difference("put-otherwise", audience, sentence, old=places["old"], new=places["new"])


def _has(part: Part, key: str) -> bool:
    return isinstance(part.value, Mapping) and key in part.value
