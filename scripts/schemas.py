"""Which schemas of the document speak about a value, and what they say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import jsonschema_rs

from scripts.document import pointer_of, resolve

Faults = frozenset[tuple[str, ...]]
_ALTERNATIVES = ("anyOf", "oneOf")
UNJUDGED: Faults = frozenset({("unjudged",)})


class Schemas:
    """Every schema that speaks about one place of a body, over references and alternatives; none, when undocumented."""

    def __init__(self, document: Mapping[str, Any], *nodes: Any) -> None:
        self._document = document
        self._given = [node for node in nodes if node is not None]
        # Thousands of items are told by the same few schemas.
        self._properties: dict[str, Schemas] = {}
        self._items: dict[int, Schemas] = {}
        self._left_out: set[int] = set()

    @cached_property
    def nodes(self) -> list[Mapping[str, Any]]:
        """The schemas themselves, each once."""
        found: dict[int, Mapping[str, Any]] = {}
        for node in self._given:
            self._collect(node, found)
        return list(found.values())

    def _collect(self, node: Any, found: dict[int, Mapping[str, Any]]) -> None:
        if not isinstance(node, Mapping) or id(node) in found or id(node) in self._left_out:
            return
        found[id(node)] = node
        if "$ref" in node:
            self._collect(resolve(self._document, node), found)
        for key in ("allOf", "anyOf", "oneOf"):
            for part in node.get(key, []):
                self._collect(part, found)
        for key in ("if", "then", "else"):
            self._collect(node.get(key), found)

    def fitting(self, value: Any) -> Schemas:
        """What speaks about ``value`` itself: of alternatives, those that it fits; all where none does."""
        if not any(key in node for node in self.nodes for key in _ALTERNATIVES):
            return self
        left_out = {
            id(part)
            for node in self.nodes
            for key in _ALTERNATIVES
            for part in node.get(key, [])
            if Schemas(self._document, part).first_fault(value) is not None
        }
        found = Schemas(self._document, *self._given)
        found._left_out = left_out
        return found if any(node.get("properties") for node in found.nodes) else self

    def names(self) -> set[str]:
        """The properties that the document names."""
        return set(self._names)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(name for node in self.nodes for name in node.get("properties", {}))

    @cached_property
    def allow(self) -> bool:
        """Whether any schema speaks about the place without forbidding it altogether."""
        return any(node is not False for node in self._given)

    def property(self, name: str) -> Schemas:
        """What speaks about the property ``name``."""
        found = self._properties.get(name)
        if found is None:
            found = Schemas(self._document, *(part for node in self.nodes for part in _property(node, name)))
            if name in self._names:
                self._properties[name] = found
        return found

    def item(self, index: int) -> Schemas:
        """What speaks about the item at ``index``."""
        # Beyond those that the document lists one by one, all are alike.
        index = min(index, max((len(node.get("prefixItems", [])) for node in self.nodes), default=0))
        if index not in self._items:
            parts = (part for node in self.nodes for part in _item(node, index))
            self._items[index] = Schemas(self._document, *parts)
        return self._items[index]

    def types(self) -> set[str]:
        """The documented types."""
        kinds = [node.get("type", []) for node in self.nodes]
        return {kind for listed in kinds for kind in ([listed] if isinstance(listed, str) else listed)}

    def says(self, *keywords: str) -> set[str]:
        """The documented values of keywords whose values are text."""
        return {str(node[keyword]) for node in self.nodes for keyword in keywords if keyword in node}

    def published(self) -> list[Any]:
        """The values that the document itself spells out, which therefore are no secret."""
        values: list[Any] = []
        for node in self.nodes:
            values += [*node.get("enum", []), *node.get("examples", [])]
            values += [node[key] for key in ("const", "example", "default") if key in node]
        return values

    @cached_property
    def _validators(self) -> list[jsonschema_rs.Draft202012Validator]:
        components = self._document.get("components", {})
        return [
            jsonschema_rs.Draft202012Validator({"components": components, "allOf": [node]}, validate_formats=True)
            for node in self._given
        ]

    def faults(self, value: Any) -> Faults:
        """Where ``value`` breaks which keyword: the places of the faults in it and in the schemas."""
        try:
            return frozenset(
                (str(number), *map(str, error.instance_path), "#", *map(str, error.schema_path))
                for number, validator in enumerate(self._validators)
                for error in validator.iter_errors(value)
            )
        except (ValueError, UnicodeError, RecursionError):
            return UNJUDGED

    def first_fault(self, value: Any) -> str | None:
        """The JSON pointer of the first fault in ``value``; None when it has none."""
        try:
            errors = (error for validator in self._validators for error in validator.iter_errors(value))
            return next((pointer_of(list(error.instance_path)) for error in errors), None)
        except (ValueError, UnicodeError, RecursionError):
            return ""


def _property(node: Mapping[str, Any], name: str) -> Iterator[Any]:
    known = node.get("properties", {})
    matching = [part for pattern, part in node.get("patternProperties", {}).items() if re.search(pattern, name)]
    yield from matching
    if name in known:
        yield known[name]
    elif not matching:
        yield node.get("additionalProperties")


def _item(node: Mapping[str, Any], index: int) -> Iterator[Any]:
    first = node.get("prefixItems", [])
    yield first[index] if index < len(first) else node.get("items")
