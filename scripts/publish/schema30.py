"""A schema of OpenAPI 3.1 as one of OpenAPI 3.0 that allows the same values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scripts.document import DocumentError, pointer_of

# JSON Schema that 3.0 has no words for.
UNSAYABLE = {
    "$anchor", "$defs", "$dynamicAnchor", "$dynamicRef", "$id", "$schema", "contains", "contentSchema",
    "dependentRequired", "dependentSchemas", "else", "if", "maxContains", "minContains", "patternProperties",
    "prefixItems", "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties",
}  # fmt: skip
# What both say in the same words.
KEPT = {
    "default", "deprecated", "description", "discriminator", "enum", "example", "externalDocs", "format", "maxItems",
    "maxLength", "maxProperties", "minItems", "minLength", "minProperties", "multipleOf", "pattern", "readOnly",
    "required", "title", "uniqueItems", "writeOnly", "xml",
}  # fmt: skip
BINARY = {"base64": "byte"}
# Media types whose values are texts of their own rules, which 3.0 cannot name.
TEXTUAL = ("text/", "application/json", "application/xml", "+json", "+xml")
# In 3.0 null comes with a type alone.
NULL: dict[str, Any] = {"type": "string", "nullable": True, "enum": [None]}
Steps = list[str | int]


def schema30(schema: Any, steps: Steps) -> dict[str, Any]:
    """The schema at ``steps`` in words of 3.0. Raises DocumentError, with its place, for what cannot be said there."""
    if isinstance(schema, bool):
        return {} if schema else {"not": {}}
    if not isinstance(schema, Mapping):
        raise DocumentError(f"#{pointer_of(steps)}: it is no schema")
    unsayable = sorted(UNSAYABLE & schema.keys())
    if unsayable:
        raise DocumentError(f"#{pointer_of([*steps, unsayable[0]])}: OpenAPI 3.0 has no such keyword")
    said = {name: value for name, value in schema.items() if name in KEPT or name.startswith("x-")}
    said |= _inner(schema, steps) | _bounds(schema) | _content(schema, steps)
    if "examples" in schema and "example" not in said and schema["examples"]:
        said["example"] = schema["examples"][0]
    also = _types(schema, said, steps)
    if "const" in schema:
        also += _constant(schema["const"], said)
    if "$ref" in schema:
        if not said and not also:
            return {"$ref": schema["$ref"]}
        # Beside a reference 3.0 reads nothing.
        also.insert(0, {"$ref": schema["$ref"]})
    if also:
        said["allOf"] = [*also, *said.get("allOf", [])]
    return said


def _inner(schema: Mapping[str, Any], steps: Steps) -> dict[str, Any]:
    """What holds other schemas."""
    said: dict[str, Any] = {}
    for name in ("allOf", "anyOf", "oneOf"):
        if name in schema:
            said[name] = [schema30(inner, [*steps, name, n]) for n, inner in enumerate(schema[name])]
    if "properties" in schema:
        said["properties"] = {
            key: schema30(inner, [*steps, "properties", key]) for key, inner in schema["properties"].items()
        }
    for name in ("items", "not"):
        if name in schema:
            said[name] = schema30(schema[name], [*steps, name])
    if "additionalProperties" in schema:
        value = schema["additionalProperties"]
        said["additionalProperties"] = (
            value if isinstance(value, bool) else schema30(value, [*steps, "additionalProperties"])
        )
    return said


def _bounds(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The stricter of a bound and an exclusive one: 3.0 has one number for both."""
    said: dict[str, Any] = {}
    for closed, open_, sign in (("minimum", "exclusiveMinimum", 1), ("maximum", "exclusiveMaximum", -1)):
        beyond = schema.get(open_)
        if beyond is not None and (closed not in schema or beyond * sign >= schema[closed] * sign):
            said |= {closed: beyond, open_: True}
        elif closed in schema:
            said[closed] = schema[closed]
    return said


def _content(schema: Mapping[str, Any], steps: Steps) -> dict[str, Any]:
    """What a text encodes, as a format."""
    if "contentEncoding" in schema:
        if schema["contentEncoding"] not in BINARY:
            raise DocumentError(
                f"#{pointer_of([*steps, 'contentEncoding'])}: OpenAPI 3.0 has no word for this encoding"
            )
        return {"format": BINARY[schema["contentEncoding"]]}
    kind = str(schema.get("contentMediaType", ""))
    if kind.startswith(TEXTUAL[:3]) or kind.endswith(TEXTUAL[3:]):
        raise DocumentError(
            f"#{pointer_of([*steps, 'contentMediaType'])}: OpenAPI 3.0 has no word for a text in a text"
        )
    # Without an encoding it is the bytes themselves.
    return {"type": "string", "format": "binary"} if kind else {}


def _types(schema: Mapping[str, Any], said: dict[str, Any], steps: Steps) -> list[dict[str, Any]]:
    """Put the type into ``said``; what must hold as well, where one type does not say it."""
    given = schema.get("type", [])
    named = [given] if isinstance(given, str) else list(given)
    others = [one for one in named if one != "null"]
    if "array" in others:
        # An array says what it holds.
        said.setdefault("items", {})
    if len(others) == 1:
        said |= {"type": others[0], **({"nullable": True} if "null" in named else {})}
        return []
    if not named:
        return []
    alternatives: list[dict[str, Any]] = [{"type": one, **({"items": {}} if one == "array" else {})} for one in others]
    alternatives += [dict(NULL)] if "null" in named else []
    if "items" in said and "array" not in others:
        del said["items"]
    if "format" in said or "xml" in said:
        raise DocumentError(f"#{pointer_of([*steps, 'type'])}: in OpenAPI 3.0 a value with a format has one type")
    return [alternatives[0]] if len(alternatives) == 1 else [{"anyOf": alternatives}]


def _constant(value: Any, said: dict[str, Any]) -> list[dict[str, Any]]:
    if "enum" in said:
        return [{"enum": [value]}]
    said["enum"] = [value]
    return []
