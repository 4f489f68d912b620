"""Does a reader find how to ask, and what to fill in, whatever an operation takes?"""

from __future__ import annotations

import json
from typing import Any

import pytest

from scripts.document import Operation, operations
from scripts.reference.samples import samples
from scripts.reference.trying import Field, fields, keys

SCHEMES: dict[str, dict[str, str]] = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "basic": {"type": "http", "scheme": "Basic"},
    "header": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "query": {"type": "apiKey", "in": "query", "name": "key"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "session"},
}
PARAMETERS: list[dict[str, Any]] = [
    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}, "example": "a/b"},
    {"name": "q", "in": "query", "required": True, "schema": {"type": "integer", "examples": [7]}},
    {"name": "n", "in": "query", "schema": {"enum": ["x", 1]}},
    {
        "name": "X-A",
        "in": "header",
        "required": True,
        "schema": True,
        "examples": {"one": {"$ref": "#/components/examples/One"}},
    },
    {"name": "c", "in": "cookie", "required": True, "schema": {"type": "string"}},
]
BODY: dict[str, Any] = {
    "required": True,
    "content": {"application/json": {"example": {"it's": "ü"}}, "text/plain": {"schema": {}}},
}


def operation(*, security: str | None = None, **more: Any) -> Operation:
    """The operation of a document that has no other."""
    held = {"operationId": "do", "responses": {"200": {"description": "d"}}, **more}
    if security:
        held["security"] = [{security: []}]
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "servers": [{"url": "https://a.example/v1"}],
        "paths": {"/x/{id}": {"post": held}},
        "components": {"securitySchemes": SCHEMES, "examples": {"One": {"value": {"a": 1}}}},
    }
    return next(operations(document))


def test_curl_says_all_that_must_be_sent() -> None:
    (sample,) = samples(operation(parameters=PARAMETERS, requestBody=BODY))
    assert (sample.label, "URL".join(sample.parts).split(" \\\n  ")) == (
        "curl",
        [
            "curl --request POST",
            """--header 'X-A: {"a": 1}'""",
            "--header 'Content-Type: application/json'",
            """--data '{"it'\\''s": "ü"}'""",
            "'URL/x/a%2Fb?q=7'",
        ],
    )


@pytest.mark.parametrize(
    ("scheme", "before", "option"),
    [
        ("bearer", "printf 'Authorization: Bearer %s' \"$TOKEN\" |", "--header @-"),
        ("basic", 'printf \'user = "%s:%s"\' "$USER_NAME" "$PASSWORD" |', "--config -"),
        ("header", "printf 'X-Key: %s' \"$TOKEN\" |", "--header @-"),
        ("query", 'printf \'url-query = "key=%s"\' "$TOKEN" |', "--config -"),
        ("cookie", 'printf \'cookie = "session=%s"\' "$TOKEN" |', "--config -"),
    ],
)
def test_credentials_stand_where_the_scheme_has_them(scheme: str, before: str, option: str) -> None:
    text = "".join(samples(operation(security=scheme))[0].parts)
    assert text.startswith(before)
    assert f" {option} " in text.replace("\n", " ")


def test_samples_of_the_document_come_first() -> None:
    given = [{"lang": "sh", "source": "ask https://a.example/v1/x\n"}, {"label": "No source"}]
    more: dict[str, Any] = {"x-codeSamples": given}
    (sample,) = samples(operation(**more))
    assert (sample.label, sample.parts) == ("sh", ["ask ", "/x"])


def test_inputs_are_all_but_cookies() -> None:
    assert fields(operation(parameters=PARAMETERS, requestBody=BODY)) == [
        Field("path", "id", True, "a/b"),
        Field("query", "q", True),
        Field("query", "n", False, "", ("x", "1")),
        Field("header", "X-A", True),
        Field("body", "application/json", True, json.dumps({"it's": "ü"}, ensure_ascii=False)),
    ]


def test_body_may_be_filled_with_its_first_example() -> None:
    media = {"examples": {"one": {"$ref": "#/components/examples/One"}, "two": {"value": 2}}}
    (body,) = fields(operation(requestBody={"content": {"application/json": media}}))
    assert body == Field("body", "application/json", False, '{"a": 1}')


@pytest.mark.parametrize(
    ("scheme", "key"),
    [
        ("bearer", {"where": "header", "name": "Authorization", "scheme": "Bearer"}),
        ("basic", {"where": "header", "name": "Authorization", "scheme": "Basic"}),
        ("query", {"where": "query", "name": "key", "scheme": ""}),
        ("cookie", {"where": "cookie", "name": "session", "scheme": ""}),
    ],
)
def test_keys_go_where_their_scheme_has_them(scheme: str, key: dict[str, str]) -> None:
    assert keys(operation(security=scheme)) == [{"label": scheme, **key}]


def test_operation_without_credentials_asks_for_none() -> None:
    assert keys(operation()) == []
