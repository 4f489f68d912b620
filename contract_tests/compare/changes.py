"""Changes of one schema, and what each means where it is answered and where it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from contract_tests.compare.table import ADDITIVE, BREAKING, NONE, PATCH, UNJUDGED
from scripts.compare.difference import Verdict

OWNER = {"$ref": "#/components/schemas/Named"}
NULL = {"type": "null"}
TEXT = {"type": "string"}
NUMBER = {"type": "integer"}


def has(**properties: Any) -> dict[str, Any]:
    """An object with these properties."""
    return {"type": "object", "properties": properties}


@dataclass(frozen=True)
class Change:
    """Two schemas, and the verdicts: for readers of a response, and for senders of a request."""

    name: str
    old: Any
    new: Any
    readers: Verdict
    senders: Verdict


# The same in other words.
SAME = [
    ("a reference in allOf with a description", has(o=OWNER), has(o={"allOf": [OWNER], "description": "d"})),
    ("a description beside a reference", has(o=OWNER), has(o={**OWNER, "description": "d"})),
    ("allOf of one", has(a=TEXT), {"allOf": [has(a=TEXT)]}),
    (
        "allOf taken apart",
        {**has(a=TEXT, b=NUMBER), "required": ["a"]},
        {"allOf": [has(a=TEXT), {"required": ["a"]}, has(b=NUMBER)]},
    ),
    ("a property moved into allOf", {**has(a=TEXT, b=TEXT)}, {**has(a=TEXT), "allOf": [has(b=TEXT)]}),
    ("a reference written out", OWNER, {"type": "object", "required": ["name"], "properties": {"name": TEXT}}),
    ("null by type and by anyOf", {"type": ["string", "null"]}, {"anyOf": [TEXT, NULL]}),
    ("null by anyOf and by oneOf", {"anyOf": [OWNER, NULL]}, {"oneOf": [OWNER, NULL]}),
    ("null first", {"anyOf": [TEXT, NULL]}, {"anyOf": [NULL, TEXT]}),
    ("const and enum", {"const": "a"}, {"enum": ["a"]}),
    ("enum and a pattern", {"type": "string", "enum": ["a.", "b"]}, {"type": "string", "pattern": "^(a\\.|b)$"}),
    ("const and enum with a type", {"type": "string", "const": "a"}, {"enum": ["a"]}),
    ("enum in another order", {"enum": ["a", "b"]}, {"enum": ["b", "a"]}),
    ("enum of null and booleans", {"enum": [True, False, None]}, {"type": ["boolean", "null"]}),
    ("type of one in a list", TEXT, {"type": ["string"]}),
    ("types in another order", {"type": ["string", "integer"]}, {"type": ["integer", "string"]}),
    ("integers as numbers", {"type": "integer"}, {"type": "number", "multipleOf": 1}),
    ("an integer beside numbers", {"type": "number"}, {"type": ["number", "integer"]}),
    ("bounds of integers", {"type": "integer", "minimum": 1}, {"type": "integer", "exclusiveMinimum": 0}),
    ("a bound as a float", {"type": "integer", "maximum": 5}, {"type": "integer", "maximum": 5.0}),
    (
        "required in another order",
        {**has(a=TEXT, b=TEXT), "required": ["a", "b"]},
        {**has(b=TEXT, a=TEXT), "required": ["b", "a"]},
    ),
    ("no required property", has(a=TEXT), {**has(a=TEXT), "required": []}),
    ("additionalProperties true", has(a=TEXT), {**has(a=TEXT), "additionalProperties": True}),
    ("additionalProperties empty", has(a=TEXT), {**has(a=TEXT), "additionalProperties": {}}),
    ("items true", {"type": "array"}, {"type": "array", "items": True}),
    ("a length of nothing", TEXT, {"type": "string", "minLength": 0}),
    ("true and an empty schema", has(a=True), has(a={})),
    ("maxItems of none", {"type": "array", "items": False}, {"type": "array", "maxItems": 0}),
    (
        "a pattern of the same texts",
        {"type": "string", "pattern": "^[0-9]+$"},
        {"type": "string", "pattern": "^\\d\\d*$"},
    ),
    ("an alternation written out", {"type": "string", "pattern": "^(a|b)$"}, {"type": "string", "pattern": "^[ab]$"}),
    ("a clause of another type", {"type": "integer"}, {"type": "integer", "maxLength": 3}),
    (
        "a length that a format has",
        {"type": "string", "format": "uuid"},
        {"type": "string", "format": "uuid", "maxLength": 36},
    ),
    ("examples", {"type": "string", "examples": ["a"]}, {"type": "string", "example": "b"}),
    ("a title", TEXT, {"type": "string", "title": "t"}),
    ("an extension", TEXT, {"type": "string", "x-a": 1}),
    ("an alternative twice", {"anyOf": [TEXT, NUMBER]}, {"anyOf": [TEXT, NUMBER, TEXT]}),
    ("alternatives in another order", {"oneOf": [TEXT, NUMBER]}, {"oneOf": [NUMBER, TEXT]}),
    ("alternatives in alternatives", {"anyOf": [TEXT, NUMBER, NULL]}, {"anyOf": [{"anyOf": [TEXT, NUMBER]}, NULL]}),
    (
        "if turned round",
        {"type": "object", "if": {"required": ["a"]}, "then": {"required": ["b"]}},
        {"type": "object", "if": {"not": {"required": ["a"]}}, "else": {"required": ["b"]}},
    ),
    (
        "dependentRequired as dependentSchemas",
        {"type": "object", "dependentRequired": {"a": ["b"]}},
        {"type": "object", "dependentSchemas": {"a": {"required": ["b"]}}},
    ),
    ("not twice", {"not": {"not": TEXT}}, TEXT),
    ("a data value that looks like a reference", {"const": {"$ref": "#/x"}}, {"enum": [{"$ref": "#/x"}]}),
]

# Places in which a clause for people may stand.
HOLDERS: dict[str, Callable[[Any], Any]] = {
    "a property": lambda s: has(a=s),
    "allOf": lambda s: {"allOf": [has(a=s), has(b=TEXT)]},
    "oneOf": lambda s: {"oneOf": [has(a=s), NULL]},
    "anyOf with null": lambda s: has(o={"anyOf": [has(a=s), NULL]}),
    "items": lambda s: {"type": "array", "items": s},
    "prefixItems": lambda s: {"type": "array", "prefixItems": [s]},
    "patternProperties": lambda s: {"type": "object", "patternProperties": {"^x": s}},
    "additionalProperties": lambda s: {"type": "object", "additionalProperties": s},
    "then": lambda s: {"if": {"required": ["a"]}, "then": has(a=s)},
    "dependentSchemas": lambda s: {"dependentSchemas": {"b": has(a=s)}},
    "contains": lambda s: {"type": "array", "contains": s},
}

CHANGES = [
    Change(
        "a pattern of one text, among others",
        {"type": "string", "pattern": "^a$"},
        {"enum": ["a", "b"]},
        BREAKING,
        ADDITIVE,
    ),
    *(Change(name, old, new, PATCH, PATCH) for name, old, new in SAME),
    *(Change(f"{name}, back", new, old, PATCH, PATCH) for name, old, new in SAME),
    # What is said beside a verdict on values.
    Change("deprecated beside a reference", has(o=OWNER), has(o={**OWNER, "deprecated": True}), ADDITIVE, ADDITIVE),
    Change("a default changed", has(a={"default": 1}), has(a={"default": 2}), ADDITIVE, BREAKING),
    Change("a default new", has(a=NUMBER), has(a={**NUMBER, "default": 2}), ADDITIVE, ADDITIVE),
    Change(
        "a default in allOf",
        {"allOf": [has(n={**NUMBER, "default": 1})]},
        {"allOf": [has(n={**NUMBER, "default": 2})]},
        UNJUDGED,
        UNJUDGED,
    ),
    Change(
        "a default in oneOf",
        {"oneOf": [has(n={**NUMBER, "default": 1}), NULL]},
        {"oneOf": [has(n={**NUMBER, "default": 2}), NULL]},
        UNJUDGED,
        UNJUDGED,
    ),
    Change(
        "a default in patternProperties",
        {"patternProperties": {"^x": {"default": 1}}},
        {"patternProperties": {"^x": {"default": 2}}},
        UNJUDGED,
        UNJUDGED,
    ),
    *(
        Change(f"{key} in {place}", put(TEXT), put({**TEXT, key: value}), UNJUDGED, UNJUDGED)
        for key, value in {
            "contentEncoding": "base64",
            "contentMediaType": "image/png",
            "xml": {"attribute": True},
            "discriminator": {"propertyName": "k"},
        }.items()
        for place, put in HOLDERS.items()
    ),
    Change("readOnly set", has(a=TEXT), has(a={**TEXT, "readOnly": True}), UNJUDGED, UNJUDGED),
    Change(
        "writeOnly set in allOf",
        {"allOf": [has(a=TEXT), has(b=TEXT)]},
        {"allOf": [has(a={**TEXT, "writeOnly": True}), has(b=TEXT)]},
        UNJUDGED,
        UNJUDGED,
    ),
    Change(
        "a readOnly property of another type",
        has(a={**TEXT, "readOnly": True}),
        has(a={**NUMBER, "readOnly": True}),
        BREAKING,
        PATCH,
    ),
    Change(
        "a writeOnly property of another type",
        has(a={**TEXT, "writeOnly": True}),
        has(a={**NUMBER, "writeOnly": True}),
        PATCH,
        BREAKING,
    ),
    Change("a readOnly property gone", has(a={**TEXT, "readOnly": True}, b=TEXT), has(b=TEXT), BREAKING, PATCH),
    Change(
        "a readOnly property demanded",
        has(a={**TEXT, "readOnly": True}),
        {**has(a={**TEXT, "readOnly": True}), "required": ["a"]},
        ADDITIVE,
        PATCH,
    ),
    Change("nullable, which 3.1 does not know", TEXT, {**TEXT, "nullable": True}, UNJUDGED, UNJUDGED),
    Change("a clause that nobody knows", TEXT, {**TEXT, "madeUp": 1}, UNJUDGED, UNJUDGED),
    # Properties.
    Change("a property gone", has(a=TEXT, b=TEXT), has(a=TEXT), BREAKING, BREAKING),
    Change("a property new", has(a=TEXT), has(a=TEXT, b=TEXT), ADDITIVE, ADDITIVE),
    Change("a property new and demanded", has(a=TEXT), {**has(a=TEXT, b=TEXT), "required": ["b"]}, ADDITIVE, BREAKING),
    Change(
        "a property new where none was",
        {**has(a=TEXT), "additionalProperties": False},
        {**has(a=TEXT, b=TEXT), "additionalProperties": False},
        BREAKING,
        ADDITIVE,
    ),
    Change(
        "a property gone from allOf", {"allOf": [has(a=TEXT, b=TEXT)]}, {"allOf": [has(a=TEXT)]}, BREAKING, BREAKING
    ),
    Change(
        "a property gone from items in allOf",
        {"allOf": [{"type": "array", "items": has(a=TEXT, b=TEXT)}]},
        {"allOf": [{"type": "array", "items": has(a=TEXT)}]},
        BREAKING,
        BREAKING,
    ),
    Change(
        "a property gone beside null",
        has(o={"anyOf": [has(a=TEXT, b=TEXT), NULL]}),
        has(o={"anyOf": [has(a=TEXT), NULL]}),
        BREAKING,
        BREAKING,
    ),
    Change(
        "a property gone from prefixItems",
        {"type": "array", "prefixItems": [has(a=TEXT, b=TEXT)]},
        {"type": "array", "prefixItems": [has(a=TEXT)]},
        BREAKING,
        BREAKING,
    ),
    Change(
        "a property gone from patternProperties",
        {"type": "object", "patternProperties": {"^x": has(a=TEXT, b=TEXT)}},
        {"type": "object", "patternProperties": {"^x": has(a=TEXT)}},
        BREAKING,
        BREAKING,
    ),
    Change(
        "a property new in one alternative",
        {"oneOf": [has(a=TEXT), NULL]},
        {"oneOf": [has(a=TEXT, b=TEXT), NULL]},
        ADDITIVE,
        ADDITIVE,
    ),
    Change(
        "a property named that the rest allowed",
        {"type": "object", "additionalProperties": TEXT},
        {**has(a=TEXT), "additionalProperties": TEXT},
        ADDITIVE,
        ADDITIVE,
    ),
    Change(
        "a property named, of another type than the rest",
        {"type": "object", "additionalProperties": TEXT},
        {**has(a=NUMBER), "additionalProperties": TEXT},
        BREAKING,
        BREAKING,
    ),
    # Alternatives.
    Change("null beside a reference", has(o=OWNER), has(o={"anyOf": [OWNER, NULL]}), BREAKING, ADDITIVE),
    Change("null no longer beside a reference", has(o={"anyOf": [OWNER, NULL]}), has(o=OWNER), ADDITIVE, BREAKING),
    Change("one alternative less", {"anyOf": [TEXT, NUMBER]}, {"anyOf": [TEXT]}, ADDITIVE, BREAKING),
    Change(
        "another alternative", {"anyOf": [TEXT, NUMBER]}, {"anyOf": [TEXT, {"type": "boolean"}]}, BREAKING, BREAKING
    ),
    Change(
        "an alternative that another one holds",
        {"anyOf": [TEXT]},
        {"anyOf": [TEXT, {"type": "string", "maxLength": 3}]},
        PATCH,
        PATCH,
    ),
    Change(
        "an overlap in oneOf",
        {"oneOf": [{"type": "integer", "maximum": 5}, {"type": "integer", "minimum": 6}]},
        {"oneOf": [{"type": "integer", "maximum": 6}, {"type": "integer", "minimum": 6}]},
        ADDITIVE,
        BREAKING,
    ),
    Change(
        "an overlap that anyOf takes",
        {"oneOf": [{"type": "integer", "maximum": 6}, {"type": "integer", "minimum": 6}]},
        {"anyOf": [{"type": "integer", "maximum": 6}, {"type": "integer", "minimum": 6}]},
        BREAKING,
        ADDITIVE,
    ),
    Change("forbidden by a condition", TEXT, {**TEXT, "if": {"pattern": "^a"}, "then": False}, ADDITIVE, BREAKING),
    Change(
        "no longer forbidden by a condition",
        {**TEXT, "if": {"pattern": "^a"}, "then": False},
        TEXT,
        BREAKING,
        ADDITIVE,
    ),
    Change("allOf of what cannot be together", has(a=TEXT), has(a={"allOf": [TEXT, NUMBER]}), ADDITIVE, BREAKING),
    # Types and what goes with them.
    Change("text instead of a number", NUMBER, TEXT, BREAKING, BREAKING),
    Change("an object instead of a list", {"type": "array", "items": TEXT}, has(a=TEXT), BREAKING, BREAKING),
    Change("a list instead of one", TEXT, {"type": "array", "items": TEXT}, BREAKING, BREAKING),
    Change("nothing is right any more", has(a=TEXT), has(a=False), BREAKING, BREAKING),
    Change("another format", {**TEXT, "format": "date"}, {**TEXT, "format": "date-time"}, BREAKING, BREAKING),
    Change("another pattern", {**TEXT, "pattern": "^a$"}, {**TEXT, "pattern": "^b$"}, BREAKING, BREAKING),
    Change(
        "a pattern beyond reading", {**TEXT, "pattern": r"^(a)\1$"}, {**TEXT, "pattern": r"^(b)\1$"}, UNJUDGED, UNJUDGED
    ),
    Change(
        "a huge pattern",
        {**TEXT, "pattern": "^.{1,50000}x.{1,50000}$"},
        {**TEXT, "pattern": "^.{1,50000}y.{1,50000}$"},
        BREAKING,
        BREAKING,
    ),
    Change(
        "bounds moved",
        {**NUMBER, "minimum": 1, "maximum": 5},
        {**NUMBER, "minimum": 2, "maximum": 6},
        BREAKING,
        BREAKING,
    ),
    Change(
        "float to double",
        {"type": "number", "format": "float"},
        {"type": "number", "format": "double"},
        BREAKING,
        ADDITIVE,
    ),
    Change(
        "prefixItems in another order",
        {"type": "array", "prefixItems": [TEXT, NUMBER]},
        {"type": "array", "prefixItems": [NUMBER, TEXT]},
        BREAKING,
        BREAKING,
    ),
]

__all__ = ["CHANGES", "NONE", "Change"]
