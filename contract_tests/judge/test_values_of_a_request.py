"""Is an example of the document what a parameter is asked with, wherever it stands?"""

from __future__ import annotations

from typing import Any

import pytest

from scripts.document import operations
from scripts.judge.plan import _documented

PARAMETER = {"name": "id", "in": "path", "required": True}


@pytest.mark.parametrize(
    ("clauses", "value"),
    [
        ({"schema": {"type": "string"}, "example": "here"}, "here"),
        ({"schema": {"type": "string", "examples": ["first", "second"]}}, "first"),
        ({"schema": {"type": "string"}, "examples": {"one": {"value": "of many"}}}, "of many"),
        ({"schema": {"type": "string"}, "examples": {"one": {"$ref": "#/components/examples/One"}}}, "referred to"),
        ({"schema": {"type": "string"}, "examples": {"one": {"externalValue": "https://a.example"}}}, None),
        ({"schema": {"$ref": "#/components/schemas/Id"}}, "of the schema"),
        ({"schema": {"type": "string"}}, None),
        ({"schema": True}, None),
    ],
)
def test_documented_example_is_used(clauses: dict[str, Any], value: str | None) -> None:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {
            "/x/{id}": {
                "get": {
                    "operationId": "do",
                    "parameters": [{**PARAMETER, **clauses}],
                    "responses": {"200": {"description": "d"}},
                }
            }
        },
        "components": {
            "examples": {"One": {"value": "referred to"}},
            "schemas": {"Id": {"type": "string", "examples": ["of the schema"]}},
        },
    }
    assert _documented(next(operations(document))) == ({} if value is None else {"id": value})
