"""Does the document say the same in OpenAPI 3.0, and does what cannot be said there stop it?"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openapi_schema_validator import OAS30Validator
from openapi_spec_validator import validate

from scripts.document import METHODS, DocumentError, load
from scripts.publish.downconvert import VERSION, downconverted
from scripts.publish.schema30 import NULL

TYPES = ["string", "integer", "number", "boolean", "object", "array", "null"]
NAMES = st.sampled_from(["a", "b", "c"])


def document(schema: Any, **more: Any) -> dict[str, Any]:
    """A document with one model."""
    info = {"title": "One", "version": "1", "summary": "s", "license": {"name": "MIT", "identifier": "MIT"}}
    return {
        "openapi": "3.1.0",
        "info": info,
        "paths": {},
        "components": {"schemas": {"One": schema, "Other": {"type": "string"}}},
        **more,
    }


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "integer", "const": 401}, {"type": "integer", "enum": [401]}),
        ({"type": "string", "examples": ["a", "b"]}, {"type": "string", "example": "a"}),
        ({"type": ["string", "null"]}, {"type": "string", "nullable": True}),
        ({"type": "number", "exclusiveMinimum": 1}, {"type": "number", "minimum": 1, "exclusiveMinimum": True}),
        ({"type": "number", "exclusiveMaximum": 1}, {"type": "number", "maximum": 1, "exclusiveMaximum": True}),
        (
            {"$ref": "#/components/schemas/Other", "description": "d"},
            {"allOf": [{"$ref": "#/components/schemas/Other"}], "description": "d"},
        ),
        ({"type": "number", "minimum": 5, "exclusiveMinimum": 3}, {"type": "number", "minimum": 5}),
        (
            {"type": "number", "minimum": 3, "exclusiveMinimum": 3},
            {"type": "number", "minimum": 3, "exclusiveMinimum": True},
        ),
        ({"type": "number", "maximum": 5, "exclusiveMaximum": 9}, {"type": "number", "maximum": 5}),
        ({"type": "array"}, {"type": "array", "items": {}}),
        ({"type": "null"}, {"allOf": [NULL]}),
        (
            {"anyOf": [{"$ref": "#/components/schemas/Other"}, {"type": "null"}]},
            {"anyOf": [{"$ref": "#/components/schemas/Other"}, {"allOf": [NULL]}]},
        ),
        ({"type": ["string", "integer"]}, {"allOf": [{"anyOf": [{"type": "string"}, {"type": "integer"}]}]}),
        ({"type": "string", "contentMediaType": "image/png"}, {"type": "string", "format": "binary"}),
        ({"contentMediaType": "application/octet-stream"}, {"type": "string", "format": "binary"}),
        ({"type": "string", "nullable": True, "unknown": 1}, {"type": "string"}),
        ({"enum": [1, 2], "const": 1}, {"enum": [1, 2], "allOf": [{"enum": [1]}]}),
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
        ({"type": ["string", "integer"], "format": "date"}, "/type"),
        ({"contentMediaType": "application/json"}, "/contentMediaType"),
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


def test_names_that_somebody_chose_are_no_keywords() -> None:
    schema = {"type": "string", "const": "a"}
    header = {"schema": schema}
    response = {"description": "d", "headers": {"x-one": header}, "content": {"application/json": {"schema": schema}}}
    components = {"schemas": dict.fromkeys(("default", "example", "enum"), schema), "headers": {"x-two": header}}
    operation = {"responses": {"default": response}}
    after = downconverted(document({}, paths={"/a": {"get": operation}}, components=components))
    expected = {"type": "string", "enum": ["a"]}
    answer = after["paths"]["/a"]["get"]["responses"]["default"]
    assert answer["headers"]["x-one"]["schema"] == answer["content"]["application/json"]["schema"] == expected
    assert after["components"]["headers"]["x-two"]["schema"] == expected
    assert all(one == expected for one in after["components"]["schemas"].values())


@pytest.mark.parametrize(
    ("paths", "place"),
    [
        ({"/a": {"get": {}}}, "#/paths/~1a/get: in OpenAPI 3.0 an operation says its responses"),
        ({"/a": {"get": {"responses": {"200": {}}}}}, "#/paths/~1a/get/responses/200: in OpenAPI 3.0 it is not valid"),
    ],
)
def test_what_would_be_no_valid_document_stops_it(paths: dict[str, Any], place: str) -> None:
    with pytest.raises(DocumentError, match=place):
        downconverted(document({}, paths=paths))


LEAVES = st.sampled_from([None, True, 0, 3, 5, 5.5, -1, "", "a", "abc", "a-b"])
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3))
SCHEMAS = st.recursive(
    st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from(TYPES) | st.lists(st.sampled_from(TYPES), min_size=1, max_size=3, unique=True),
            "minimum": st.integers(0, 5),
            "exclusiveMinimum": st.integers(0, 5),
            "maximum": st.integers(0, 5),
            "exclusiveMaximum": st.integers(0, 5),
            "minLength": st.integers(0, 3),
            "pattern": st.sampled_from(["^a", "-"]),
            "maxItems": st.integers(0, 3),
            "required": st.lists(NAMES, max_size=2, unique=True),
            "const": LEAVES,
            "enum": st.lists(LEAVES, min_size=1, max_size=3, unique_by=repr),
            "$ref": st.just("#/components/schemas/Other"),
        },
    ),
    lambda inner: (
        st.booleans()
        | inner
        | st.fixed_dictionaries({"anyOf": st.lists(inner, min_size=1, max_size=3)})
        | st.fixed_dictionaries({"not": inner, "type": st.sampled_from(TYPES)})
        | st.fixed_dictionaries({"type": st.just("array"), "items": inner})
        | st.fixed_dictionaries(
            {"properties": st.dictionaries(NAMES, inner, max_size=2), "additionalProperties": inner}
        )
    ),
    max_leaves=5,
)


@pytest.mark.extended
@settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
@given(SCHEMAS, st.lists(VALUES, max_size=8))
def test_values_mean_the_same_under_both(schema: Any, values: list[Any]) -> None:
    before = document(schema)
    try:
        after = downconverted(before)
    except DocumentError:
        return
    for value in values:
        new, old = (
            {**whole["components"]["schemas"]["One"], "components": whole["components"]}
            if isinstance(whole["components"]["schemas"]["One"], dict)
            else whole["components"]["schemas"]["One"]
            for whole in (before, after)
        )
        assert Draft202012Validator(new).is_valid(value) == OAS30Validator(old).is_valid(value), (schema, old, value)
