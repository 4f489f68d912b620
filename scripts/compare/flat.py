"""A schema as the plain conjunction that it comes to, with references and allOf followed."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scripts.compare.meaning import TEXTS, Source, data
from scripts.document import pointer_of, pointer_tokens

KINDS = ("object", "array", "string", "number", "boolean", "null")
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

    @functools.cached_property
    def name(self) -> str:
        """What stands for the same on the other side: the reference that it is, or its place."""
        said = self.node[0].value if self.node else None
        return str(said["$ref"]) if isinstance(said, Mapping) and "$ref" in said else self.pointer


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

    @functools.cached_property
    def governed(self) -> dict[str, Node]:
        """What counts for each property that was asked for."""
        return {}

    @functools.cached_property
    def excluded(self) -> Mapping[str, Not]:
        """What must not be, by its name."""
        return {each.name: each for each in self.nots}

    @functools.cached_property
    def tags(self) -> Mapping[str | None, frozenset[str]]:
        """The constants of each property that must be there and has such, which tell alternatives apart at a glance.

        Under None, those of the value itself.
        """
        if self.choices is not None:
            return {None: frozenset(map(data, self.choices))}
        if self.kinds != {"object"}:
            return {}
        demanded = {str(name) for _, names in self.all("required") for name in _listed(names)}
        said = {name: flattened(child(self, name)).choices for name in demanded}
        return {name: frozenset(map(data, values)) for name, values in said.items() if values is not None}

    @functools.cached_property
    def contradicts_itself(self) -> bool:
        """Whether the constants that its schemas give one property, which must be there, have none in common."""
        if len(self.parts) < 2 or self.kinds != {"object"}:
            return False
        demanded = {str(name) for _, names in self.all("required") for name in _listed(names)}
        for name in demanded:
            said = [flattened((part,)).choices for part in child(self, name)]
            known = [frozenset(map(data, values)) for values in said if values is not None]
            if len(known) > 1 and not frozenset.intersection(*known):
                return True
        return False

    def tagged_apart(self, other: Flat) -> bool:
        """Whether their tags rule out that one value is right under both."""
        return any(name in other.tags and values.isdisjoint(other.tags[name]) for name, values in self.tags.items())


def _listed(named: Any) -> list[Any]:
    return named if isinstance(named, list) else [named]


def flattened(node: Node) -> Flat:
    """The clauses of ``node``, with references and ``allOf`` followed."""
    known: dict[Node, Flat] = node[0].source.flat if node else {}
    if node not in known:
        known[node] = conjunction(node, (), (), ())
    return known[node]


def conjunction(node: Node, nots: tuple[Not, ...], chosen: tuple[Part, ...], left: tuple[Part, ...]) -> Flat:
    """``node`` as one conjunction, with what was excluded, chosen and left on the way to it."""
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


def child(flat: Flat, name: str) -> Node:
    """What counts for the property ``name``, by ``properties`` and ``additionalProperties`` alone."""
    found = []
    for part in flat.parts:
        if name in mapping(part.value.get("properties")):
            found.append(part.under("properties", name))
        elif "additionalProperties" in part.value and not part.value.get("patternProperties"):
            found.append(part.under("additionalProperties"))
    return tuple(found)


def mapping(value: Any) -> Mapping[str, Any]:
    """What ``value`` maps; nothing where it is no mapping."""
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
