"""What several schemas ask of one value together: references, ``allOf`` and what stands beside them, in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from scripts.document import DocumentError, pointer_of
from scripts.generate.source import Source

TYPES = ("string", "number", "integer", "boolean", "array", "object", "null")
# What says nothing about which values are lawful.
NOTES = frozenset(
    (
        "$comment",
        "$defs",
        "$schema",
        "$id",
        "title",
        "description",
        "summary",
        "default",
        "example",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
        "externalDocs",
        "xml",
        "definitions",
    )
)


# What changes no type, however it is combined.
NARROWS = frozenset(
    (
        "required",
        "not",
        "minProperties",
        "maxProperties",
        "minItems",
        "maxItems",
        "uniqueItems",
        "contains",
        "minContains",
        "maxContains",
        "minLength",
        "maxLength",
        "pattern",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "propertyNames",
        "dependentRequired",
    )
)


class Contradiction(DocumentError):
    """No value is lawful."""


class Place(NamedTuple):
    """A schema and where it stands."""

    node: Any
    pointer: str

    def below(self, *steps: str | int) -> Place:
        """The place that ``steps`` lead to."""
        node = self.node
        for step in steps:
            node = node[step]
        return Place(node, self.pointer + pointer_of(list(steps)))


Parts = tuple[Place, ...]


@dataclass
class Flat:
    """All keywords that hold for one value; ``groups`` are alternatives, one of each of which must hold."""

    pointer: str
    types: frozenset[str] | None = None
    values: list[Any] | None = None
    properties: dict[str, Parts] = field(default_factory=dict)
    required: dict[str, None] = field(default_factory=dict)
    closed: bool = False
    extra: Parts = ()
    patterns: list[Place] = field(default_factory=list)
    items: Parts = ()
    prefix: list[Place] = field(default_factory=list)
    format: str | None = None
    groups: list[tuple[str, list[Place], Mapping[str, Any]]] = field(default_factory=list)
    notes: dict[str, Any] = field(default_factory=dict)
    nothing: bool = False


def is_structural(node: Any) -> bool:
    """Whether something beside a reference in ``node`` says which values are lawful."""
    return any(key not in NOTES and key != "$ref" and not key.startswith("x-") for key in node)


def only_narrows(source: Source, members: list[Place]) -> bool:
    """Whether alternatives ask for nothing that a type could tell."""
    for member in members:
        node, _ = source.resolve(member.node, member.pointer)
        if not isinstance(node, dict):
            return False
        said = {key for key in node if key not in NOTES and not key.startswith("x-")}
        if not said or not said <= NARROWS:
            return False
    return True


def flatten(source: Source, parts: Parts) -> Flat:
    """What all ``parts`` ask together. Raises DocumentError for what contradicts itself or is no schema."""
    flat = Flat(parts[0].pointer)
    seen: set[str] = set()
    waiting = list(parts)
    while waiting:
        place = waiting.pop(0)
        if place.pointer in seen:
            continue
        seen.add(place.pointer)
        node = place.node
        if isinstance(node, bool):
            flat.nothing = flat.nothing or not node
            continue
        check(source, place)
        further = [place.below("allOf", index) for index in range(len(node.get("allOf", [])))]
        if "$ref" in node:
            source.resolve(node, place.pointer)
            further.insert(0, Place(*source.target(node, place.pointer)))
        waiting[:0] = further
        _add(source, flat, place)
    return flat


def check(source: Source, place: Place) -> None:
    """Raise DocumentError when ``place`` holds no schema, or one that is not read; what keywords hold is valid."""
    node = place.node
    if not isinstance(node, dict):
        raise source.fault(place.pointer, "a schema is a mapping, true or false")
    for keyword in ("$dynamicRef", "$recursiveRef"):
        if keyword in node:
            raise source.fault(f"{place.pointer}/{keyword}", f"{keyword} is not read: use $ref")


def _add(source: Source, flat: Flat, place: Place) -> None:
    node = place.node
    if "type" in node:
        types = frozenset(node["type"] if isinstance(node["type"], list) else [node["type"]])
        flat.types = types if flat.types is None else _both(flat.types, types)
        if not flat.types:
            reason = source.fault(place.pointer, "no value is of all the types that are asked for together")
            raise Contradiction(str(reason))
    for keyword in ("enum", "const"):
        if keyword in node:
            values = node["enum"] if keyword == "enum" else [node["const"]]
            flat.values = values if flat.values is None else [one for one in flat.values if _among(one, values)]
            if not flat.values:
                reason = source.fault(place.pointer, "no value is one of all those that are asked for together")
                raise Contradiction(str(reason))
    for name in node.get("properties", {}):
        flat.properties[name] = (*flat.properties.get(name, ()), place.below("properties", name))
    for name in _conditional(source, place):
        flat.properties.setdefault(name, (Place(True, f"{place.pointer}#{name}"),))
    flat.required.update(dict.fromkeys(node.get("required", [])))
    extra = node.get("additionalProperties", True)
    if extra is False:
        flat.closed = True
    elif extra is not True and extra != {}:
        flat.extra = (*flat.extra, place.below("additionalProperties"))
    flat.patterns += [place.below("patternProperties", name) for name in node.get("patternProperties", {})]
    if "items" in node:
        flat.items = (*flat.items, place.below("items"))
    flat.prefix += [place.below("prefixItems", index) for index in range(len(node.get("prefixItems", [])))]
    flat.format = flat.format or node.get("format")
    if "contentMediaType" in node and "contentEncoding" not in node and node.get("type") in (None, "string"):
        flat.format = flat.format or "x-content"
    for keyword in ("oneOf", "anyOf"):
        if node.get(keyword):
            members = [place.below(keyword, index) for index in range(len(node[keyword]))]
            flat.groups.append((keyword, members, node.get("discriminator", {})))
    for keyword in ("description", "title", "default", "example", "readOnly", "writeOnly", "deprecated"):
        if keyword in node:
            flat.notes.setdefault(keyword, node[keyword])


def _both(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    both = one & other
    if ("integer" in one and "number" in other) or ("integer" in other and "number" in one):
        both |= {"integer"}
    return both


def _among(value: Any, values: list[Any]) -> bool:
    return any(value == one and isinstance(value, bool) == isinstance(one, bool) for one in values)


def _conditional(source: Source, place: Place) -> list[str]:
    """Properties that only some values must have as described: of any type, so that none is lost."""
    node = place.node
    branches = [node.get("then"), node.get("else"), *node.get("dependentSchemas", {}).values()]
    names: list[str] = []
    for branch in branches:
        if isinstance(branch, Mapping):
            try:
                target, _ = source.resolve(branch, place.pointer)
            except DocumentError:
                raise source.fault(place.pointer, "a condition's reference leads nowhere") from None
            names += target.get("properties", {})
    return names
