"""Is each part of an exchange without what is nobody's business, whatever the operation takes and answers?"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scripts.document import Operation, operations
from scripts.har import Exchange, Origin
from scripts.redaction.redact import RedactionError, redacted

TEXT = {"schema": {"type": "string"}}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "t", "version": "1"},
    "servers": [{"url": "https://a.example/v1"}],
    "security": [{"query": []}, {"cookie": []}, {"header": []}, {"basic": []}],
    "paths": {
        "/x/{id}": {
            "post": {
                "operationId": "do",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}},
                    {"name": "q", "in": "query", "schema": {"type": "string"}},
                ],
                "requestBody": {"content": {"text/plain": TEXT, "application/json": {"schema": {"type": "object"}}}},
                "responses": {
                    "200": {
                        "description": "d",
                        "headers": {"X-Left": {"schema": {"type": "integer"}}, "X-Who": TEXT},
                        "content": {"text/plain": TEXT, "application/json": {"schema": {"type": "object"}}},
                    }
                },
            }
        }
    },
    "components": {
        "securitySchemes": {
            "query": {"type": "apiKey", "in": "query", "name": "key"},
            "cookie": {"type": "apiKey", "in": "cookie", "name": "session"},
            "header": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "basic": {"type": "http", "scheme": "basic"},
        }
    },
}
OPERATION: Operation = next(operations(DOCUMENT))
SECRET = "jane-4711"
PLAIN = Exchange(
    operation_id="do",
    method="POST",
    url=f"https://proxy.example/behind/v1/x/77?key={SECRET}&q={SECRET}&more={SECRET}",
    request_headers=[
        ("Cookie", f"session={SECRET}"),
        ("X-Key", SECRET),
        ("Authorization", f"Basic {SECRET}"),
        ("Accept", "text/plain, application/json"),
        ("X-More", SECRET),
    ],
    status=200,
    headers=[("Content-Type", "text/plain"), ("X-Left", "12"), ("X-Who", SECRET), ("Set-Cookie", SECRET)],
    content=SECRET.encode(),
    elapsed=0.1,
    origin=Origin.of([]),
    date=date(2026, 11, 1),
    changes=[],
    request_content=b"",
)


def test_no_part_holds_the_secret_and_what_is_public_stays() -> None:
    found = redacted(PLAIN, OPERATION)
    assert SECRET not in repr(found)
    assert SECRET.encode() not in found.content
    assert found.url.startswith("https://a.example/v1/x/77?key=")
    assert "more=" not in found.url
    assert dict(found.headers)["X-Left"] == "12"
    assert len(dict(found.headers)["X-Who"]) == len(SECRET)
    assert [name for name, _ in found.request_headers] == ["Accept", "X-Key", "Authorization"]
    assert "A text of the same shape stands for the body." in found.changes


@pytest.mark.parametrize(
    ("content_type", "content", "stands", "said"),
    [
        ("application/json", b"\xff\xfe\xfa", b"\xff", "The body is no text: one byte stands for it."),
        ("application/json", b"<b>jane-4711</b>", b"<html></html>", "The body is no JSON: a short text stands for it."),
        ("application/json", b"jane-4711", b"removed", "The body is no JSON: a short text stands for it."),
        ("application/json", b"", b"", ""),
    ],
)
def test_body_that_is_no_json_is_replaced(content_type: str, content: bytes, stands: bytes, said: str) -> None:
    exchange = replace(PLAIN, headers=[("Content-Type", content_type)], content=content)
    found = redacted(exchange, OPERATION)
    assert found.content == stands
    assert (said in found.changes) is bool(said)


def test_body_that_stops_being_json_keeps_what_was() -> None:
    exchange = replace(PLAIN, headers=[("Content-Type", "application/json")], content=b'{"a": 1} jane-4711')
    found = redacted(exchange, OPERATION)
    assert found.content.endswith(b" removed")
    assert "The body stops being JSON: a word stands for what follows." in found.changes
    assert SECRET.encode() not in found.content


def test_body_that_is_nested_too_deeply_is_redacted_all_the_same() -> None:
    deep = b"[" * 5000 + b'"jane-4711"' + b"]" * 5000
    exchange = replace(PLAIN, headers=[("Content-Type", "application/json")], content=deep)
    assert SECRET.encode() not in redacted(exchange, OPERATION).content


@pytest.mark.parametrize("posted", [b"jane-4711", b'{"a": "jane-4711"}'])
def test_what_was_sent_is_replaced_as_well(posted: bytes) -> None:
    kind = "application/json" if posted.startswith(b"{") else "text/plain"
    exchange = replace(PLAIN, request_content=posted, request_headers=[("Content-Type", kind)])
    found = redacted(exchange, OPERATION)
    assert SECRET.encode() not in found.request_content
    assert dict(found.request_headers)["Content-Type"] == kind


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("text/plain; charset=UTF-8", "text/plain; charset=UTF-8"),
        ("application/vnd.jane-4711", "application/x-undocumented"),
        ("jane 4711", "malformed"),
        ("", ""),
    ],
)
def test_media_type_that_nobody_documents_is_none_of_ours(given: str, kept: str) -> None:
    found = redacted(replace(PLAIN, headers=[("Content-Type", given)], content=b""), OPERATION)
    assert dict(found.headers)["Content-Type"] == kept


def test_path_of_another_operation_is_refused() -> None:
    with pytest.raises(RedactionError, match="the path of the request is none of the operation's"):
        redacted(replace(PLAIN, url="https://a.example/v1/y/77"), OPERATION)


def test_stand_ins_are_json_where_the_value_was() -> None:
    exchange = replace(
        PLAIN, headers=[("Content-Type", "application/json")], content=json.dumps({"who": SECRET}).encode()
    )
    found = json.loads(redacted(exchange, OPERATION).content)
    assert SECRET not in json.dumps(found)
