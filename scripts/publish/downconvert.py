"""An OpenAPI 3.1 document as OpenAPI 3.0, for generators that read no other; what 3.0 cannot say stops it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openapi_spec_validator import OpenAPIV30SpecValidator

from scripts.document import METHODS, DocumentError, pointer_of
from scripts.publish.schema30 import Steps, schema30
from scripts.references import check_references

VERSION = "3.0.4"
# Beneath these the keys are names that somebody chose.
NAMED = {
    "callbacks", "content", "encoding", "headers", "links", "paths", "requestBodies", "responses", "securitySchemes",
    "variables", "scopes",
}  # fmt: skip
VALUES = {"default", "enum", "example", "examples", "mapping", "value"}
LONGEST = 300


def downconverted(document: Mapping[str, Any]) -> dict[str, Any]:
    """The same contract in OpenAPI 3.0, a valid one.

    Raises DocumentError, with the JSON pointer, for what cannot be said there.
    """
    for name in ("webhooks", "jsonSchemaDialect"):
        if name in document:
            raise DocumentError(f"#/{name}: OpenAPI 3.0 has no such thing")
    converted = {"paths": {}, **{name: _member(name, value, [name]) for name, value in document.items()}}
    info = {name: value for name, value in document["info"].items() if name != "summary"}
    if "license" in info:
        # A licence has either an identifier or a URL; the name stays.
        info["license"] = {name: value for name, value in info["license"].items() if name != "identifier"}
    whole = {**converted, "openapi": VERSION, "info": info}
    check_references(whole)
    for error in OpenAPIV30SpecValidator(whole).iter_errors():
        place = pointer_of(list(error.absolute_path))
        raise DocumentError(f"#{place}: in OpenAPI 3.0 it is not valid: {str(error.message)[:LONGEST]}")
    return whole


def _member(name: str, value: Any, steps: Steps) -> Any:
    """The value of a member that the specification names."""
    if name in VALUES or name.startswith("x-"):
        return value
    if name == "schema":
        return schema30(value, steps)
    is_map = isinstance(value, Mapping) and (name in NAMED or (name == "parameters" and steps[0] == "components"))
    if name == "components" and len(steps) == 1:
        return _components(value, steps)
    if is_map:
        return {key: value[key] if str(key).startswith("x-") and name in ("paths", "responses") else
                _node(value[key], [*steps, str(key)]) for key in value}  # fmt: skip
    return _node(value, steps)


def _components(components: Mapping[str, Any], steps: Steps) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, parts in components.items():
        here = [*steps, name]
        if name == "pathItems":
            raise DocumentError(f"#{pointer_of(here)}: OpenAPI 3.0 has no such thing")
        if name.startswith("x-") or name == "examples":
            found[name] = parts
        elif name == "schemas":
            found[name] = {key: schema30(part, [*here, key]) for key, part in parts.items()}
        else:
            found[name] = {key: _node(part, [*here, key]) for key, part in parts.items()}
    return found


def _node(node: Any, steps: Steps) -> Any:
    """A node of the document that is no schema; the schemas below it are converted."""
    if isinstance(node, list):
        return [_node(item, [*steps, index]) for index, item in enumerate(node)]
    if not isinstance(node, Mapping):
        return node
    if node.get("type") == "mutualTLS":
        raise DocumentError(f"#{pointer_of(steps)}: OpenAPI 3.0 has no such thing")
    if "$ref" in node and not (len(steps) == 2 and steps[0] == "paths"):
        return {"$ref": node["$ref"]}
    if len(steps) == 3 and steps[0] == "paths" and steps[2] in METHODS and "responses" not in node:
        raise DocumentError(f"#{pointer_of(steps)}: in OpenAPI 3.0 an operation says its responses")
    return {name: _member(str(name), value, [*steps, str(name)]) for name, value in node.items()}
