"""Is each clause of a schema changed in each way that means something?"""

from __future__ import annotations

from typing import Any

import pytest

from scripts.mutants.schemas import changes, implied


@pytest.mark.parametrize(
    ("schema", "key", "changed"),
    [
        ({"type": ["string", "null"]}, "type", [{"type": ["null"]}, {"type": ["string"]}, {"type": "integer"}]),
        ({"type": "integer"}, "type", [{"type": ["integer", "null"]}, {"type": ["number"]}, {"type": "string"}]),
        ({"multipleOf": 4}, "multipleOf", [{"multipleOf": 2}, {"multipleOf": 8}]),
        ({"const": True}, "const", [{"const": False}]),
        ({"const": 3}, "const", [{"const": 4}]),
        ({"const": "a"}, "const", [{"const": "ax"}]),
        ({"minLength": 0}, "minLength", [{"minLength": 1}]),
        ({"maximum": 0}, "maximum", [{"maximum": 1}, {"maximum": -1}]),
        ({"additionalProperties": False}, "additionalProperties", []),
    ],
)
def test_clause_is_taken_away_and_moved(schema: dict[str, Any], key: str, changed: list[dict[str, Any]]) -> None:
    made = [mutant for found, _, _, mutant in changes(schema) if found == key]
    assert {} in made
    for one in changed:
        assert one in made


def test_what_is_no_schema_is_implied_by_nothing() -> None:
    assert not implied({"type": "string"}, False)
