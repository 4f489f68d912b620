"""Is the body of a request read by its media type, and refused when it is not what the document takes?"""

from __future__ import annotations

from typing import Any

import pytest

from contract_tests.sandbox.conftest import Ask
from contract_tests.sandbox.small import with_body
from scripts.sandbox import create_app

PAIR = "{type: object, required: [a], properties: {a: {type: integer}, b: {type: string}}}"
HOLDS_NUMBERS = "{schema: {type: object, properties: {x: {type: array, items: {type: integer}}}}}"
FORM = "application/x-www-form-urlencoded"
JSON, LINES = "application/json", "application/x-ndjson"
SENT = [
    (f"{{{JSON}: {{schema: {PAIR}}}}}", b'{"a":1}', JSON, True),
    (f"{{{JSON}: {{schema: {PAIR}}}}}", b'{"a":1}', f"{JSON}; charset=utf-8", True),
    (f"{{{JSON}: {{schema: {PAIR}}}}}", b'{"a":1', JSON, False),
    (f"{{{JSON}: {{schema: {PAIR}}}}}", b'{"a":NaN}', JSON, False),
    (f"{{{JSON}: {{schema: {PAIR}}}}}", b"", "", False),
    (f"{{{JSON}: {{schema: {PAIR}}}}}", b"", JSON, False),
    (f"{{{JSON}: {{schema: {PAIR}}}}}", b'{"a":1}', "", False),
    (f"{{'{JSON}; charset=utf-8': {{schema: {PAIR}}}}}", b'{"a":1}', JSON, True),
    (f"{{'*/*': {{schema: {PAIR}}}}}", b'{"a":1}', JSON, True),
    (f"{{'*/*': {{schema: {PAIR}}}}}", b'{"a":"x"}', JSON, False),
    (f"{{'application/*': {{schema: {PAIR}}}}}", b'{"a":"1"}', "application/vnd.example+json", False),
    (f"{{application/vnd.example+json: {{schema: {PAIR}}}}}", b'{"a":1}', "application/vnd.example+json", True),
    ("{'image/*': {}}", b"\x89PNG", "image/png", True),
    ("{'image/*': {}}", b"\x89PNG", "text/plain", False),
    (f"{{{FORM}: {{schema: {PAIR}}}}}", b"a=1&b=q", FORM, True),
    (f"{{{FORM}: {{schema: {PAIR}}}}}", b"a=z&b=q", FORM, False),
    (f"{{{FORM}: {{schema: {PAIR}}}}}", b"b=q", FORM, False),
    (f"{{{FORM}: {HOLDS_NUMBERS}}}", b"x=1&x=2", FORM, True),
    (f"{{{FORM}: {HOLDS_NUMBERS}}}", b"x=1", FORM, True),
    (f"{{{FORM}: {HOLDS_NUMBERS}}}", b"x=1&x=b", FORM, False),
    (f"{{{FORM}: {{schema: {{type: object, properties: {{x: {PAIR}}}}}}}}}", b"x=%7B%22a%22%3A1%7D", FORM, True),
    (f"{{{FORM}: {{schema: {{type: object, properties: {{x: {PAIR}}}}}}}}}", b"x=%7B%22b%22%3A1%7D", FORM, False),
    (
        f"{{{FORM}: {{schema: {{type: object, properties: {{x: {PAIR}}}}}, encoding: {{x: {{style: deepObject}}}}}}}}",
        b"x[a]=1&x[b]=q",
        FORM,
        True,
    ),
    ("{text/plain: {schema: {type: string, maxLength: 3}}}", b"abc", "text/plain", True),
    ("{text/plain: {schema: {type: string, maxLength: 3}}}", b"abcd", "text/plain; charset=utf-8", False),
    ("{text/plain: {schema: {type: string}}}", b"\xff", "text/plain", False),
    (f"{{{LINES}: {{schema: {{type: array, items: {PAIR}}}}}}}", b'{"a":1}\n{"a":2}\n', LINES, True),
    (f"{{{LINES}: {{schema: {{type: array, items: {PAIR}}}}}}}", b'{"a":1}\n{"b":2}\n', LINES, False),
]


@pytest.mark.parametrize(("content", "body", "label", "is_right"), SENT)
def test_body_is_read_by_its_media_type(content: str, body: bytes, label: str, is_right: bool, ask: Ask) -> None:
    headers = {"Content-Type": label} if label else {}
    answer = ask(create_app(with_body(content)), "/a", "POST", content=body, headers=headers)
    assert answer.status_code == (200 if is_right else 422), answer.text
    assert is_right or answer.json()["detail"].startswith("body: ")


FILE = "{type: object, required: [f], properties: {f: {type: string, format: binary}}}"
NESTED = f"{{type: object, required: [o], properties: {{o: {PAIR}}}}}"
FILES = "{type: object, properties: {f: {type: array, items: {type: string}}}}"
PARTS = [
    (PAIR, {"a": (None, "1"), "b": (None, "q")}, True),
    (PAIR, {"a": (None, "z")}, False),
    (PAIR, {"b": (None, "q")}, False),
    (FILE, {"f": ("a.bin", b"\x00\xff\r\n--x\r\n")}, True),
    (FILE, {"g": ("a.bin", b"")}, False),
    (NESTED, {"o": (None, '{"a":1}', JSON)}, True),
    (NESTED, {"o": (None, '{"a":"x"}', JSON)}, False),
    (NESTED, {"o": (None, '{"a"', JSON)}, False),
    (FILES, [("f", ("a", b"1")), ("f", ("b", b"2"))], True),
    (FILES, [("f", ("a", b"1"))], True),
]


@pytest.mark.parametrize(("schema", "parts", "is_right"), PARTS)
def test_parts_are_read_by_their_names(schema: str, parts: Any, is_right: bool, ask: Ask) -> None:
    app = create_app(with_body(f"{{multipart/form-data: {{schema: {schema}}}}}"))
    answer = ask(app, "/a", "POST", files=parts)
    assert answer.status_code == (200 if is_right else 422), answer.text


@pytest.mark.parametrize("label", ["multipart/form-data", "multipart/form-data; boundary=y"])
def test_parts_that_are_none_are_refused(label: str, ask: Ask) -> None:
    app = create_app(with_body(f"{{multipart/form-data: {{schema: {PAIR}}}}}"))
    assert ask(app, "/a", "POST", content=b"--x\r\n", headers={"Content-Type": label}).status_code == 422


def test_an_optional_body_may_be_missing(ask: Ask) -> None:
    document = with_body(f"{{{JSON}: {{schema: {PAIR}}}}}")
    document["paths"]["/a"]["post"]["requestBody"]["required"] = False
    app = create_app(document)
    assert ask(app, "/a", "POST").status_code == 200
    assert ask(app, "/a", "POST", json={}).status_code == 422
