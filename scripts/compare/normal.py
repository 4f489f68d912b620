"""Schemas in one form, so that two ways to say the same are no difference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TYPES = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})
TEXTS = {"$comment", "description", "example", "examples", "externalDocs", "summary", "title"}
ANNOTATIONS = {"default", "deprecated"}
# What these mean lies outside JSON Schema's verdict on a value.
UNCOMPARED = {"contentEncoding", "contentMediaType", "contentSchema", "discriminator", "readOnly", "writeOnly", "xml"}
RANGES = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}
EMPTY: dict[str, Any] = {
    "additionalProperties": True,
    "items": True,
    "minItems": 0,
    "minLength": 0,
    "minProperties": 0,
    "patternProperties": {},
    "properties": {},
    "required": [],
    "uniqueItems": False,
}


def nested(old: Any, new: Any) -> bool:
    """Whether both schemas speak of objects, or both of arrays, so that their children can be compared."""
    return bool(types(old) & types(new) & {"array", "object"})


def types(schema: Any) -> frozenset[str]:
    """The types that a schema allows by its ``type``; all of them when it names none."""
    named = schema.get("type") if isinstance(schema, Mapping) else None
    return TYPES if named is None else frozenset([named] if isinstance(named, str) else named)


def normal(schema: Any) -> Any:
    """``schema`` without texts and annotations, with clauses that say the same written alike."""
    if schema is True or schema == {}:
        return {}
    if schema is False:
        return {"not": {}}
    if not isinstance(schema, Mapping):
        return schema
    said = {str(key): value for key, value in schema.items() if not _silent(str(key))}
    if "$ref" in said and len(said) > 1:
        rest = {key: value for key, value in said.items() if key != "$ref"}
        return {"allOf": [{"$ref": said["$ref"]}, normal(rest)]}
    for key in ("properties", "patternProperties", "dependentSchemas"):
        if isinstance(said.get(key), Mapping):
            said[key] = {str(name): normal(part) for name, part in said[key].items()}
    for key in ("items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"):
        if key in said and not isinstance(said[key], bool):
            said[key] = normal(said[key])
    for key in ("anyOf", "oneOf", "allOf", "prefixItems"):
        if key in said:
            said[key] = [normal(part) for part in said[key]]
    if "type" in said:
        said["type"] = sorted(types(said))
    if "required" in said:
        said["required"] = sorted(said["required"])
    if "enum" in said:
        said["enum"] = sorted(said["enum"], key=repr)
        if len(said["enum"]) == 1 and "const" not in said:
            said["const"] = said.pop("enum")[0]
    return {key: value for key, value in said.items() if not _says_nothing(key, value)}


def enforced(schema: Any) -> Any:
    """``schema`` with the ranges that integer formats stand for, which no validator enforces."""
    if isinstance(schema, list):
        return [enforced(part) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    said = {key: part if key in {"enum", "const"} else enforced(part) for key, part in schema.items()}
    if isinstance(name := said.get("format"), str) and name in RANGES:
        least, most = RANGES[name]
        said["minimum"] = max(said.get("minimum", least), least)
        said["maximum"] = min(said.get("maximum", most), most)
    return said


def _silent(key: str) -> bool:
    return key in TEXTS | ANNOTATIONS | UNCOMPARED or key.startswith("x-")


def _says_nothing(key: str, value: Any) -> bool:
    if key not in EMPTY:
        return False
    # An empty schema says as little as True does; 0 is not False.
    return value in ({}, True) if EMPTY[key] is True else value == EMPTY[key] and type(value) is type(EMPTY[key])
