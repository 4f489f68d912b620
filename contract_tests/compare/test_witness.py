"""Is the value that shows a difference right under one contract and wrong under the other, and the same each time?"""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

from scripts.compare.difference import NOTHING
from scripts.compare.witness import Schema, witness

TASK = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}, "at": {"format": "date-time"}}}


@pytest.mark.parametrize(
    ("allowing", "refusing", "expected"),
    [
        ({"type": "number"}, {"type": "integer"}, 0.5),
        ({"type": ["string", "null"]}, {"type": "string"}, None),
        ({"type": "integer"}, {"type": "integer", "maximum": 9007199254740991}, 9007199254740992),
        ({"type": "string", "maxLength": 79}, {"type": "string", "maxLength": 78}, "a" * 79),
        ({"type": "string", "pattern": "^a+$"}, {"type": "string", "pattern": "^a$"}, "aa"),
        ({"type": "array"}, {"type": "array", "maxItems": 0}, [0]),
        ({"type": "object"}, {"type": "object", "additionalProperties": False}, {"undocumented": 0}),
        ({**TASK, "required": []}, TASK, {}),
        (TASK, {**TASK, "required": ["id", "at"]}, {"id": 0}),
        ({"type": "string"}, {"type": "string", "format": "date-time"}, ""),
    ],
)
def test_simplest_value_is_found(allowing: Any, refusing: Any, expected: Any) -> None:
    found = witness(Schema(allowing, {}), Schema(refusing, {}))

    assert found == expected
    assert jsonschema_rs.is_valid(allowing, found)
    assert not jsonschema_rs.is_valid(refusing, found, validate_formats=True)


def test_no_value_shows_what_says_the_same() -> None:
    one, other = {"type": "string", "pattern": "^[0-9]+$"}, {"type": "string", "pattern": "^[0-9][0-9]*$"}

    assert witness(Schema(one, {}), Schema(other, {})) is NOTHING
