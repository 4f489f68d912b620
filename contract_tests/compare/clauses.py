"""Pairs of schemas of which the second allows more, and the places that a schema may stand in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Schema = Any
OPEN: Schema = {"type": "object", "properties": {"a": {"type": "string"}}}
CLOSED: Schema = {**OPEN, "additionalProperties": False}
CAT: Schema = {
    "type": "object",
    "required": ["k", "n"],
    "properties": {"k": {"const": "cat"}, "n": {"type": "string", "maxLength": 3}},
}
DOG: Schema = {"type": "object", "required": ["k"], "properties": {"k": {"const": "dog"}}}

# By what changes: what is allowed, and a schema that allows more.
WIDER: dict[str, tuple[Schema, Schema]] = {
    "type": ({"type": "string"}, {"type": ["string", "integer"]}),
    "integer to number": ({"type": "integer"}, {"type": "number"}),
    "type gone": ({"type": "string"}, {}),
    "null": ({"type": "string"}, {"type": ["string", "null"]}),
    "null beside a reference": (
        {"$ref": "#/components/schemas/Named"},
        {"anyOf": [{"$ref": "#/components/schemas/Named"}, {"type": "null"}]},
    ),
    "enum": ({"enum": ["a", "b"]}, {"enum": ["a", "b", "c"]}),
    "enum of one": ({"type": "string", "const": "a"}, {"type": "string", "enum": ["a", "b"]}),
    "enum gone": ({"type": "string", "enum": ["a"]}, {"type": "string"}),
    "enum of integers": ({"type": "integer", "enum": [1]}, {"type": "integer", "enum": [1, 2]}),
    "enum of everything": ({"enum": [1, "a", None, [1]]}, {"enum": [1, "a", None, [1], {"a": 1}]}),
    "minimum": ({"type": "integer", "minimum": 1}, {"type": "integer", "minimum": 0}),
    "minimum gone": ({"type": "number", "minimum": 1}, {"type": "number"}),
    "maximum": ({"type": "number", "maximum": 1}, {"type": "number", "maximum": 1.5}),
    "huge maximum": ({"type": "integer", "maximum": 2**53}, {"type": "integer", "maximum": 2**53 + 1}),
    "exclusive minimum": ({"type": "number", "exclusiveMinimum": 1}, {"type": "number", "minimum": 1}),
    "exclusive maximum": ({"type": "number", "exclusiveMaximum": 1}, {"type": "number", "exclusiveMaximum": 2}),
    "multipleOf": ({"type": "integer", "multipleOf": 4}, {"type": "integer", "multipleOf": 2}),
    "multipleOf gone": ({"type": "number", "multipleOf": 0.01}, {"type": "number"}),
    "maxLength": ({"type": "string", "maxLength": 255}, {"type": "string", "maxLength": 256}),
    "huge maxLength": ({"type": "string", "maxLength": 20_000}, {"type": "string", "maxLength": 20_001}),
    "maxLength gone": ({"type": "string", "maxLength": 5}, {"type": "string"}),
    "minLength": ({"type": "string", "minLength": 3}, {"type": "string", "minLength": 2}),
    "pattern counts": ({"type": "string", "pattern": "^a{1,63}$"}, {"type": "string", "pattern": "^a{1,64}$"}),
    "pattern with a lookahead dropped": (
        {"type": "string", "pattern": "^(?!x)[a-z]+$"},
        {"type": "string", "pattern": "^[a-z]+$"},
    ),
    "pattern gone": ({"type": "string", "pattern": "^a"}, {"type": "string"}),
    "pattern of a property of characters": (
        {"type": "string", "pattern": r"^\p{Lu}$"},
        {"type": "string", "pattern": r"^\p{L}$"},
    ),
    "format gone": ({"type": "string", "format": "date"}, {"type": "string"}),
    "wider format": ({"type": "string", "format": "uri"}, {"type": "string", "format": "uri-reference"}),
    "int32 to int64": ({"type": "integer", "format": "int32"}, {"type": "integer", "format": "int64"}),
    "format that nobody checks gone": ({"type": "string", "format": "made-up"}, {"type": "string"}),
    "maxItems": ({"type": "array", "maxItems": 3}, {"type": "array", "maxItems": 4}),
    "huge maxItems": ({"type": "array", "maxItems": 10_001}, {"type": "array", "maxItems": 10_002}),
    "minItems": ({"type": "array", "minItems": 1}, {"type": "array"}),
    "uniqueItems": ({"type": "array", "uniqueItems": True}, {"type": "array"}),
    "items": ({"type": "array", "items": {"type": "string"}}, {"type": "array"}),
    "items false": ({"type": "array", "items": False}, {"type": "array", "items": {"type": "string"}}),
    "prefixItems": (
        {"type": "array", "prefixItems": [{"type": "string"}]},
        {"type": "array", "prefixItems": [{"type": ["string", "null"]}]},
    ),
    "contains gone": ({"type": "array", "contains": {"type": "string"}}, {"type": "array"}),
    "contains": ({"type": "array", "contains": {"const": 1}}, {"type": "array", "contains": {"enum": [1, 2]}}),
    "minContains": (
        {"type": "array", "contains": {"const": 1}, "minContains": 3},
        {"type": "array", "contains": {"const": 1}, "minContains": 2},
    ),
    "maxContains": (
        {"type": "array", "contains": {"const": 1}, "maxContains": 2},
        {"type": "array", "contains": {"const": 1}, "maxContains": 3},
    ),
    "required": ({**OPEN, "required": ["a"]}, OPEN),
    "required elsewhere": ({"type": "object", "required": ["a", "b"]}, {"type": "object", "required": ["a"]}),
    "additionalProperties": (CLOSED, OPEN),
    "additionalProperties of a type": (
        {"type": "object", "additionalProperties": {"type": "integer"}},
        {"type": "object", "additionalProperties": {"type": "number"}},
    ),
    "patternProperties": (
        {"type": "object", "patternProperties": {"^x": {"maxLength": 3}}},
        {"type": "object", "patternProperties": {"^x": {"maxLength": 4}}},
    ),
    "patternProperties gone": ({"type": "object", "patternProperties": {"^x": {"type": "string"}}}, {"type": "object"}),
    "propertyNames": (
        {"type": "object", "propertyNames": {"maxLength": 3}},
        {"type": "object", "propertyNames": {"maxLength": 4}},
    ),
    "maxProperties": ({"type": "object", "maxProperties": 3}, {"type": "object", "maxProperties": 4}),
    "minProperties": ({"type": "object", "minProperties": 2}, {"type": "object", "minProperties": 1}),
    "dependentRequired": ({"type": "object", "dependentRequired": {"a": ["b"]}}, {"type": "object"}),
    "dependentSchemas": ({"type": "object", "dependentSchemas": {"a": {"required": ["b"]}}}, {"type": "object"}),
    "unevaluatedProperties": ({**OPEN, "unevaluatedProperties": False}, OPEN),
    "not gone": ({"type": "string", "not": {"const": "a"}}, {"type": "string"}),
    "not narrower": ({"type": "string", "not": {"enum": ["a", "b"]}}, {"type": "string", "not": {"const": "a"}}),
    "not shorter": ({"type": "string", "not": {"maxLength": 4}}, {"type": "string", "not": {"maxLength": 3}}),
    "one alternative more": (
        {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        {"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "boolean"}]},
    ),
    "one kind more": ({"oneOf": [CAT]}, {"oneOf": [CAT, DOG]}),
    "then": ({"type": "object", "if": {"required": ["a"]}, "then": {"required": ["b"]}}, {"type": "object"}),
    "a kind's property": (
        {"oneOf": [CAT, DOG]},
        {"oneOf": [{**CAT, "properties": {**CAT["properties"], "n": {"type": "string", "maxLength": 4}}}, DOG]},
    ),
    "two clauses at once": (
        {"type": "string", "minLength": 2, "maxLength": 4},
        {"type": "string", "minLength": 1, "maxLength": 5},
    ),
    "through a recursion": ({"$ref": "#/components/schemas/Tree"}, {"$ref": "#/components/schemas/WiderTree"}),
}

COMPONENTS: dict[str, Schema] = {
    "Named": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
    "Tree": {
        "type": "object",
        "properties": {
            "n": {"type": "string", "maxLength": 3},
            "kids": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}},
        },
    },
    "WiderTree": {
        "type": "object",
        "properties": {
            "n": {"type": "string", "maxLength": 4},
            "kids": {"type": "array", "items": {"$ref": "#/components/schemas/WiderTree"}},
        },
    },
}

# Places in which a schema that allows more allows more as a whole.
PLACES: dict[str, Callable[[Schema], Schema]] = {
    "itself": lambda s: s,
    "property": lambda s: {"type": "object", "properties": {"p": s}},
    "demanded property": lambda s: {
        "type": "object",
        "required": ["p"],
        "properties": {"p": s, "q": {"type": "string"}},
    },
    "items": lambda s: {"type": "array", "items": s},
    "prefixItems": lambda s: {"type": "array", "prefixItems": [{"type": "string"}, s]},
    "additionalProperties": lambda s: {"type": "object", "additionalProperties": s},
    "patternProperties": lambda s: {"type": "object", "patternProperties": {"^x-": s}},
    "allOf": lambda s: {"allOf": [s]},
    "allOf of two": lambda s: {
        "allOf": [{"type": "object", "properties": {"q": {"type": "string"}}}, {"properties": {"p": s}}]
    },
    "items in allOf": lambda s: {"allOf": [{"type": "array", "items": s}], "maxItems": 5},
    "anyOf with null": lambda s: {
        "type": "object",
        "properties": {"p": {"anyOf": [{"type": "object", "properties": {"n": s}}, {"type": "null"}]}},
    },
    "oneOf with another type": lambda s: {"oneOf": [{"type": "array", "items": s}, {"type": "integer"}]},
    "oneOf by a constant": lambda s: {
        "oneOf": [
            {"type": "object", "required": ["k"], "properties": {"k": {"const": "a"}, "p": s}},
            {"type": "object", "required": ["k"], "properties": {"k": {"const": "b"}}},
        ]
    },
    "anyOf of objects": lambda s: {
        "anyOf": [
            {"type": "object", "required": ["p"], "properties": {"p": s}},
            {
                "type": "object",
                "required": ["q"],
                "properties": {"q": {"type": "integer"}},
                "additionalProperties": False,
            },
        ]
    },
    "then": lambda s: {
        "type": "object",
        "required": ["k"],
        "properties": {"k": {"type": "string"}},
        "if": {"properties": {"k": {"const": "a"}}},
        "then": {"properties": {"p": s}},
    },
    "deep": lambda s: {
        "type": "object",
        "properties": {
            "a": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"b": {"anyOf": [{"type": "null"}, {"type": "object", "additionalProperties": s}]}},
                },
            }
        },
    },
    "dependentSchemas": lambda s: {"type": "object", "dependentSchemas": {"k": {"properties": {"p": s}}}},
}


def document(
    schema: Schema, where: str, *, version: str = "1.0.0", more: Mapping[str, Schema] | None = None
) -> dict[str, Any]:
    """A document whose one operation answers, or asks for, what ``schema`` allows."""
    body = {"content": {"application/json": {"schema": schema}}}
    operation: dict[str, Any] = {"operationId": "do", "responses": {"200": {"description": "d"}}}
    if where == "response":
        operation["responses"]["200"].update(body)
    elif where == "header":
        operation["responses"]["200"]["headers"] = {"X-A": {"schema": schema}}
    elif where == "request":
        operation["requestBody"] = {"required": True, **body}
    elif where == "form":
        operation["requestBody"] = {
            "required": True,
            "content": {"application/x-www-form-urlencoded": {"schema": schema}},
        }
    else:
        operation["parameters"] = [{"name": "p", "in": where, "required": where == "path", "schema": schema}]
    return {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": version},
        "servers": [{"url": "https://a.example"}],
        "paths": {"/x/{p}" if where == "path" else "/x": {"post": operation}},
        "components": {"schemas": {**COMPONENTS, **(more or {})}},
    }
