"""Test vectors in JSON: what a client of any language must make of each exchange on file.

The sandbox serves them byte by byte (``--vectors FILE``).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scripts.cases.on_file import FOLDER, RECORDING, OnFile, missing, on_file
from scripts.document import DocumentError, Operation, operations
from scripts.har import REDACTED, Exchange, header
from scripts.schemas import Schemas

FORMAT = 1
# The items of the long list: more than any page size in use, few enough to read.
LONG = 1000
# What belongs to one connection, or to an encoding that recordings have already undone.
HOP = {"connection", "content-encoding", "content-length", "date", "keep-alive", "transfer-encoding"}


def vectors(document: Mapping[str, Any], token: str, folder: Path = FOLDER) -> dict[str, Any]:
    """The vectors of every exchange on file under ``folder``, and of one long list per operation that lists.

    ``token`` is the one that their requests carry, public on purpose. Raises RecordingError for a file that cannot be
    used, and DocumentError when no lawful exchange shows an answer that ``document`` has.
    """
    known = {operation.id: operation for operation in operations(document)}
    kept = on_file(document, folder)
    if told := missing(document, kept, folder):
        raise DocumentError(told[0])
    # A client whose types keep the document cannot send what it does not allow.
    sent = [one for one in kept if not one.exchange.request_unlawful]
    found = [_vector(known[one.exchange.operation_id], one, token) for one in sent]
    for operation in known.values():
        found += _long([one for one in found if one["operation"] == operation.id and one["origin"] == RECORDING])
    info = document["info"]
    return {
        "format": FORMAT,
        "document": {"title": info["title"], "version": info["version"]},
        "token": token,
        "vectors": found,
    }


def _vector(operation: Operation, kept: OnFile, token: str) -> dict[str, Any]:
    exchange = kept.exchange
    url = urlsplit(exchange.url)
    described = exchange.expected.reason if exchange.expected else " ".join(exchange.changes)
    return {
        "name": f"{operation.id}/{kept.kind}/{kept.name}",
        "operation": operation.id,
        "origin": kept.kind,
        "description": described,
        "request": {
            "method": exchange.method,
            "path": (url.path + (f"?{url.query}" if url.query else "")).replace(REDACTED, token),
            "headers": {key.lower(): value.replace(REDACTED, token) for key, value in exchange.request_headers},
        },
        "response": {
            "status": exchange.status,
            "headers": {key.lower(): value for key, value in exchange.headers if key.lower() not in HOP},
            **_body(exchange.content),
        },
        "expected": _expected(operation, exchange),
    }


def _expected(operation: Operation, exchange: Exchange) -> dict[str, Any]:
    """What a reader ends with: a value, an error of a documented status, or no lawful answer at all."""
    if exchange.expected is not None:
        refused = {"check": exchange.expected.check, "pointer": exchange.expected.pointer}
        undocumented = operation.response_for(exchange.status) is None
        return {"outcome": "undocumented" if undocumented else "invalid", "status": exchange.status, **refused}
    covering = operation.response_for(exchange.status)
    assert covering is not None, "a recording keeps the contract"
    return {
        "outcome": "value" if exchange.status < 400 else "error",
        "status": exchange.status,
        "value": _value(operation, exchange, covering[1].get("content", {})),
    }


def _value(operation: Operation, exchange: Exchange, content: Mapping[str, Any]) -> Any:
    """What a reader makes of a body: nothing of none, the JSON value, or else the body itself, as ``body`` has it."""
    if not exchange.content or not content:
        return None
    if not header(exchange.headers, "content-type").partition(";")[0].strip().lower().endswith(("/json", "+json")):
        return _body(exchange.content)["body"]
    schemas = [media["schema"] for media in content.values() if "schema" in media]
    return _documented(json.loads(exchange.content), Schemas(operation.document, *schemas))


def _documented(value: Any, schemas: Schemas) -> Any:
    """``value`` without the properties that the document does not name, which a reader may keep or drop."""
    if isinstance(value, list):
        return [_documented(item, schemas.item(index)) for index, item in enumerate(value)]
    if isinstance(value, dict):
        schemas = schemas.fitting(value)
        described = {name: schemas.property(name) for name in value}
        known = [name for name, one in described.items() if name in schemas.names() or one.nodes]
        # Of an object of which the document says nothing more, all is kept.
        if known or schemas.names():
            return {name: _documented(value[name], described[name]) for name in known}
    return value


def _long(answered: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A list of ``LONG`` items, made of the longest list that is recorded."""
    lists = [one for one in answered if isinstance(one["expected"]["value"], list) and one["expected"]["value"]]
    if not lists:
        return
    source = max(lists, key=lambda one: len(one["expected"]["value"]))
    items = json.loads(source["response"]["body"])
    repeated = [items[index % len(items)] for index in range(LONG)]
    expected = source["expected"]["value"]
    yield {
        **source,
        "name": f"{source['operation']}/made/long-list",
        "origin": "made",
        "description": f"The items of {source['name']}, repeated up to {LONG}.",
        "response": {
            **source["response"],
            **_body(json.dumps(repeated, ensure_ascii=False, separators=(",", ":")).encode()),
        },
        "expected": {**source["expected"], "value": [expected[index % len(items)] for index in range(LONG)]},
    }


def _body(content: bytes) -> dict[str, str]:
    """The bytes of a body as they can stand in JSON."""
    try:
        return {"body": content.decode(), "bodyEncoding": "utf-8"}
    except UnicodeDecodeError:
        return {"body": base64.b64encode(content).decode(), "bodyEncoding": "base64"}
