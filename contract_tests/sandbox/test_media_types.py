"""Is an answer in the media type that is asked for, and written as that type is?"""

from __future__ import annotations

import pytest

from contract_tests.sandbox.conftest import Ask
from contract_tests.sandbox.small import answering
from scripts.sandbox import create_app

PET = (
    "{type: object, xml: {name: pet}, properties: {id: {type: integer, xml: {attribute: true}},"
    " tags: {type: array, xml: {wrapped: true}, items: {type: string, xml: {name: tag}}}, n: {type: 'null'}}}"
)
SEVERAL = (
    "{application/json: {example: {id: 1}}, text/csv: {example: 'a,b'},"
    f" application/xml: {{schema: {PET}, example: {{id: 1, tags: [x, y], n: null}}}}}}"
)
ASKED = [
    ("", "application/json"),
    ("*/*", "application/json"),
    ("text/csv", "text/csv"),
    ("text/*", "text/csv"),
    ("TEXT/CSV; charset=utf-8", "text/csv"),
    ("text/csv;q=0.1, application/xml;q=0.9", "application/xml"),
    ("application/json;q=0, */*", "text/csv"),
    ("application/json, text/plain, */*", "application/json"),
    ("image/png, */*;q=0.1", "application/json"),
    ("image/png", None),
    ("*/*;q=0", None),
    ("text/csv;q=x", None),
]


@pytest.mark.parametrize(("accept", "expected"), ASKED)
def test_accept_picks_the_media_type(accept: str, expected: str | None, ask: Ask) -> None:
    answer = ask(create_app(answering(SEVERAL)), "/a", headers={"Accept": accept})
    if expected is None:
        assert answer.status_code == 406
        assert "text/csv" in answer.json()["detail"]
    else:
        assert (answer.status_code, answer.headers["content-type"]) == (200, expected)


def test_an_error_comes_as_it_is(ask: Ask) -> None:
    document = answering(SEVERAL)
    responses = document["paths"]["/a"]["get"]["responses"]
    responses["404"] = {"description": "d", "content": {"text/plain": {"example": "gone"}}}
    answer = ask(create_app(document), "/a", headers={"Accept": "application/json", "Prefer": "code=404"})
    assert (answer.status_code, answer.text) == (404, "gone")


def test_xml_is_what_the_schema_says_of_it(ask: Ask) -> None:
    answer = ask(create_app(answering(SEVERAL)), "/a", headers={"Accept": "application/xml"})
    assert answer.text.endswith('\n<pet id="1"><tags><tag>x</tag><tag>y</tag></tags><n /></pet>')


@pytest.mark.parametrize(
    ("content", "label", "body"),
    [
        ("{application/x-ndjson: {example: [{a: 1}, {b: é}]}}", "application/x-ndjson", '{"a":1}\n{"b":"é"}\n'),
        ("{application/jsonl: {example: '{}'}}", "application/jsonl", "{}"),
        ("{application/xml: {example: <a/>}}", "application/xml", "<a/>"),
        ("{text/plain: {example: 5}}", "text/plain", "5"),
        ("{'*/*': {example: {a: 1}}}", "application/json", '{"a":1}'),
        ("{'image/*': {}}", "image/png", ""),
        ("{application/problem+json: {example: text}}", "application/problem+json", '"text"'),
    ],
)
def test_body_is_written_as_its_media_type_is(content: str, label: str, body: str, ask: Ask) -> None:
    answer = ask(create_app(answering(content)), "/a")
    assert (answer.headers["content-type"], answer.text) == (label, body)


def test_a_range_is_called_by_what_was_asked_for(ask: Ask) -> None:
    answer = ask(create_app(answering("{'image/*': {}}")), "/a", headers={"Accept": "image/webp"})
    assert answer.headers["content-type"] == "image/webp"


def test_a_fault_spoils_what_is_sent(ask: Ask) -> None:
    content = "{text/csv: {example: a}, application/json: {schema: {type: integer}, example: 1}}"
    headers = {"Accept": "application/json", "Prefer": "fault=malformed-field"}
    assert ask(create_app(answering(content)), "/a", headers=headers).json() != 1
