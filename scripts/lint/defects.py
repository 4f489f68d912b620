"""Defects to plant in any document, with the linters that must find each and the rule that they name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Plant = Callable[[dict[str, Any]], None]


def wrong_example(document: dict[str, Any]) -> None:
    """Give the first media type with a schema an example that no object, array or text is."""
    media = next(found for found in _objects(document) if "schema" in found and {"example", "examples"} & set(found))
    media.pop("examples", None)
    media["example"] = True


def undefined_security(document: dict[str, Any]) -> None:
    """Demand a credential that no scheme describes."""
    _operation(document)["security"] = [{"nowhere": []}]


def reference_to_nothing(document: dict[str, Any]) -> None:
    """Point a response at a component that is not there."""
    responses = _operation(document)["responses"]
    responses[next(iter(responses))] = {"$ref": "#/components/responses/Nowhere"}


def undefined_tag(document: dict[str, Any]) -> None:
    """Put an operation under a tag that the document does not list."""
    _operation(document)["tags"] = ["nowhere"]


DEFECTS: dict[str, tuple[Plant, dict[str, str]]] = {
    "an example that its schema refuses": (
        wrong_example,
        {"spectral": "oas3-valid-media-example", "redocly": "no-invalid-media-type-examples"},
    ),
    "a reference that leads nowhere": (
        reference_to_nothing,
        {"spectral": "invalid-ref", "redocly": "no-unresolved-refs"},
    ),
    "a security scheme that is not described": (
        undefined_security,
        {"spectral": "oas3-operation-security-defined", "redocly": "security-defined"},
    ),
    "a tag that is not listed": (undefined_tag, {"spectral": "operation-tag-defined"}),
}


def _operation(document: dict[str, Any]) -> dict[str, Any]:
    paths: dict[str, dict[str, dict[str, Any]]] = document["paths"]
    return next(item for path in paths.values() for item in path.values() if "responses" in item)


def _objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _objects(inner)
