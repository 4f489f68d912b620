"""What can be changed in one schema: each keyword removed, loosened or tightened, and each open end closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema_rs

from scripts.mutants.edits import less, without
from scripts.mutants.patterns import LOOSENED, TIGHTENED, neighbours

REMOVED, CHANGED = "removed", "changed"
# The key of the clause in the schema, the kind of change, what is changed, and the schema that comes of it.
Change = tuple[str, str, str, Any]

TEXTS = {"title", "description", "summary", "example", "examples", "default", "deprecated", "externalDocs", "$comment"}
LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains")
UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains")
BRANCHES = ("allOf", "anyOf", "oneOf", "prefixItems")
WIDER_FORMATS = {"email": "idn-email", "uri": "iri", "uri-reference": "iri-reference", "hostname": "idn-hostname"}
NUMBERS = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}


def changes(schema: Mapping[str, Any]) -> Iterator[Change]:
    """Every change of one schema. References are the caller's business, and so are schemas within it."""
    for key, value in schema.items():
        if key in TEXTS or key.startswith("x-") or key == "$ref":
            continue
        if key == "type":
            yield from _type(schema, value)
        elif key in {"properties", "patternProperties", "$defs", "dependentSchemas"}:
            yield from _named(schema, key, value)
        elif key == "required":
            for position, name in enumerate(value):
                yield key, REMOVED, str(name), {**schema, key: less(value, position)}
        elif key in {"enum", *BRANCHES}:
            for position, entry in enumerate(value):
                yield f"{key}/{position}", REMOVED, str(entry), {**schema, key: less(value, position)}
        else:
            yield key, REMOVED, str(value), without(schema, key)
            yield from _moved(schema, key, value)
    yield from _open_ends(schema)


def implied(schema: Mapping[str, Any], mutant: Any) -> bool:
    """Whether no value can tell the two schemas apart: the rest of the schema says what the changed clause says."""
    if not isinstance(mutant, Mapping):
        return False
    if "format" in schema and "format" not in mutant and schema["format"] in NUMBERS:
        least, most = NUMBERS[schema["format"]]
        return bool(least <= schema.get("minimum", least - 1) and schema.get("maximum", most + 1) <= most)
    both = [_listed(schema), _listed(mutant)]
    if None in both or "$ref" in schema:
        return False
    values = [value for listed in both for value in listed or []]
    old, new = dict(schema), dict(mutant)
    return all(jsonschema_rs.is_valid(old, value) == jsonschema_rs.is_valid(new, value) for value in values)


def _listed(schema: Mapping[str, Any]) -> list[Any] | None:
    return [schema["const"]] if "const" in schema else schema.get("enum")


def _type(schema: Mapping[str, Any], value: Any) -> Iterator[Change]:
    yield "type", REMOVED, str(value), without(schema, "type")
    types = list(value) if isinstance(value, list) else [value]
    if len(types) > 1:
        for position, name in enumerate(types):
            yield "type", TIGHTENED, f"no {name}", {**schema, "type": less(types, position)}
    if "null" not in types:
        yield "type", LOOSENED, "null as well", {**schema, "type": [*types, "null"]}
    if "integer" in types:
        yield "type", LOOSENED, "number", {**schema, "type": ["number" if one == "integer" else one for one in types]}
    yield "type", CHANGED, "another", {**schema, "type": "string" if "string" not in types else "integer"}


def _named(schema: Mapping[str, Any], key: str, value: Mapping[str, Any]) -> Iterator[Change]:
    for name in value:
        yield f"{key}/{name}", REMOVED, name, {**schema, key: without(value, name)}
        if key != "properties":
            continue
        yield f"{key}/{name}", TIGHTENED, "forbidden", {**schema, key: {**value, name: False}}
        required = schema.get("required", [])
        if name not in required:
            yield f"{key}/{name}", TIGHTENED, "required", {**schema, "required": [*required, name]}


def _moved(schema: Mapping[str, Any], key: str, value: Any) -> Iterator[Change]:
    if key in LOWER or key in UPPER:
        step = 1 if key in UPPER else -1
        if value + step >= 0 or key.endswith("imum"):
            yield key, LOOSENED, str(value + step), {**schema, key: value + step}
        if value - step >= 0 or key.endswith("imum"):
            yield key, TIGHTENED, str(value - step), {**schema, key: value - step}
    elif key == "multipleOf":
        yield key, LOOSENED, str(value / 2), {**schema, key: value / 2}
        yield key, TIGHTENED, str(value * 2), {**schema, key: value * 2}
    elif key == "const":
        other = not value if isinstance(value, bool) else value + 1 if isinstance(value, int | float) else f"{value}x"
        yield key, CHANGED, str(other), {**schema, key: other}
    elif key == "pattern":
        for change, text in neighbours(value):
            yield key, change, text, {**schema, key: text}
    elif key == "format" and value in WIDER_FORMATS:
        yield key, LOOSENED, WIDER_FORMATS[value], {**schema, key: WIDER_FORMATS[value]}


def _open_ends(schema: Mapping[str, Any]) -> Iterator[Change]:
    """What the schema leaves open on purpose, closed."""
    kind = schema.get("type")
    if kind == "object" and "additionalProperties" not in schema:
        yield "", TIGHTENED, "no other properties", {**schema, "additionalProperties": False}
    if kind == "array" and "minItems" not in schema:
        yield "", TIGHTENED, "never empty", {**schema, "minItems": 1}
    if kind == "array" and "maxItems" not in schema:
        yield "", TIGHTENED, "one item at most", {**schema, "maxItems": 1}
    if kind == "string" and not {"minLength", "pattern", "format", "enum", "const"} & schema.keys():
        yield "", TIGHTENED, "never empty", {**schema, "minLength": 1}
