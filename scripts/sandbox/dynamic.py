"""Random values that a schema allows."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any
from uuid import UUID

import jsonschema_rs
from rstr import Rstr

from scripts.document import resolve

DEPTH = 6  # below it only what is required is made, so that a recursive schema ends
WORDS = ("amber", "birch", "coral", "delta", "ember", "fjord", "grove", "heath", "élan", "日本")
COMBINED = ("oneOf", "anyOf")
TEXT_CLAUSES = ("format", "pattern", "minLength", "maxLength")

Node = Mapping[str, Any]


class Maker:
    """Makes values for the schemas of ``document`` out of ``random``.

    What it makes is likely to be lawful, not certain: clauses such as ``not`` or ``uniqueItems`` are left to the
    check that follows.
    """

    def __init__(self, document: Mapping[str, Any], random: Random) -> None:
        self._document = document
        self._random = random

    def make(self, node: Any, depth: int = 0) -> Any:
        """A value for ``node``."""
        schema = self._flat(resolve(self._document, node))
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self._random.choice(schema["enum"])
        kinds = schema.get("type") or _implied(schema)
        kind = self._random.choice(kinds) if isinstance(kinds, list) else kinds
        if kind == "object":
            return self._object(schema, depth)
        if kind == "array":
            return self._array(schema, depth)
        if kind in ("integer", "number"):
            return self._number(schema, kind)
        if kind == "boolean":
            return self._random.random() < 0.5
        return None if kind == "null" else self._string(schema)

    def _flat(self, schema: Any) -> dict[str, Any]:
        """One schema out of the combined ones: all of ``allOf``, one of ``oneOf`` and of ``anyOf``."""
        flat: dict[str, Any] = dict(schema) if isinstance(schema, Mapping) else {}
        parts = list(flat.pop("allOf", []))
        parts += [self._random.choice(flat.pop(key)) for key in COMBINED if flat.get(key)]
        for part in parts:
            for key, value in self._flat(resolve(self._document, part)).items():
                if key == "properties":
                    flat[key] = {**flat.get(key, {}), **value}
                elif key == "required":
                    flat[key] = [*flat.get(key, []), *value]
                else:
                    flat[key] = value
        return flat

    def _object(self, schema: Node, depth: int) -> dict[str, Any]:
        required = schema.get("required", [])
        share = 0.75 if depth < DEPTH else 0
        properties: Mapping[str, Any] = schema.get("properties", {})
        wanted = {name: node for name, node in properties.items() if name in required or self._random.random() < share}
        wanted |= {name: {} for name in required if name not in properties}
        made = {name: self.make(node, depth + 1) for name, node in wanted.items()}
        return made | self._others(schema, made, depth)

    def _others(self, schema: Node, made: Mapping[str, Any], depth: int) -> dict[str, Any]:
        """Properties beside the named ones, where their values have a schema or so many are demanded."""
        node = schema.get("additionalProperties", True)
        least, most = int(schema.get("minProperties", 0)), schema.get("maxProperties", math.inf)
        usual = self._random.randint(1, 2) if isinstance(node, Mapping) and depth < DEPTH else 0
        wanted = min(max(usual, least - len(made)), most - len(made)) if node is not False else 0
        named = schema.get("propertyNames", {})
        names: dict[str, None] = {}
        for _ in range(20 * int(max(0, wanted))):
            if len(names) < wanted and (name := self.make({"type": "string", **named})) not in made:
                names[name] = None
        return {name: self.make(node, depth + 1) for name in names}

    def _array(self, schema: Node, depth: int) -> list[Any]:
        first = [self.make(node, depth + 1) for node in schema.get("prefixItems", [])]
        least = int(schema.get("minItems", 0))
        most = int(schema.get("maxItems", least + (3 if depth < DEPTH else 0)))
        length = self._random.randint(least, max(least, min(most, least + 3)))
        rest = range(len(first), length) if schema.get("items") is not False else ()
        return first + [self.make(schema.get("items", {}), depth + 1) for _ in rest]

    def _number(self, schema: Node, kind: str) -> float:
        step = schema.get("multipleOf", 1 if kind == "integer" else 0.5)
        least, most = schema.get("minimum"), schema.get("maximum")
        if "exclusiveMinimum" in schema:
            least = max(schema["exclusiveMinimum"] + step, -math.inf if least is None else least)
        if "exclusiveMaximum" in schema:
            most = min(schema["exclusiveMaximum"] - step, math.inf if most is None else most)
        if least is None:
            least = 0 if most is None or most >= 0 else most - 1000 * step
        if most is None:
            most = least + 1000 * step
        number: float = self._random.randint(math.ceil(least / step), max(math.ceil(least / step), int(most // step)))
        return int(number * step) if kind == "integer" else number * step

    def _string(self, schema: Node) -> str:
        candidates = self._formatted(schema.get("format"))
        if "pattern" in schema:
            # Short ones first, since an open repeat is drawn up to a hundred times.
            maker = Rstr(self._random)
            candidates += sorted((maker.xeger(schema["pattern"]) for _ in range(20)), key=len)
        least = int(schema.get("minLength", 0))
        candidates.append(self._words(least)[: int(schema.get("maxLength", least + 40))])
        candidates += [text for text in schema.get("examples", []) if isinstance(text, str)]
        validator = _text_validator(*(schema.get(key) for key in TEXT_CLAUSES))
        return next((text for text in candidates if validator.is_valid(text)), candidates[-1])

    def _formatted(self, name: str | None) -> list[str]:
        moment = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(milliseconds=self._random.randrange(10**11))
        stamp = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        word = self._random.choice(WORDS[:8])
        number = self._random.randrange(256)
        made = {
            "date-time": stamp,
            "date": stamp[:10],
            "time": stamp[11:],
            "duration": f"PT{number}S",
            "email": f"{word}.{number}@example.com",
            "uri": f"https://example.com/{word}/{number}",
            "uri-reference": f"/{word}/{number}",
            "hostname": f"{word}.example.com",
            "ipv4": f"192.0.2.{number}",
            "ipv6": f"2001:db8::{number:x}",
            "uuid": str(UUID(int=self._random.getrandbits(128), version=4)),
            "byte": "c2FuZGJveA==",
        }
        return [made[name]] if name in made else []

    def _words(self, least: int) -> str:
        text = self._random.choice(WORDS)
        while len(text) < least or self._random.random() < 0.4:
            text += "-" + self._random.choice(WORDS)
        return text


@lru_cache
def _text_validator(*clauses: Any) -> jsonschema_rs.Draft202012Validator:
    given = {key: clause for key, clause in zip(TEXT_CLAUSES, clauses, strict=True) if clause is not None}
    return jsonschema_rs.Draft202012Validator(given, validate_formats=True)


def _implied(schema: Node) -> str:
    """The type that a schema without one is about."""
    if "properties" in schema or "required" in schema:
        return "object"
    if "items" in schema or "prefixItems" in schema:
        return "array"
    return "number" if "minimum" in schema or "maximum" in schema else "string"
