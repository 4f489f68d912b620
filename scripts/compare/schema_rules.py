"""The rules on schemas."""

from __future__ import annotations

import re

from scripts.compare.rule import ADDITIVE, BREAKING, UNJUDGED, Rule, same

# Clauses of schemas: what it means that more values are allowed. That fewer are is the mirror.
CLAUSES = {
    "schema": "what no clause ruled out, or ruled out altogether, is another thing now",
    "type": "values of another type",
    "null": "null beside a value",
    "enum": "a value beside those that were listed",
    "alternative": "an alternative of anyOf or oneOf beside the others",
    "oneOf": "values that more than one alternative of oneOf takes, or fewer than one",
    "if": "values for which the condition of then and else holds, or does not",
    "not": "values that not ruled out",
    "format": "text or numbers without the format, or of a wider one",
    "minimum": "numbers below the minimum",
    "maximum": "numbers above the maximum",
    "exclusiveMinimum": "numbers at or below the exclusive minimum",
    "exclusiveMaximum": "numbers at or above the exclusive maximum",
    "multipleOf": "numbers that are no multiples",
    "minLength": "shorter text",
    "maxLength": "longer text",
    "pattern": "text in which the pattern is not found",
    "minItems": "shorter lists",
    "maxItems": "longer lists",
    "uniqueItems": "lists in which something stands twice",
    "items": "items that could not be",
    "contains": "lists that hold no such item",
    "minContains": "lists that hold fewer such items",
    "maxContains": "lists that hold more such items",
    "required": "objects without the property",
    "additionalProperties": "properties that nobody names",
    "unevaluatedProperties": "properties that nobody names",
    "propertyNames": "other names of properties",
    "minProperties": "objects of fewer properties",
    "maxProperties": "objects of more properties",
    "dependentSchemas": "objects that one property asked more of",
    "dependentRequired": "objects with one property and without the other that belongs to it",
}


def kebab(clause: str) -> str:
    """A clause as a part of a rule's id."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", clause).lower()


def _of_clauses() -> list[Rule]:
    made = []
    for clause, more in CLAUSES.items():
        stem = kebab(clause)
        made += [
            Rule(f"{stem}-widened", f"allowed now: {more}", BREAKING, ADDITIVE, mirror=f"{stem}-narrowed"),
            Rule(f"{stem}-narrowed", f"no longer allowed: {more}", ADDITIVE, BREAKING, mirror=f"{stem}-widened"),
            Rule(
                f"{stem}-undecided",
                f"perhaps: {more}; neither a rule nor a value decides it",
                UNJUDGED,
                UNJUDGED,
                mirror=f"{stem}-undecided",
            ),
        ]
    return made


GONE_AGAIN = "the other way round the property is gone, and that is told as property-removed"

SCHEMA_RULES: list[Rule] = [
    *_of_clauses(),
    same("property-removed", "no clause names the property any more, whatever else may still come", BREAKING),
    Rule(
        "property-demanded-narrowed",
        "a property is new and must be there",
        ADDITIVE,
        BREAKING,
        alone=GONE_AGAIN,
    ),
    Rule(
        "property-ruled-out-widened",
        "a property is new where the contract ruled out what it did not name",
        BREAKING,
        ADDITIVE,
        alone=GONE_AGAIN,
    ),
    same("property-added", "a property is named that was not", ADDITIVE),
    Rule(
        "default-changed",
        "whoever leaves it out says something else now; who reads meets a value either way",
        ADDITIVE,
        BREAKING,
        alone="a default speaks for what a sender left out: nobody fills in what a response lacks",
    ),
    same("default-added", "whoever leaves it out says this now, which the contract had left open", ADDITIVE),
    same("default-undecided", "a default among combined schemas, of which none is said to count", UNJUDGED),
    same("deprecated-set", "it is deprecated now", ADDITIVE),
    same("deprecated-cleared", "it is no longer deprecated", ADDITIVE),
    same("annotation-changed", "a clause that lies outside a verdict on values: a person has to judge", UNJUDGED),
]
