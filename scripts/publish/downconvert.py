"""An OpenAPI 3.1 document as OpenAPI 3.0, for generators that read no other; what 3.0 cannot say stops it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scripts.document import DocumentError, pointer_of

VERSION = "3.0.4"
# JSON Schema that 3.0 has no words for.
UNSAYABLE = {
    "$anchor", "$defs", "$dynamicAnchor", "$dynamicRef", "$id", "$schema", "contains", "contentMediaType",
    "contentSchema", "dependentRequired", "dependentSchemas", "else", "if", "maxContains", "minContains",
    "patternProperties", "prefixItems", "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties",
}  # fmt: skip
ONE_SCHEMA = {"additionalProperties", "items", "not"}
MANY_SCHEMAS = {"allOf", "anyOf", "oneOf"}
BINARY = {"base64": "byte"}
Steps = list[str | int]


def downconverted(document: Mapping[str, Any]) -> dict[str, Any]:
    """The same contract in OpenAPI 3.0. Raises DocumentError, with the JSON pointer, for what cannot be said there."""
    for name in ("webhooks", "jsonSchemaDialect"):
        if name in document:
            raise DocumentError(f"#/{name}: OpenAPI 3.0 has no such thing")
    converted = {name: _node(value, [name]) for name, value in document.items()}
    info = {name: value for name, value in document["info"].items() if name != "summary"}
    if "license" in info:
        # A licence has either an identifier or a URL; the name stays.
        info["license"] = {name: value for name, value in info["license"].items() if name != "identifier"}
    return {**converted, "openapi": VERSION, "info": info}


def _node(node: Any, steps: Steps) -> Any:
    """A node of the document that is no schema; the schemas below it are converted."""
    if isinstance(node, list):
        return [_node(item, [*steps, index]) for index, item in enumerate(node)]
    if not isinstance(node, Mapping):
        return node
    if steps[-1] == "pathItems" or node.get("type") == "mutualTLS":
        raise DocumentError(f"#{pointer_of(steps)}: OpenAPI 3.0 has no such thing")
    if "$ref" in node:
        return {"$ref": node["$ref"]}
    return {name: _member(name, value, [*steps, name]) for name, value in node.items()}


def _member(name: str, value: Any, steps: Steps) -> Any:
    if name in {"example", "examples", "default", "enum"} or name.startswith("x-"):
        return value
    if name == "schema":
        return _schema(value, steps)
    if name == "schemas" and steps[:-1] == ["components"]:
        return {key: _schema(schema, [*steps, key]) for key, schema in value.items()}
    return _node(value, steps)


def _schema(schema: Any, steps: Steps) -> Any:
    if isinstance(schema, bool):
        return {} if schema else {"not": {}}
    unsayable = sorted(UNSAYABLE & schema.keys())
    if unsayable:
        raise DocumentError(f"#{pointer_of([*steps, unsayable[0]])}: OpenAPI 3.0 has no such keyword")
    converted: dict[str, Any] = {}
    for name, value in schema.items():
        here = [*steps, name]
        if name == "properties":
            converted[name] = {key: _schema(inner, [*here, key]) for key, inner in value.items()}
        elif name in ONE_SCHEMA:
            keep = name == "additionalProperties" and isinstance(value, bool)
            converted[name] = value if keep else _schema(value, here)
        elif name in MANY_SCHEMAS:
            converted[name] = [_schema(inner, [*here, index]) for index, inner in enumerate(value)]
        elif name != "$comment":
            converted |= _keyword(name, value, here)
    if "$ref" in converted and len(converted) > 1:
        # Beside a reference 3.0 reads nothing.
        return {"allOf": [{"$ref": converted.pop("$ref")}], **converted}
    return converted


def _keyword(name: str, value: Any, steps: Steps) -> dict[str, Any]:
    match name:
        case "const":
            return {"enum": [value]}
        case "examples":
            return {"example": value[0]} if value else {}
        case "type" if isinstance(value, list):
            types = [one for one in value if one != "null"]
            if len(types) != 1:
                raise DocumentError(f"#{pointer_of(steps)}: in OpenAPI 3.0 a value has one type")
            return {"type": types[0], **({"nullable": True} if "null" in value else {})}
        case "type" if value == "null":
            raise DocumentError(f"#{pointer_of(steps)}: OpenAPI 3.0 has no type for null alone")
        case "exclusiveMinimum" | "exclusiveMaximum":
            return {name.removeprefix("exclusive").lower(): value, name: True}
        case "contentEncoding":
            if value not in BINARY:
                raise DocumentError(f"#{pointer_of(steps)}: OpenAPI 3.0 has no word for this encoding")
            return {"format": BINARY[value]}
    return {name: value}
