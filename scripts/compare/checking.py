"""Whether a value is right under schemas of a document, and whether one schema takes all that another one takes."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from typing import Any

import jsonschema_rs

from scripts.compare.flat import Flat, Node
from scripts.compare.meaning import DATA, NAMED, Source
from scripts.document import DocumentError

RANGES = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}
LEFT_OUT = {"$id", "$schema", "$anchor", "$defs", "definitions", "discriminator", "xml", "example", "examples"}
MOST_READINGS = 256
Validator = jsonschema_rs.Draft202012Validator


class Checker:
    """Judges values by whole schemas. What the validator cannot read is not judged: the answer is None."""

    def __init__(self) -> None:
        self._validators: dict[Node, Validator | None] = {}
        self._forms: dict[Node, Any] = {}
        self._covers: dict[tuple[Node, Node], bool | None] = {}

    def allows(self, node: Node, value: Any, *, text: bool = False) -> bool | None:
        """Whether ``value`` is right under all of ``node``; ``text`` is whether it travels as text."""
        validator = self._validator(node)
        if validator is None:
            return None
        try:
            return any(validator.is_valid(reading) for reading in (_readings(value) if text else [value]))
        except (ValueError, TypeError, OverflowError, RecursionError):
            return None

    def flat_allows(self, flat: Flat, value: Any) -> bool | None:
        """Whether ``value`` is right under one alternative."""
        whole = self.allows(flat.parts, value)
        excluded = [self.allows(each.node, value) for each in flat.nots]
        if whole is False or True in excluded or flat.never:
            return False
        return None if whole is None or None in excluded else True

    def covers(self, wide: Node, narrow: Node) -> bool | None:
        """Whether ``wide`` takes every value that ``narrow`` takes; None when it cannot be told."""
        if (wide, narrow) not in self._covers:
            try:
                answer = str(self._form(wide).covers(self._form(narrow)))
            except Exception:
                answer = ""
            self._covers[wide, narrow] = {"yes": True, "no": False}.get(answer)
        return self._covers[wide, narrow]

    def _form(self, node: Node) -> Any:
        if node not in self._forms:
            self._forms[node] = jsonschema_rs.canonicalize(
                bundled(node), draft=jsonschema_rs.Draft202012, validate_formats=True, offline=True
            )
        return self._forms[node]

    def _validator(self, node: Node) -> Validator | None:
        if node not in self._validators:
            try:
                self._validators[node] = Validator(bundled(node), validate_formats=True, offline=True)
            except (
                jsonschema_rs.ValidationError,
                jsonschema_rs.ReferencingError,
                DocumentError,
                ValueError,
                TypeError,
            ):
                self._validators[node] = None
        return self._validators[node]


def bundled(node: Node) -> dict[str, Any]:
    """One schema that stands by itself, for all of ``node``. Raises DocumentError."""
    needed: dict[tuple[int, str], str] = {}
    definitions: dict[str, Any] = {}
    waiting: list[tuple[Source, str]] = []

    def led(source: Source, reference: str) -> str:
        key = (source.side, reference)
        if key not in needed:
            needed[key] = str(len(needed))
            waiting.append((source, reference))
        return f"#/$defs/{needed[key]}"

    parts = [_rewritten(part.value, part.source, led) for part in node]
    while waiting:
        source, reference = waiting.pop()
        definitions[needed[source.side, reference]] = _rewritten(source.target(reference), source, led)
    return {"$defs": definitions, "allOf": parts} if parts else {}


def _rewritten(schema: Any, source: Source, led: Any) -> Any:
    if isinstance(schema, list):
        return [_rewritten(entry, source, led) for entry in schema]
    if not isinstance(schema, Mapping):
        return schema
    made: dict[str, Any] = {}
    for key, value in ((str(k), v) for k, v in schema.items()):
        if key in LEFT_OUT:
            continue
        if key == "$ref" and isinstance(value, str):
            made[key] = led(source, value)
        elif key in DATA:
            made[key] = value
        elif key in NAMED and isinstance(value, Mapping):
            made[key] = {str(name): _rewritten(entry, source, led) for name, entry in value.items()}
        else:
            made[key] = _rewritten(value, source, led)
    return _ranged(made)


def _ranged(schema: dict[str, Any]) -> dict[str, Any]:
    """With the ranges that integer formats stand for, which no validator enforces."""
    if schema.get("format") in RANGES:
        least, most = RANGES[schema["format"]]
        schema["minimum"] = max(schema.get("minimum", least), least)
        schema["maximum"] = min(schema.get("maximum", most), most)
    return schema


def written(value: Any) -> str:
    """A plain value as it is written into a URL or a header."""
    return value if isinstance(value, str) else json.dumps(value)


def _readings(value: Any) -> list[Any]:
    """What a value may be taken for once it was text."""
    if isinstance(value, list):
        found = [list(r) for r in itertools.islice(itertools.product(*map(_readings, value)), MOST_READINGS)]
        return [*found, *(_readings(value[0]) if len(value) == 1 else [])]
    if isinstance(value, dict):
        inner = itertools.islice(itertools.product(*map(_readings, value.values())), MOST_READINGS)
        return [dict(zip(value, r, strict=True)) for r in inner]
    text = written(value)
    try:
        meant = json.loads(text)
    except ValueError:
        meant = text
    plain = text if isinstance(meant, dict | list | str) else meant
    return [text, *([plain] if plain is not text else []), [text], *([[plain]] if plain is not text else [])]
