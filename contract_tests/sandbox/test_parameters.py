"""Is a parameter read in each style that OpenAPI has, and refused when it is not what the document takes?"""

from __future__ import annotations

import pytest

from contract_tests.sandbox.conftest import Ask
from contract_tests.sandbox.small import with_parameter
from scripts.sandbox import create_app

NUMBERS = "schema: {type: array, items: {type: integer}}"
PROPERTIES = "properties: {a: {type: integer}, b: {type: string}}"
PAIR = f"schema: {{type: object, required: [a], {PROPERTIES}, additionalProperties: false}}"
AS_JSON = f"content: {{application/json: {{{PAIR}}}}}"
LISTS = "schema: {type: object, properties: {a: {type: array, items: {type: integer}}}}"
WHOLE, TEXT = "schema: {type: integer}", "schema: {type: string, minLength: 2}"
COLLECTED = [
    ("", NUMBERS, "x=1&x=2", True),
    ("", NUMBERS, "x=1", True),
    ("", NUMBERS, "x=1,2", False),
    ("explode: false", NUMBERS, "x=1,2", True),
    ("explode: false", NUMBERS, "x=1%2C2", True),
    ("explode: false", NUMBERS, "x=1,b", False),
    ("required: true", PAIR, "a=1&b=q", True),
    ("required: true", PAIR, "a=z&b=q", False),
    ("required: true", PAIR, "", False),
    ("explode: false", PAIR, "x=a,1,b,q", True),
    ("explode: false", PAIR, "x=b,q", False),
    ("style: pipeDelimited", NUMBERS, "x=1|2", True),
    ("style: pipeDelimited", NUMBERS, "x=1%7C2", True),
    ("style: pipeDelimited", NUMBERS, "x=1|b", False),
    ("style: pipeDelimited, explode: true", NUMBERS, "x=1&x=2", True),
    ("style: pipeDelimited", PAIR, "x=a|1|b|q", True),
    ("style: spaceDelimited", NUMBERS, "x=1%202", True),
    ("style: spaceDelimited", NUMBERS, "x=1+2", True),
    ("style: spaceDelimited", PAIR, "x=a%201", True),
    ("style: deepObject, explode: true", PAIR, "x[a]=1&x[b]=q", True),
    ("style: deepObject, explode: true", PAIR, "x%5Ba%5D=1", True),
    ("style: deepObject, explode: true", PAIR, "x[a]=z", False),
    ("style: deepObject, explode: true, required: true", PAIR, "x=1", False),
    ("style: deepObject, explode: true", LISTS, "x[a]=1&x[a]=2", True),
    ("style: deepObject, explode: true", LISTS, "x[a]=1", True),
    ("", TEXT, "x=1,2", True),
    ("", TEXT, "x=12", True),
    ("", TEXT, "x=1", False),
    ("", "schema: {const: a b}", "x=a+b", True),
    ("", "schema: {const: a b}", "x=a%20b", True),
    ("", WHOLE, "x=12", True),
    ("", WHOLE, "x=1.5", False),
    ("", WHOLE, "x=", False),
    ("allowEmptyValue: true", WHOLE, "x=", True),
    ("", WHOLE, "x=1&x=2", False),
    ("", WHOLE, "", True),
    ("required: true", WHOLE, "", False),
    ("", "schema: {type: boolean}", "x=true", True),
    ("", "schema: {enum: [1, 2]}", "x=1", True),
    ("", "schema: {enum: [1, 2]}", "x=3", False),
    ("", "schema: {anyOf: [{type: integer}, {type: array, items: {type: integer}}]}", "x=1&x=2", True),
    ("", AS_JSON, "x=%7B%22a%22:1%7D", True),
    ("", AS_JSON, "x=%7B%22a%22:%22q%22%7D", False),
    ("", AS_JSON, "x=%7B", False),
]
PLACED = [
    ("", NUMBERS, "1,2", True),
    ("", NUMBERS, "1%2C2", True),
    ("", NUMBERS, "1,b", False),
    ("", PAIR, "a,1,b,q", True),
    ("explode: true", PAIR, "a=1,b=q", True),
    ("explode: true", PAIR, "a=z,b=q", False),
    ("style: label", WHOLE, ".5", True),
    ("style: label", WHOLE, "5", False),
    ("style: label", NUMBERS, ".5,6", True),
    ("style: label, explode: true", NUMBERS, ".5.6", True),
    ("style: label, explode: true", PAIR, ".a=1.b=q", True),
    ("style: matrix", WHOLE, ";x=5", True),
    ("style: matrix", WHOLE, ";y=5", False),
    ("style: matrix", NUMBERS, ";x=5,6", True),
    ("style: matrix, explode: true", NUMBERS, ";x=5;x=6", True),
    ("style: matrix", PAIR, ";x=a,1,b,q", True),
    ("style: matrix, explode: true", PAIR, ";a=1;b=q", True),
    ("", "schema: {const: a/b}", "a%2Fb", True),
    ("", "schema: {const: a%b}", "a%25b", True),
    ("", "schema: {const: a%2Fb}", "a%2Fb", False),
]
CARRIED = [
    ("header", "X-A", "", NUMBERS, "1, 2", True),
    ("header", "X-A", "explode: true", PAIR, "a=1,b=q", True),
    ("header", "X-A", "", WHOLE, "b", False),
    # What these say, other parts of a document tell.
    ("header", "Accept", "", WHOLE, "text/*, */*", True),
    ("header", "Authorization", "", WHOLE, "Bearer 1", True),
    ("cookie", "c", "", WHOLE, "c=3", True),
    ("cookie", "c", "", WHOLE, "c=x", False),
    ("cookie", "c", "explode: false", NUMBERS, 'c="1,2"', True),
]


def said(place: str, name: str, style: str, schema: str) -> str:
    return f"{{in: {place}, name: {name}, {style + ', ' if style else ''}{schema}}}"


@pytest.mark.parametrize(("style", "schema", "query", "is_right"), COLLECTED)
def test_query_is_read_in_its_style(style: str, schema: str, query: str, is_right: bool, ask: Ask) -> None:
    answer = ask(create_app(with_parameter(said("query", "x", style, schema))), f"/a?{query}")
    assert answer.status_code == (200 if is_right else 422), answer.text
    assert is_right or "query parameter x" in answer.json()["detail"]


@pytest.mark.parametrize(("style", "schema", "text", "is_right"), PLACED)
def test_path_is_read_in_its_style(style: str, schema: str, text: str, is_right: bool, ask: Ask) -> None:
    parameter = said("path", "x", f"required: true, {style}".rstrip(", "), schema)
    answer = ask(create_app(with_parameter(parameter, "/a/{x}")), f"/a/{text}")
    assert answer.status_code == (200 if is_right else 422), answer.text


@pytest.mark.parametrize(("place", "name", "style", "schema", "value", "is_right"), CARRIED)
def test_header_and_cookie_are_read(
    place: str, name: str, style: str, schema: str, value: str, is_right: bool, ask: Ask
) -> None:
    header = "Cookie" if place == "cookie" else name
    app = create_app(with_parameter(said(place, name, style, schema)))
    assert ask(app, "/a", token=None, headers={header: value}).status_code == (200 if is_right else 422)


def test_object_beside_another_parameter_holds_none_of_it(ask: Ask) -> None:
    both = f"{said('query', 'x', '', PAIR)}, {said('query', 'page', '', WHOLE)}"
    assert ask(create_app(with_parameter(both)), "/a?a=1&page=2").status_code == 200


def test_what_is_in_another_style_is_told(ask: Ask) -> None:
    app = create_app(with_parameter(said("path", "x", "required: true, style: label", WHOLE), "/a/{x}"))
    assert ask(app, "/a/5").json()["detail"] == "path parameter x: it is not in the style label"
