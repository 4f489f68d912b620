"""What a part of a document says, as text that is equal for equal meanings, whatever it refers to included."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from scripts.document import at

TEXTS = {"$comment", "description", "example", "examples", "externalDocs", "summary", "title"}
# What these mean lies outside JSON Schema's verdict on a value.
UNCOMPARED = {"contentEncoding", "contentMediaType", "contentSchema", "discriminator", "readOnly", "writeOnly", "xml"}
# Beneath these the keys are names that somebody chose.
NAMED = {
    "$defs", "callbacks", "content", "definitions", "dependentRequired", "dependentSchemas", "encoding", "flows",
    "headers", "links", "mapping", "parameters", "pathItems", "paths", "patternProperties", "properties",
    "requestBodies", "responses", "schemas", "scopes", "securitySchemes", "variables", "webhooks",
}  # fmt: skip
DATA = {"const", "default", "enum"}
UNORDERED = {"enum", "required", "type"}
EMPTY: dict[str, Any] = {"additionalProperties": True, "items": True, "deprecated": False, "nullable": False}
EMPTY |= {"minItems": 0, "minLength": 0, "minProperties": 0, "uniqueItems": False, "required": [], "properties": {}}
EMPTY |= {"patternProperties": {}, "readOnly": False, "writeOnly": False}


def data(value: Any) -> str:
    """A JSON value as text, equal for equal values: 1 and 1.0 are one number, ``true`` is none."""
    return json.dumps(_plain(value), sort_keys=True)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


class Source:
    """One of the two documents; ``side`` is 0 for the old one and 1 for the new one."""

    def __init__(self, document: Mapping[str, Any], side: int) -> None:
        self.document = document
        self.side = side
        self._told: dict[int, tuple[str, frozenset[str], Any]] = {}
        # What was made of its schemas, so that it is made once.
        self.known: dict[Any, Any] = {}
        self.flat: dict[Any, Any] = {}
        self.first: dict[Any, Any] = {}

    def told(self, value: Any) -> tuple[str, frozenset[str]]:
        """What ``value`` says itself, and the references in it."""
        known = self._told.get(id(value))
        if known is None or known[2] is not value:
            references: set[str] = set()
            known = (json.dumps(_said(value, references), sort_keys=True), frozenset(references), value)
            if isinstance(value, Mapping | list):
                self._told[id(value)] = known
        return known[0], known[1]

    def reached(self, value: Any) -> set[str]:
        """The references that lead on from ``value``, each as far as it goes."""
        found: set[str] = set()
        waiting = list(self.told(value)[1])
        while waiting:
            reference = waiting.pop()
            if reference not in found:
                found.add(reference)
                waiting += self.told(self.target(reference))[1]
        return found

    def target(self, reference: str) -> Any:
        """What stands where a reference leads. Raises DocumentError."""
        return at(self.document, reference[1:])


class Pair:
    """Both documents, and which parts of theirs say the same."""

    def __init__(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        self.sources = (Source(old, 0), Source(new, 1))
        self._changed = self._changes()

    def same(self, old: Any, new: Any) -> bool:
        """Whether two parts say the same, with all that they refer to."""
        before, after = self.sources[0].told(old), self.sources[1].told(new)
        return before[0] == after[0] and self._changed.isdisjoint(before[1])

    def used(self) -> set[str]:
        """The components of either document that something outside of them leads to, as pointers."""
        found: set[str] = set()
        for source in self.sources:
            found |= source.reached({key: value for key, value in source.document.items() if key != "components"})
        return {"/".join(reference[1:].split("/")[:4]) for reference in found}

    def _changes(self) -> set[str]:
        """The references that lead to something that changed, or on to it."""
        led: dict[str, frozenset[str]] = {}
        waiting = list(
            self.sources[0].told(self.sources[0].document)[1] & self.sources[1].told(self.sources[1].document)[1]
        )
        changed: set[str] = set()
        for reference in waiting:
            before, after = (source.told(source.target(reference)) for source in self.sources)
            led[reference] = before[1]
            if before[0] != after[0]:
                changed.add(reference)
        users: dict[str, list[str]] = {}
        for reference, others in led.items():
            for target in others:
                users.setdefault(target, []).append(reference)
        spreading = list(changed)
        while spreading:
            for user in users.get(spreading.pop(), ()):
                if user not in changed:
                    changed.add(user)
                    spreading.append(user)
        return changed


def _said(node: Any, references: set[str]) -> Any:
    if isinstance(node, list):
        return [_said(entry, references) for entry in node]
    if not isinstance(node, Mapping):
        return _plain(node)
    if isinstance(node.get("$ref"), str):
        references.add(node["$ref"])
    return dict(_clauses(node, references))


def _clauses(node: Mapping[str, Any], references: set[str]) -> Iterator[tuple[str, Any]]:
    for key, value in sorted((str(k), v) for k, v in node.items()):
        if key in TEXTS or key.startswith("x-") or _says_nothing(key, value):
            continue
        if key in DATA:
            said = _plain(value)
        elif key in NAMED and isinstance(value, Mapping):
            said = {str(name): _said(entry, references) for name, entry in value.items()}
        else:
            said = _said(value, references)
        if key in UNORDERED and isinstance(said, list):
            said = sorted(said, key=data)
            if len(said) == 1 and key == "type":
                said = said[0]
        if key == "enum" and isinstance(said, list) and len(said) == 1 and "const" not in node:
            key, said = "const", said[0]
        yield key, said


def _says_nothing(key: str, value: Any) -> bool:
    if key not in EMPTY:
        return False
    # An empty schema says as little as True does; 0 is not False.
    return value in ({}, True) if EMPTY[key] is True else value == EMPTY[key] and type(value) is type(EMPTY[key])


def number(value: Any) -> Fraction | None:
    """An exact number; None for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return Fraction(str(value))
    except (ValueError, OverflowError):
        return None
