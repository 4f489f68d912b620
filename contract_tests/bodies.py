"""Bodies that a documented response allows, drawn from its schema."""

from __future__ import annotations

from typing import Any

from hypothesis.strategies import SearchStrategy

from contract_tests.drawing import drawn
from scripts.document import Operation


def bodies(operation: Operation, status: str, media_type: str) -> SearchStrategy[Any]:
    """JSON values that are valid under the schema of one response."""
    schema = operation.responses[status]["content"][media_type]["schema"]
    return drawn(schema, operation.document["components"], media_type)
