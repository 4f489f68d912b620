"""Bodies that a documented response allows, drawn from its schema."""

from __future__ import annotations

from typing import Any

from hypothesis.strategies import SearchStrategy

from contract_tests.drawing import drawn
from scripts.document import Operation
from scripts.part import part

# By document, operation, status and media type; the document is kept, so that no other takes its identity.
_MADE: dict[tuple[int, str, str, str], tuple[object, SearchStrategy[Any]]] = {}


def bodies(operation: Operation, status: str, media_type: str) -> SearchStrategy[Any]:
    """JSON values that are valid under the schema of one response."""
    key = (id(operation.document), operation.id, status, media_type)
    if key not in _MADE:
        schema = operation.responses[status]["content"][media_type]["schema"]
        components = part(operation.document, operation.id).get("components", {})
        _MADE[key] = (operation.document, drawn(schema, components, media_type))
    return _MADE[key][1]
