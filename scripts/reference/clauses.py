"""Every clause of a schema in words, by keyword."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

# What is said of a keyword's value.
_SAYS: dict[str, str] = {
    "const": "always {}",
    "multipleOf": "a multiple of {}",
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "minContains": "at least {} items of that kind",
    "maxContains": "at most {} items of that kind",
    "minProperties": "at least {} properties",
    "maxProperties": "at most {} properties",
    "default": "taken to be {} when it is left out",
    "contentEncoding": "encoded as {}",
    "contentMediaType": "holds {}",
    "pattern": "matches {}",
    "format": "format {}",
}
_SWITCHES = {
    "uniqueItems": ("no item twice", ""),
    "deprecated": ("deprecated: do not rely on it", ""),
    "readOnly": ("in answers alone", ""),
    "writeOnly": ("in requests alone", ""),
    "additionalProperties": ("", "no other properties"),
    "unevaluatedProperties": ("", "no properties but those named"),
    "items": ("", "no further items"),
    "unevaluatedItems": ("", "no items but those named"),
}
# Told elsewhere: as the type, as texts, as the examples, or as schemas of their own.
APART = {
    "$ref", "type", "title", "description", "summary", "example", "examples", "properties", "patternProperties",
    "additionalProperties", "unevaluatedProperties", "propertyNames", "dependentSchemas", "prefixItems", "items",
    "unevaluatedItems", "contains", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "$defs", "definitions",
    "required", "externalDocs", "discriminator", "$id", "$schema", "$anchor", "$comment", "contentSchema",
}  # fmt: skip


def clauses(schema: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each clause that a line of words tells: its keyword, and the words; nothing of what is told apart."""
    found = [(key, said) for key, value in schema.items() if (said := _said(key, value))]
    undeclared = [name for name in _names(schema.get("required")) if name not in _names(schema.get("properties"))]
    if undeclared:
        found.append(("required", f"{', '.join(undeclared)} must be there"))
    return found


def type_of(schema: Any) -> str:
    """The types in words; what the clauses imply where there is no type."""
    if not isinstance(schema, Mapping):
        return "any value" if schema is not False else "no value at all"
    named = schema.get("type")
    types = [named] if isinstance(named, str) else _names(named)
    if schema.get("nullable") is True:
        types = [*types, "null"]
    if not types and "properties" in schema:
        return "any value; an object as below"
    return " or ".join(types) if types else "any value"


def _said(key: str, value: Any) -> str:
    if key in _SWITCHES and isinstance(value, bool):
        return _SWITCHES[key][0 if value else 1]
    if key in APART or key == "nullable":
        return ""
    if key == "enum" and isinstance(value, list):
        return f"one of {', '.join(map(written, value))}"
    if key == "dependentRequired" and isinstance(value, Mapping):
        return "; ".join(
            f"with {name}, {', '.join(_names(needed))} must be there, too" for name, needed in value.items()
        )
    if key in {"exclusiveMinimum", "exclusiveMaximum"} and isinstance(value, bool):
        return f"without the {'lower' if 'Min' in key else 'upper'} bound itself" if value else ""
    if key in _SAYS:
        plain = key in {"pattern", "format", "contentEncoding", "contentMediaType"} and isinstance(value, str)
        return _SAYS[key].format(value if plain else written(value))
    return f"{key}: {written(value)}"


def written(value: Any) -> str:
    """A JSON value on one line."""
    return json.dumps(value, ensure_ascii=False, default=str)


def _names(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple | dict) else []
