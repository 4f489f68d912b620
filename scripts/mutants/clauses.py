"""The objects of an OpenAPI document that hold clauses, found by the structure that the specification gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scripts.document import METHODS, pointer_of
from scripts.mutants.edits import Steps
from scripts.part import reached

# What each kind of object holds: under which key, and of which kind. A star stands for a mapping or list of them.
_SCHEMAS = ("properties", "patternProperties", "$defs", "dependentSchemas", "allOf", "anyOf", "oneOf", "prefixItems")
_SCHEMA = ("items", "additionalProperties", "not", "contains", "propertyNames", "if", "then", "else")
CHILDREN: dict[str, dict[str, str]] = {
    "document": {"servers": "*server", "paths": "*path item", "components": "components"},
    "components": {
        "schemas": "*schema",
        "responses": "*response",
        "parameters": "*parameter",
        "headers": "*header",
        "requestBodies": "*request body",
        "securitySchemes": "*security scheme",
        "pathItems": "*path item",
    },
    "path item": {"parameters": "*parameter", **dict.fromkeys(METHODS, "operation")},
    "operation": {"parameters": "*parameter", "requestBody": "request body", "responses": "*response"},
    "parameter": {"schema": "schema", "content": "*media type"},
    "request body": {"content": "*media type"},
    "response": {"headers": "*header", "content": "*media type"},
    "header": {"schema": "schema", "content": "*media type"},
    "media type": {"schema": "schema"},
    "schema": {**dict.fromkeys(_SCHEMAS, "*schema"), **dict.fromkeys(_SCHEMA, "schema")},
}
REQUEST = {"document", "components", "server", "path item", "operation", "parameter", "request body", "security scheme"}


@dataclass(frozen=True)
class Place:
    """An object of the document: its kind, what leads to it, and whether it shapes requests and no response."""

    kind: str
    steps: Steps
    node: Any
    on_request: bool


def places(document: Mapping[str, Any]) -> list[Place]:
    """Every object of ``document`` that can hold clauses, in document order."""
    found = list(_walk("document", (), document, on_request=False))
    # A component shapes responses unless it is requests alone that lead to it.
    answers = reached(
        document, (place.node for place in found if place.kind == "response" and place.steps[0] == "paths")
    )
    asks = reached(document, (place.node for place in found if place.kind in {"parameter", "request body"}))
    only_asked = asks - answers
    return [
        Place(place.kind, place.steps, place.node, place.on_request or pointer_of(list(place.steps[:3])) in only_asked)
        for place in found
    ]


def _walk(kind: str, steps: Steps, node: Any, *, on_request: bool) -> Iterator[Place]:
    on_request = on_request or kind in {"parameter", "request body"}
    if kind == "media type" and not on_request and not _is_judged(str(steps[-1])):
        return  # no check reads a text, an image or the like by its schema
    yield Place(kind, steps, node, on_request or kind in REQUEST)
    if not isinstance(node, Mapping) or "$ref" in node:
        return
    for key, value in node.items():
        child = CHILDREN.get(kind, {}).get(key)
        if child is None:
            continue
        if not child.startswith("*"):
            yield from _walk(child, (*steps, key), value, on_request=on_request)
            continue
        for name, entry in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from _walk(child[1:], (*steps, key, name), entry, on_request=on_request)


def _is_judged(media_type: str) -> bool:
    """Whether bodies of the media type are JSON, or may be."""
    name = media_type.partition(";")[0].strip().lower()
    return name.endswith(("/json", "+json", "*"))
