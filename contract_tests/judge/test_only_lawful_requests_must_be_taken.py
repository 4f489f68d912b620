"""Is what is drawn, and what a broken answer led to, a reproach only where HTTP and the document allow the request?"""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode

from scripts.document import load, operations
from scripts.judge.contract import Contract
from scripts.judge.failures import allows_path

PATH = "/jobs/{id}"
ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}}


def contract(*parameters: dict[str, Any]) -> Contract:
    described = load()
    answers = next(one for one in operations(described) if one.method == "GET").raw["responses"]
    job = {"operationId": "job", "parameters": [ID, *parameters], "responses": answers}
    described["paths"] = {PATH: {"get": job}}
    return Contract(described)


def drawn(judge: Contract, count: int) -> list[schemathesis.Case[Any]]:
    """Lawful cases, as Schemathesis draws them."""
    found: list[schemathesis.Case[Any]] = []

    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=judge.schema[PATH]["GET"].as_strategy(generation_mode=GenerationMode.POSITIVE))
    def draw(case: schemathesis.Case[Any]) -> None:
        found.append(case)

    draw()
    return found


@pytest.mark.parametrize(
    ("value", "is_allowed"),
    [(7, True), ("7", True), ("malformed", False), (0, False), ("0", False), (None, False)],
    ids=["number", "its-text", "word", "too-small", "its-text-too", "null"],
)
def test_value_of_a_path_is_held_to_its_schema(value: Any, is_allowed: bool) -> None:
    operation = contract().operations["job"]
    assert allows_path(operation, {"id": value}) is is_allowed
    assert allows_path(operation, None)


@pytest.mark.parametrize("name", ["TE", "Host", "Content-Length"])
def test_no_header_of_the_connection_is_drawn(name: str) -> None:
    judge = contract({"name": name, "in": "header", "schema": {"type": "string", "enum": ["a", "b"]}})
    cases = drawn(judge, 30)
    assert len(cases) > 5
    assert [one for one in cases if name in (one.headers or {})] == []
