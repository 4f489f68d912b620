"""Is an operation with values in its path, query or body asked and recorded as it was asked?"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from scripts.document import Operation
from scripts.har import Exchange, Origin, read, text_of
from scripts.record.asking import AskingError, Values, request
from scripts.record.fetch import fetch
from scripts.redaction.redact import redacted
from scripts.server import Server

DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "x", "version": "1"},
    "servers": [{"url": "https://h.example/v1"}],
    "paths": {
        "/tasks/{task_id}/notes": {
            "post": {
                "operationId": "addNote",
                "parameters": [
                    {"name": "task_id", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "tag", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
                    {"name": "limit", "in": "query", "schema": {"type": "integer"}},
                ],
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {
                            "schema": {"type": "object", "properties": {"text": {"type": "string", "maxLength": 40}}}
                        }
                    },
                },
                "responses": {"200": {"description": "x", "content": {"application/json": {"schema": {}}}}},
            }
        }
    },
}
OPERATION = Operation(DOCUMENT, "/tasks/{task_id}/notes", "POST", DOCUMENT["paths"]["/tasks/{task_id}/notes"]["post"])  # type: ignore[index]
VALUES = Values(
    path={"task_id": "user:1/a b"},
    query=[("tag", "one"), ("tag", "two"), ("limit", "7")],
    body=b'{"text": "private words", "more": 1}',
    unsafe=True,
)


@contextmanager
def server() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    seen: list[tuple[str, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_arguments: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.server_port}/v1", seen
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


def test_what_is_given_is_sent_and_recorded_without_what_it_tells(tmp_path_factory: pytest.TempPathFactory) -> None:
    with server() as (url, seen):
        exchange = fetch(OPERATION, Server(url, None), VALUES)
    assert seen == [("/v1/tasks/user%3A1%2Fa%20b/notes?tag=one&tag=two&limit=7", VALUES.body)]
    assert exchange.request_content == VALUES.body
    assert exchange.request_media_type == "application/json"
    clean = redacted(exchange, OPERATION)
    assert clean.url.startswith("https://h.example/v1/tasks/")
    assert "{" not in clean.url
    assert [name for name, _ in clean.query] == ["tag", "tag", "limit"]
    assert ("limit", "7") in clean.query
    assert "user" not in clean.url
    assert b"private" not in clean.request_content
    assert set(json.loads(clean.request_content)) == {"text", "more"}
    changes = " ".join(clean.changes)
    assert all(word in changes for word in ("task_id in the path", "tag in the query", "In the request:"))
    path = tmp_path_factory.mktemp("addNote") / "200-x.har"
    path.write_text(text_of(clean), encoding="utf-8")
    assert replace(read(path), operation_id="addNote", elapsed=0.0) == replace(clean, elapsed=0.0)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (replace(VALUES, unsafe=False), "say --unsafe"),
        (replace(VALUES, path={}), "give --path-value task_id=VALUE"),
        (replace(VALUES, path={"task_id": ".."}), "another path"),
        (replace(VALUES, path={**VALUES.path, "other": "1"}), "no other in its path"),
        (replace(VALUES, query=[("other", "1")]), "no parameter other"),
        (replace(VALUES, body=None), "give --body FILE"),
    ],
)
def test_value_that_is_missing_or_unknown_is_one_sentence(values: Values, said: str) -> None:
    with pytest.raises(AskingError, match=said):
        request(OPERATION, values)


def test_body_that_is_no_text_is_kept_in_the_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("addNote") / "200-x.har"
    exchange = _exchange(b"\xff\x00")
    path.write_text(text_of(exchange), encoding="utf-8")
    assert read(path).request_content == b"\xff\x00"


def _exchange(body: bytes) -> Exchange:
    with server() as (url, _):
        found = fetch(OPERATION, Server(url, None), replace(VALUES, body=body))
    return replace(found, origin=Origin.SYNTHETIC)
