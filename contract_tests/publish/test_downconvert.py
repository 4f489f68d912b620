"""Does the document say the same in OpenAPI 3.0, and does what cannot be said there stop it?"""

from __future__ import annotations

from typing import Any

import pytest
from openapi_spec_validator import validate

from scripts.document import METHODS, DocumentError, load
from scripts.publish.downconvert import VERSION, downconverted


def document(schema: Any, **more: Any) -> dict[str, Any]:
    """A document with one model."""
    info = {"title": "One", "version": "1", "summary": "s", "license": {"name": "MIT", "identifier": "MIT"}}
    return {"openapi": "3.1.0", "info": info, "paths": {}, "components": {"schemas": {"One": schema}}, **more}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "integer", "const": 401}, {"type": "integer", "enum": [401]}),
        ({"type": "string", "examples": ["a", "b"]}, {"type": "string", "example": "a"}),
        ({"type": ["string", "null"]}, {"type": "string", "nullable": True}),
        ({"type": "number", "exclusiveMinimum": 1}, {"type": "number", "minimum": 1, "exclusiveMinimum": True}),
        ({"type": "number", "exclusiveMaximum": 1}, {"type": "number", "maximum": 1, "exclusiveMaximum": True}),
        (
            {"$ref": "#/components/schemas/One", "description": "d"},
            {"allOf": [{"$ref": "#/components/schemas/One"}], "description": "d"},
        ),
        ({"type": "string", "contentEncoding": "base64"}, {"type": "string", "format": "byte"}),
        ({"type": "object", "additionalProperties": False}, {"type": "object", "additionalProperties": False}),
        ({"type": "array", "items": True}, {"type": "array", "items": {}}),
        ({"not": False}, {"not": {"not": {}}}),
        ({"type": "string", "$comment": "c"}, {"type": "string"}),
        (
            {"type": "object", "properties": {"const": {"const": 1}, "examples": {"type": "string"}}},
            {"type": "object", "properties": {"const": {"enum": [1]}, "examples": {"type": "string"}}},
        ),
    ],
)
def test_schema_says_the_same(schema: Any, expected: Any) -> None:
    assert downconverted(document(schema))["components"]["schemas"]["One"] == expected


@pytest.mark.parametrize(
    ("schema", "place"),
    [
        ({"type": ["string", "integer"]}, "/type"),
        ({"type": "null"}, "/type"),
        ({"prefixItems": []}, "/prefixItems"),
        ({"properties": {"a": {"if": {}}}}, "/properties/a/if"),
        ({"anyOf": [{"patternProperties": {}}]}, "/anyOf/0/patternProperties"),
        ({"contentEncoding": "quoted-printable"}, "/contentEncoding"),
    ],
)
def test_what_cannot_be_said_stops_it_with_its_place(schema: Any, place: str) -> None:
    with pytest.raises(DocumentError, match=rf"^#/components/schemas/One{place}: "):
        downconverted(document(schema))


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"webhooks": {}}, "#/webhooks"),
        ({"jsonSchemaDialect": "urn:x"}, "#/jsonSchemaDialect"),
        ({"components": {"pathItems": {}}}, "#/components/pathItems"),
        ({"components": {"securitySchemes": {"m": {"type": "mutualTLS"}}}}, "#/components/securitySchemes/m"),
    ],
)
def test_part_that_3_0_does_not_have_stops_it(more: dict[str, Any], place: str) -> None:
    with pytest.raises(DocumentError, match=f"^{place}: "):
        downconverted({**document({}), **more})


def test_values_are_left_alone() -> None:
    value = {"const": 1, "examples": [2], "type": ["a", "b"]}
    converted = downconverted(document({"type": "object", "default": value, "x-more": value}))
    assert converted["components"]["schemas"]["One"] == {"type": "object", "default": value, "x-more": value}


def test_information_is_what_3_0_has_words_for() -> None:
    converted = downconverted(document({}))
    assert converted["openapi"] == VERSION
    assert converted["info"] == {"title": "One", "version": "1", "license": {"name": "MIT"}}


def test_document_keeps_its_paths_and_texts() -> None:
    before, after = load(), downconverted(load())
    validate(after)
    for path, item in before["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                assert after["paths"][path][method].get("description") == operation.get("description")
                assert after["paths"][path][method]["responses"].keys() == operation["responses"].keys()
