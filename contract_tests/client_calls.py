"""Call the generated client as the document names it, and compare what it returns with what it was sent."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from email import message_from_bytes
from enum import Enum
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

from kling_scheduler import AuthenticatedClient
from kling_scheduler._fit import fit
from kling_scheduler.types import File, Model, items_of

from scripts.document import DOCUMENT, Operation, base_path, operations, resolve
from scripts.generate.parameters import Parameter, is_json
from scripts.generate.plan import Operation as Planned
from scripts.generate.plan import plan
from scripts.generate.source import Source
from scripts.har import Exchange
from scripts.schemas import Schemas

# Texts that the client gives a type of their own.
FORMATS: dict[str, Callable[[str], object]] = {
    "date-time": datetime.fromisoformat,
    "date": date.fromisoformat,
    "uuid": UUID,
}
BASE_URL = "https://service.example/v1"
TOKEN = "user:1-test"
_BETWEEN = {"spaceDelimited": " ", "pipeDelimited": "|"}
_SCHEMAS: dict[int, Schemas] = {}


def client() -> AuthenticatedClient:
    """A client of a service that nothing answers for, unless respx does."""
    return AuthenticatedClient(base_url=BASE_URL, token=TOKEN, max_retries=0)


@cache
def planned(document: Path = DOCUMENT) -> dict[str, tuple[Planned, Operation]]:
    """How the generator names each operation of the document, and what the document says of it, by operationId."""
    source = Source(document)
    described = {one.id: one for one in operations(source.data)}
    return {one.id: (one, described[one.id]) for one in plan(source).operations}


def module_of(operation: str) -> ModuleType:
    """The generated module of the operation with this id."""
    one, _ = planned()[operation]
    return importlib.import_module(f"kling_scheduler.api.{one.tag}.{one.name}")


@cache
def _hints(operation: str) -> dict[str, Any]:
    return get_type_hints(module_of(operation).sync_detailed, include_extras=True)


def arguments_of(exchange: Exchange) -> dict[str, Any]:
    """The keyword arguments that make the client send the exchange's request."""
    operation, _ = planned()[exchange.operation_id]
    hints = _hints(operation.id)
    found = values_of(exchange)
    if operation.bodies and exchange.request_content:
        name = exchange.request_media_type
        found["body"] = _body(operation, exchange.request_content, name)
        if operation.chooses:
            found["content_type"] = name
    return {name: value if _has_files(value) else fit(value, hints[name], []) for name, value in found.items()}


def values_of(exchange: Exchange, document: Path = DOCUMENT) -> dict[str, Any]:
    """The value of each parameter that the exchange's request has, as JSON has it, by the name that the client gives.

    Raises LookupError for an object in a parameter that is not written as JSON.
    """
    operation, described = planned(document)[exchange.operation_id]
    schemas = {(node["name"], node["in"]): node.get("schema", {}) for node in described.parameters}
    texts = dict(_texts(described, exchange))
    return {
        one.name: _value(described, one, schemas[one.wire, one.place], texts[one.place, one.wire.lower()])
        for one in operation.parameters
        if (one.place, one.wire.lower()) in texts
    }


def _texts(operation: Operation, exchange: Exchange) -> Iterator[tuple[tuple[str, str], list[str]]]:
    """What each parameter is written as, by its place and its name in lower case."""
    parts = urlsplit(exchange.url)
    for name, value in operation.path_values(parts.path.removeprefix(base_path(operation.document))).items():
        yield ("path", name.lower()), [value]
    for name, values in parse_qs(parts.query, keep_blank_values=True).items():
        yield ("query", name.lower()), values
    for name, value in exchange.request_headers:
        yield ("header", name.lower()), [value]
        for cookie in value.split("; ") if name.lower() == "cookie" else []:
            yield ("cookie", cookie.partition("=")[0].lower()), [unquote(cookie.partition("=")[2])]


def _value(operation: Operation, one: Parameter, schema: Any, texts: list[str]) -> Any:
    if one.style == "content":
        return json.loads(texts[0])
    types = Schemas(operation.document, schema).types()
    if "array" in types:
        items = resolve(operation.document, schema).get("items", {})
        between = _BETWEEN.get(one.style, ",")
        given = texts if one.place == "query" and one.explode else texts[0].split(between)
        return [_scalar(Schemas(operation.document, items).types(), text) for text in given]
    if "object" in types:
        raise LookupError(f"{operation.id}: no case of a call has an object in {one.wire}")
    return _scalar(types, texts[0])


def _scalar(types: set[str], text: str) -> Any:
    return json.loads(text) if types & {"integer", "number", "boolean"} and "string" not in types else text


def _body(operation: Planned, content: bytes, media_type: str) -> Any:
    plain = media_type.partition(";")[0].strip().lower()
    documented = {one.media_type.partition(";")[0].lower(): one.writer for one in operation.bodies}
    writer = documented.get(plain, "binary")
    if writer == "json":
        return json.loads(content)
    if writer == "text":
        return content.decode()
    if writer == "form":
        return {name: values[0] for name, values in parse_qs(content.decode(), keep_blank_values=True).items()}
    if writer == "multipart":
        return dict(_parts(content, media_type))
    return content


def _parts(content: bytes, media_type: str) -> Iterator[tuple[str, Any]]:
    message = message_from_bytes(b"Content-Type: " + media_type.encode() + b"\r\n\r\n" + content)
    for part in message.walk():
        if part.is_multipart():
            continue
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        name = str(part.get_param("name", header="content-disposition"))
        file = part.get_filename()
        if file is not None:
            yield name, File(payload, file, part.get_content_type())
        else:
            text = payload.decode()
            yield name, json.loads(text) if is_json(part.get_content_type()) else text


def _has_files(value: Any) -> bool:
    return isinstance(value, bytes) or (
        isinstance(value, Mapping) and any(isinstance(one, File) for one in value.values())
    )


def compare(operation: Operation, exchange: Exchange, parsed: Any) -> int:
    """Fail unless ``parsed`` is what the document says of the exchange's answer; give the number of values compared."""
    documented = operation.response_for(exchange.status)
    assert documented is not None
    content = documented[1].get("content", {})
    if not content or not exchange.content:
        assert parsed is None
        return 1
    name = next(value for key, value in exchange.headers if key.lower() == "content-type")
    plain = name.partition(";")[0].strip().lower()
    ranges = (plain, f"{plain.partition('/')[0]}/*", "*/*")
    media = next(content[one] for wanted in ranges for one in content if one.partition(";")[0].lower() == wanted)
    if is_json(plain):
        # What speaks about a hundred drawn bodies is looked for once.
        schemas = _SCHEMAS.setdefault(id(media), Schemas(operation.document, media.get("schema")))
        return same(schemas, json.loads(exchange.content), parsed)
    assert parsed == (exchange.content if isinstance(parsed, bytes) else exchange.content.decode())
    return 1


def same(schemas: Schemas, sent: Any, returned: Any) -> int:
    """Fail unless every documented value in ``sent`` is in ``returned``; give the number of values compared."""
    if isinstance(sent, list):
        assert len(returned) == len(sent)
        pairs = zip(sent, returned, strict=True)
        return sum(same(schemas.item(index), one, other) for index, (one, other) in enumerate(pairs))
    if isinstance(sent, dict):
        if isinstance(returned, Model):
            assert returned.malformed == {}
        found, schemas = dict(items_of(returned)), schemas.fitting(sent)
        kept = [name for name in sent if name in schemas.names() or schemas.property(name).nodes]
        assert set(kept) <= set(found)
        return sum(same(schemas.property(name), sent[name], found[name]) for name in kept)
    if isinstance(returned, Enum):
        returned = returned.value
    for name in schemas.says("format") & FORMATS.keys():
        if isinstance(sent, str):
            sent = FORMATS[name](sent)
    # A whole number may be spelled with a fraction of nothing.
    whole = schemas.types() == {"integer"} and sent is not None
    assert (returned, type(returned)) == (sent, int if whole else type(sent))
    return 1
