"""Is a reference to what is none of OpenAPI's own refused with that place?"""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from scripts import generate

OPERATION: dict[str, Any] = {
    "operationId": "doIt",
    "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
    "requestBody": {"content": {"multipart/form-data": {"schema": {"type": "object"}}}},
    "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {}}}}},
}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "t", "version": "1"},
    "servers": [{"url": "https://a.example"}],
    "paths": {"/x/{id}": {"post": OPERATION}},
}
POST = ("paths", "/x/{id}", "post")
# What leads out of what OpenAPI describes: there anything may stand.
PLACES: dict[str, tuple[str | int, ...]] = {
    "item": POST[:2],
    "parameter": (*POST, "parameters", 0),
    "body": (*POST, "requestBody"),
    "response": (*POST, "responses", "200"),
    "schema": (*POST, "responses", "200", "content", "application/json", "schema"),
}
IN_PATH = {"name": "id", "in": "path", "required": True}


def leading(place: str, value: object) -> dict[str, Any]:
    """The document with a reference at a place to what is none of OpenAPI's."""
    made = copy.deepcopy(DOCUMENT)
    *steps, last = PLACES[place]
    holder: Any = made
    for step in steps:
        holder = holder[step]
    holder[last] = {"$ref": "#/x-odd"}
    return {**made, "x-odd": value}


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("item", [], "a path starts with / and holds operations"),
        ("item", {"post": 1}, "#/x-odd/post: an operation is a mapping"),
        ("item", {"post": {**OPERATION, "operationId": 1}}, "#/x-odd/post/operationId: an operationId is text"),
        ("item", {"post": {**OPERATION, "parameters": {"a": 1}}}, "#/x-odd/post/parameters: parameters are a list"),
        (
            "item",
            {"post": {**OPERATION, "responses": [1]}},
            "#/x-odd/post/responses: responses are a mapping by status",
        ),
        ("item", {"post": {**OPERATION, "servers": [{}]}}, "#/x-odd/post/servers: a server has a url"),
        ("item", {"post": OPERATION, "servers": {"url": "/"}}, "#/x-odd/servers: a server has a url"),
        ("response", 1, "#/x-odd: a response is a mapping"),
        ("response", {"content": [1]}, "#/x-odd/content: a content is a mapping by media type"),
        ("response", {"content": {"json": {}}}, "#/x-odd/content/json: 'json' is no media type"),
        ("response", {"content": {"a/b": 1}}, "#/x-odd/content/a~1b: 'a/b' is no media type"),
        ("body", {}, "#/x-odd: a request body has a content, by media type"),
        ("body", {"content": {"a/b": 1}}, "#/x-odd/content/a~1b: a media type is a mapping"),
        ("body", {"content": {"json": {}}}, "#/x-odd/content/json: 'json' is no media type"),
        (
            "body",
            {"content": {"multipart/form-data": {"schema": {"type": "object"}, "encoding": [1]}}},
            "#/x-odd/content/multipart~1form-data/encoding: an encoding is a mapping by property",
        ),
        (
            "body",
            {"content": {"multipart/form-data": {"schema": {"type": "object"}, "encoding": {"a": {"style": "x"}}}}},
            "the client cannot write the style 'x' in a body",
        ),
        ("parameter", {"in": "path"}, "a parameter has a name and stands in path, query, header or cookie"),
        ("parameter", {"name": "id", "in": "body"}, "a parameter has a name and stands in path, query, header or"),
        ("parameter", {**IN_PATH, "style": "form", "schema": {}}, "no parameter in path has the style 'form'"),
        ("parameter", IN_PATH, "#/x-odd: a parameter has a schema or a content"),
        ("parameter", {**IN_PATH, "content": {"a/b": {}, "c/d": {}}}, "a parameter has one media type"),
        ("schema", [1], "#/x-odd: a schema is a mapping, true or false"),
        ("schema", {"properties": [1]}, "#/x-odd/properties: [1] is not of type 'object'"),
        ("schema", {"allOf": {"a": 1}}, "#/x-odd/allOf: {'a': 1} is not of type 'array'"),
        ("schema", {"type": "text"}, "#/x-odd/type: 'text' is not valid under any of the given schemas"),
        ("schema", {"required": [1]}, "#/x-odd/required/0: 1 is not of type 'string'"),
        ("schema", {"$dynamicRef": "#x"}, "#/x-odd/$dynamicRef: $dynamicRef is not read: use $ref"),
        ("schema", {"title": 1}, "#/x-odd/title: 1 is not of type 'string'"),
    ],
)
def test_place_and_what_belongs_there_are_told(
    place: str, value: object, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "api.json"
    path.write_text(json.dumps(leading(place, value)), encoding="utf-8")
    code = generate.main(["--document", str(path), "--output", str(tmp_path / "package")])
    told = capsys.readouterr().err
    assert (code, told.count("\n")) == (2, 1)
    assert said in told
    assert "fault of the generator" not in told
    assert not (tmp_path / "package").exists()


def test_fault_of_the_generator_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a\nb")

    path = tmp_path / "api.json"
    path.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    monkeypatch.setattr(generate, "generate", broken)
    assert generate.main(["--document", str(path), "--output", str(tmp_path / "package")]) == 2
    assert capsys.readouterr().err == f"generate: {path}: a fault of the generator: ZeroDivisionError: a b\n"


def test_folder_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "package")

    monkeypatch.setattr(generate, "generate", full)
    path = tmp_path / "api.json"
    path.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    assert generate.main(["--document", str(path), "--output", str(tmp_path / "package")]) == 2
    assert capsys.readouterr().err == "generate: package: No space left on device\n"
