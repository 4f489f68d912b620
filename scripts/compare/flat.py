"""A schema as the plain conjunctions that it comes to: references, allOf and alternatives taken apart."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from scripts.compare.meaning import TEXTS, Source, data, number
from scripts.document import DocumentError, pointer_of, pointer_tokens

KINDS = ("object", "array", "string", "number", "boolean", "null")
MOST = 64
# A schema with no other clauses passes on what others say.
PASSING = {"$ref", "allOf", "$id", "$schema", "$defs", *TEXTS}


@dataclass(frozen=True)
class Part:
    """A schema where it stands. ``combined`` is whether others, or alternatives, speak of the same value."""

    source: Source = field(compare=False, repr=False)
    side: int
    pointer: str
    value: Any = field(compare=False)
    combined: bool = field(default=False, compare=False)
    reference: str = field(default="", compare=False)

    def under(self, *steps: str | int, combined: bool | None = None) -> Part:
        """The schema below the steps."""
        value = self.value
        for step in steps:
            value = value[step]
        together = self.combined if combined is None else combined
        return Part(self.source, self.side, self.pointer + pointer_of(list(steps)), value, together)

    def says(self, key: str) -> bool:
        """Whether it has the clause."""
        return isinstance(self.value, Mapping) and key in self.value


Node = tuple[Part, ...]
"""Schemas that all count for one value; none of them means that any value is allowed."""


@dataclass(frozen=True)
class Not:
    """What must not be: an alternative that another one excludes, or the schema of ``not``."""

    node: Node
    pointer: str
    why: str = "not"


@dataclass(frozen=True)
class Flat:
    """Clauses that all count, without alternatives but those in ``left``, which were too many to take apart."""

    parts: tuple[Part, ...]
    nots: tuple[Not, ...] = ()
    never: Part | None = None
    chosen: tuple[Part, ...] = ()
    left: tuple[Part, ...] = ()

    def all(self, key: str) -> list[tuple[Part, Any]]:
        """The value of a clause in each part that has it."""
        return [(part, part.value[key]) for part in self.parts if key in part.value]

    @functools.cached_property
    def kinds(self) -> frozenset[str]:
        """The types that are allowed, integers among the numbers."""
        found = frozenset(KINDS)
        for _, named in self.all("type"):
            found &= {"number" if name == "integer" else str(name) for name in _listed(named)}
        return frozenset() if self.never else found

    @functools.cached_property
    def whole(self) -> bool:
        """Whether a number must be an integer."""
        return any("integer" in _listed(named) and "number" not in _listed(named) for _, named in self.all("type"))

    @functools.cached_property
    def choices(self) -> list[Any] | None:
        """The values of the first ``const`` or ``enum``; None when there is neither."""
        for part in self.parts:
            if "const" in part.value:
                return [part.value["const"]]
            if isinstance(part.value.get("enum"), list):
                return list({data(value): value for value in part.value["enum"]}.values())
        return None


def _listed(named: Any) -> list[Any]:
    return named if isinstance(named, list) else [named]


def flattened(node: Node) -> Flat:
    """The clauses of ``node``, with references and ``allOf`` followed."""
    return _flat(node, (), (), ())


def _flat(node: Node, nots: tuple[Not, ...], chosen: tuple[Part, ...], left: tuple[Part, ...]) -> Flat:
    found: dict[Part, None] = {}
    never: Part | None = None
    waiting = list(reversed(node))
    seen: set[Part] = set()
    while waiting:
        part = waiting.pop()
        if part in seen:
            continue
        seen.add(part)
        if part.value is False:
            never = never or part
        if not isinstance(part.value, Mapping):
            continue
        if not part.value.keys() <= PASSING:
            found[part] = None
        inner = part.value.get("allOf")
        if isinstance(inner, list):
            waiting += [part.under("allOf", n, combined=True) for n in reversed(range(len(inner)))]
        if isinstance(reference := part.value.get("$ref"), str):
            waiting.append(followed(part, reference))
        if "not" in part.value:
            nots = (*nots, Not((part.under("not"),), f"{part.pointer}/not"))
    return Flat(tuple(found), tuple(dict.fromkeys(nots)), never, chosen, left)


def followed(part: Part, reference: str) -> Part:
    """Where a reference leads. Raises DocumentError."""
    target = part.source.target(reference)
    pointer = pointer_of([*pointer_tokens(reference[1:])])
    return Part(part.source, part.side, pointer, target, part.combined, reference)


def alternatives(node: Node) -> list[Flat]:
    """Every way to be right under ``node``."""
    known: dict[Node, list[Flat]] = node[0].source.known if node else {}
    if node not in known:
        known[node] = _alternatives(node)
    return known[node]


def _alternatives(node: Node) -> list[Flat]:
    waiting, done = [(flattened(node), frozenset[str]())], []
    while waiting:
        flat, taken = waiting.pop(0)
        choice = next((c for part in flat.parts for c in _choices(part) if c[0] not in taken), None)
        if choice is None:
            done.append(flat)
            continue
        place, branches, part = choice
        if len(branches) * (len(waiting) + len(done) + 1) > MOST:
            left = (*flat.left, part)
            waiting.insert(0, (Flat(flat.parts, flat.nots, flat.never, flat.chosen, left), taken | {place}))
            continue
        made = [
            (_flat((*flat.parts, *more), (*flat.nots, *nots), (*flat.chosen, *more[:1]), flat.left), taken | {place})
            for more, nots in branches
        ]
        waiting = [one for one in made if one[0].kinds] + waiting
    return done


def _choices(part: Part) -> Iterator[tuple[str, list[tuple[Node, tuple[Not, ...]]], Part]]:
    value = part.value
    for key in ("anyOf", "oneOf"):
        if isinstance(value.get(key), list):
            branches = [part.under(key, n, combined=True) for n in range(len(value[key]))]
            yield f"{part.pointer}/{key}", [(((b,), _excluded(branches, b, key))) for b in branches], part
    if "if" in value and ("then" in value or "else" in value):
        asked = part.under("if", combined=True)
        yes = (asked, *([part.under("then", combined=True)] if "then" in value else []))
        no = (part.under("else", combined=True),) if "else" in value else ()
        yield f"{part.pointer}/if", [(yes, ()), (no, (Not((asked,), f"{part.pointer}/if", "if"),))], part


def _excluded(branches: list[Part], chosen: Part, key: str) -> tuple[Not, ...]:
    if key == "anyOf":
        return ()
    return tuple(
        Not((other,), other.pointer, "oneOf")
        for other in branches
        if other is not chosen and not apart((chosen,), (other,))
    )


def apart(one: Node, other: Node) -> bool:
    """Whether it is plain that no value is right under both: by types, constants, or a property's constants."""
    try:
        return all(_apart(a, b, 3) for a, b in itertools.product(_branches(one, 2), _branches(other, 2)))
    except DocumentError:
        return False


def _branches(node: Node, depth: int) -> list[Flat]:
    """Alternatives by anyOf and oneOf alone, what they exclude left out."""
    flat = flattened(node)
    for part in flat.parts if depth else ():
        for key in ("anyOf", "oneOf"):
            if isinstance(part.value.get(key), list) and 0 < len(part.value[key]) <= MOST:
                rest = tuple(p for p in flat.parts if p != part)
                found = []
                for n in range(len(part.value[key])):
                    alone = Part(
                        part.source, part.side, part.pointer, {k: v for k, v in part.value.items() if k != key}
                    )
                    found += _branches((*rest, alone, part.under(key, n)), depth - 1)
                return found
    return [flat]


def _apart(one: Flat, other: Flat, depth: int) -> bool:
    kinds = one.kinds & other.kinds
    if one.choices is not None and other.choices is not None:
        return {data(v) for v in one.choices}.isdisjoint(data(v) for v in other.choices)
    for single, rest in ((one, other), (other, one)):
        if single.choices is not None and all(kind_of(value) not in rest.kinds for value in single.choices):
            return True
    if kinds == {"number"} and _beyond(one, other):
        return True
    if kinds != {"object"}:
        return not kinds
    demanded = {name for flat in (one, other) for _, names in flat.all("required") for name in names}
    for name in demanded if depth else ():
        inner = [child(flat, name) for flat in (one, other)]
        if _apart(flattened(inner[0]), flattened(inner[1]), depth - 1):
            return True
    return False


def _beyond(one: Flat, other: Flat) -> bool:
    for low, high in ((one, other), (other, one)):
        most = [n for _, v in low.all("maximum") if (n := number(v)) is not None]
        least = [n for _, v in high.all("minimum") if (n := number(v)) is not None]
        if most and least and min(most) < max(least):
            return True
    return False


def child(flat: Flat, name: str) -> Node:
    """What counts for the property ``name``, by ``properties`` and ``additionalProperties`` alone."""
    found = []
    for part in flat.parts:
        if name in _mapping(part.value.get("properties")):
            found.append(part.under("properties", name))
        elif "additionalProperties" in part.value and not part.value.get("patternProperties"):
            found.append(part.under("additionalProperties"))
    return tuple(found)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def kind_of(value: Any) -> str:
    """The JSON type of a value, integers among the numbers."""
    if value is None:
        return "null"
    kinds: dict[str, type | tuple[type, ...]] = {"boolean": bool, "number": (int, float), "string": str, "array": list}
    for kind, types in kinds.items():
        if isinstance(value, types):
            return kind
    return "object"
