"""What several schemas ask of one value together, one of their alternatives chosen."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from scripts.document import resolve

Node = Mapping[str, Any]
TYPES = ("string", "integer", "number", "boolean", "object", "array", "null")
# By what it says, a schema without a type is about one.
IMPLIED = {
    "object": (
        "properties", "required", "additionalProperties", "patternProperties", "propertyNames", "minProperties",
        "maxProperties", "dependentRequired", "dependentSchemas", "unevaluatedProperties",
    ),
    "array": ("items", "prefixItems", "contains", "minItems", "maxItems", "uniqueItems", "unevaluatedItems"),
    "number": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    "string": ("pattern", "format", "minLength", "maxLength", "contentEncoding", "contentMediaType"),
}  # fmt: skip
DEPTH = 6  # below it only what is required is made, so that a recursive schema ends
DEEPEST = 40
LARGEST = 100_000  # items, properties or characters, above which nothing is made
_HORIZON = 5  # levels within which an alternative that ends is looked for


class Impossible(Exception):
    """No value fits, or none as deep as this."""


@dataclass
class Gathered:
    """Schemas without combinators, all of which must hold; ``excluded`` are those that must not."""

    parts: list[Node] = field(default_factory=list)
    excluded: list[Node] = field(default_factory=list)

    def said(self, keyword: str) -> list[Any]:
        """What each part says under ``keyword``."""
        return [part[keyword] for part in self.parts if keyword in part]

    def values(self) -> list[Any] | None:
        """The values that are spelled out and that all parts have; None when none spells any out."""
        listed = [*self.said("enum"), *([value] for value in self.said("const"))]
        if not listed:
            return None
        known = [{_text(value) for value in one} for one in listed]
        barred = {_text(node["const"]) for node in self.excluded if "const" in node}
        return [
            value for value in listed[0] if all(_text(value) in one for one in known) and _text(value) not in barred
        ]

    def allows(self, value: Any) -> bool:
        """Whether ``value`` has one of the types."""
        kinds = {bool: {"boolean"}, int: {"integer", "number"}, str: {"string"}, dict: {"object"}, list: {"array"}}
        numeric = {"integer", "number"} if isinstance(value, float) and value.is_integer() else {"number"}
        named = {"null"} if value is None else kinds.get(type(value), numeric)
        return all(named & _named(said) for said in self.said("type"))

    def least(self, keyword: str, usual: int = 0) -> int:
        """The strictest of the lower bounds. Raises Impossible for one that is beyond what is made here."""
        found = max((int(number) for number in self.said(keyword)), default=usual)
        if found > LARGEST:
            raise Impossible
        return found

    def most(self, keyword: str) -> int | None:
        """The strictest of the upper bounds; None without one."""
        return min((int(number) for number in self.said(keyword)), default=None)

    def kinds(self) -> list[str]:
        """The types that a value may have; where none is said, that of which something is."""
        kinds = set(TYPES).intersection(*map(_named, self.said("type")))
        kinds -= {kind for node in self.excluded if set(node) == {"type"} for kind in _named(node["type"])}
        if not self.said("type"):
            implied = [kind for kind, keywords in IMPLIED.items() if kind in kinds and any(map(self.said, keywords))]
            kinds = set(implied[:1] or [kind for kind in TYPES if kind in kinds][:1])
        elif "number" in kinds:
            kinds.discard("integer")
        return [kind for kind in TYPES if kind in kinds]


def gathered(document: Node, random: Random, nodes: Sequence[Any], depth: int) -> Gathered:
    """What ``nodes`` ask together, with references followed and one alternative of each choice taken.

    Raises Impossible where one of them allows nothing, or none of its alternatives ends.
    """
    if depth > DEEPEST:
        raise Impossible
    found = Gathered()
    waiting = list(nodes)
    for node in waiting:
        if node is False:
            raise Impossible
        if not isinstance(node, Mapping):
            continue
        if "$ref" in node:
            waiting.append(resolve(document, node))
        waiting += node.get("allOf", [])
        for key in ("oneOf", "anyOf"):
            if node.get(key):
                waiting += _chosen(document, random, node, node[key], depth)
        if "if" in node:
            waiting += _branch(random, node)
        if isinstance(node.get("not"), Mapping):
            found.excluded.append(resolve(document, node["not"]))
        found.parts.append(node)
    return found


def _branch(random: Random, node: Node) -> list[Any]:
    """What the condition and its consequence ask, or its alternative and that the condition does not hold."""
    if random.random() < 0.5:
        return [node["if"], node.get("then", True)]
    return [{"not": node["if"]}, node.get("else", True)]


def _chosen(document: Node, random: Random, node: Node, branches: Sequence[Any], depth: int) -> list[Any]:
    """One branch, with what the discriminator says of it."""
    open_ones = [branch for branch in branches if branch is not False]
    if not open_ones:
        raise Impossible
    if depth >= DEPTH:
        heights = [_height(document, branch, _HORIZON) for branch in open_ones]
        open_ones = [branch for branch, height in zip(open_ones, heights, strict=True) if height == min(heights)]
    branch = random.choice(open_ones)
    discriminator = node.get("discriminator")
    if not isinstance(discriminator, Mapping) or not isinstance(branch, Mapping) or "$ref" not in branch:
        return [branch]
    name = branch["$ref"].rpartition("/")[2]
    mapping = discriminator.get("mapping", {})
    named = next((value for value, target in mapping.items() if target in (branch["$ref"], name)), name)
    tag = discriminator["propertyName"]
    # Its own schema may say more, such as another constant; then that one counts.
    spelled = Gathered([*_property(document, branch, tag)]).values()
    return [branch] if spelled is not None else [branch, {"required": [tag], "properties": {tag: {"const": named}}}]


def _property(document: Node, node: Any, name: str) -> list[Node]:
    """What is said of a property where nothing is to be chosen."""
    found: list[Node] = []
    waiting = [node]
    for one in waiting:
        here = resolve(document, one)
        if isinstance(here, Mapping) and len(waiting) < DEEPEST:
            waiting += here.get("allOf", [])
            said = resolve(document, here.get("properties", {}).get(name))
            found += [said] if isinstance(said, Mapping) else []
    return found


def _height(document: Node, node: Any, horizon: int) -> int:
    """How many levels the smallest value for ``node`` has, as far as ``horizon``."""
    node = resolve(document, node)
    if not isinstance(node, Mapping) or horizon < 0 or "const" in node or "enum" in node:
        return 0 if horizon >= 0 else 1000
    heights = [_height(document, one, horizon) for one in node.get("allOf", [])]
    choices = [node[key] for key in ("oneOf", "anyOf") if node.get(key)]
    heights += [min(_height(document, one, horizon - 1) for one in choice) for choice in choices]
    properties = node.get("properties", {})
    heights += [1 + _height(document, properties.get(name), horizon - 1) for name in node.get("required", [])]
    if node.get("minItems", 0):
        heights.append(1 + _height(document, node.get("items"), horizon - 1))
    return max(heights, default=0)


def _named(said: str | Sequence[str]) -> set[str]:
    """The types that a clause names; an integer is a number."""
    named = {said} if isinstance(said, str) else set(said)
    return named | ({"integer"} if "number" in named else set())


def _text(value: Any) -> str:
    """A value as text that equal ones share; 1 and 1.0 are one number in JSON."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, sort_keys=True)
