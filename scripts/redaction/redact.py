"""Redact an exchange by allow-list: what the document names survives, everything else goes or gets a stand-in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from scripts.document import DocumentError, Operation, base_url, resolve
from scripts.har import REDACTED, Exchange
from scripts.redaction.lexing import rewritten
from scripts.redaction.standins import NoStandIn, StandIns
from scripts.schemas import UNJUDGED, Faults, Schemas

MEDIA_TYPES = {"text/html", "text/plain", "text/xml", "application/xml", "application/json", "application/problem+json"}
_CHARSET = re.compile(r";\s*charset=\"?(?:utf-?8|utf-?16|us-ascii|iso-8859-1|windows-1252)\"?", re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"[\w.+*-]+/[\w.+*-]+", re.ASCII)

FRAMING = {"content-length", "transfer-encoding"}
_LENGTH = re.compile("[0-9]{1,9}|chunked|gzip|deflate|identity", re.IGNORECASE)


class RedactionError(Exception):
    """The exchange cannot be redacted without changing what the contract says of it; one line."""


def redacted(exchange: Exchange, operation: Operation) -> Exchange:
    """``exchange`` without its secrets, its changes listed.

    Raises RedactionError when that would turn a violation lawful or a lawful answer into a violation.
    """
    standins = StandIns()
    changes = list(exchange.changes)
    response = _response(operation, exchange.status)
    try:
        headers = _headers(exchange, operation, response, standins)
        content, said = _body(exchange.content, *_media(operation, response, exchange.headers), standins)
        posted, told = _posted(exchange, operation, standins)
        url, removed = _url(exchange, operation, standins)
    except NoStandIn:
        raise RedactionError("a value has no stand-in that the contract judges as it judges the value") from None
    changes.append("Headers, cookies and query values that the document does not name were removed.")
    return replace(
        exchange,
        url=url,
        request_headers=_request_headers(exchange, operation),
        headers=headers,
        content=content,
        changes=[*changes, *removed, *told, *said],
        request_content=posted,
    )


def _url(exchange: Exchange, operation: Operation, standins: StandIns) -> tuple[str, list[str]]:
    """The URL at the document's own server, with stand-ins for the values of its path and of its documented query."""
    described = {(one["in"], one["name"]): one.get("schema") for one in operation.parameters}
    said = []
    path = operation.path
    for name, value in _path_values(exchange, operation).items():
        standin = _value(value, Schemas(operation.document, described.get(("path", name))), standins)
        path = path.replace(f"{{{name}}}", quote(standin, safe=""))
        said += [f"A value of the same shape stands for {name} in the path."] if standin != value else []
    query = []
    for name, value in exchange.query:
        if ("query", name) in described:
            schemas = Schemas(operation.document, described["query", name])
            standin = _value(value, schemas, standins)
            query.append((name, standin))
            said += [f"A value of the same shape stands for {name} in the query."] if standin != value else []
        elif name in _keys(operation):
            query.append((name, REDACTED))
    address = base_url(operation.document) + path
    return f"{address}?{urlencode(query, quote_via=quote)}" if query else address, list(dict.fromkeys(said))


def _path_values(exchange: Exchange, operation: Operation) -> dict[str, str]:
    """The values of the path, whatever base path stands before it. Raises RedactionError."""
    path = urlsplit(exchange.url).path
    if "{" not in operation.path:
        return {}
    for start in [match.start() for match in re.finditer("/", path)]:
        try:
            return operation.path_values(path[start:])
        except DocumentError:
            continue
    raise RedactionError("the path of the request is none of the operation's")


def _value(value: str, schemas: Schemas, standins: StandIns) -> str:
    """What stands for a text that may be a number."""
    is_number = bool(schemas.types() & {"integer", "number"}) and re.fullmatch("-?[0-9]{1,15}", value)
    return value if is_number or value in map(str, schemas.published()) else standins.text(value, schemas)


def _keys(operation: Operation) -> set[str]:
    """The parameters of the query that carry credentials."""
    schemes = operation.document.get("components", {}).get("securitySchemes", {})
    named = [resolve(operation.document, schemes[name]) for one in operation.security for name in one]
    return {scheme["name"] for scheme in named if scheme["type"] == "apiKey" and scheme["in"] == "query"}


def _posted(exchange: Exchange, operation: Operation, standins: StandIns) -> tuple[bytes, list[str]]:
    """The body of the request, redacted as that of the answer is."""
    if not exchange.request_content:
        return b"", []
    described = resolve(operation.document, operation.raw.get("requestBody", {}))
    media = _media(operation, described, exchange.request_headers)
    content, said = _body(exchange.request_content, *media, standins)
    return content, [f"In the request: {one[0].lower()}{one[1:]}" for one in said]


def _response(operation: Operation, status: int) -> Mapping[str, Any]:
    found = operation.response_for(status)
    return found[1] if found else {}


def media_type_of(headers: list[tuple[str, str]]) -> str:
    """The media type in lower case, without parameters; empty when there is none."""
    value = next((value for name, value in headers if name.lower() == "content-type"), "")
    return value.split(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    """Whether bodies of the media type are JSON."""
    return media_type.endswith(("/json", "+json"))


def _media(operation: Operation, response: Mapping[str, Any], headers: list[tuple[str, str]]) -> tuple[Schemas, bool]:
    """The schemas of the body, and whether it is text in a documented type other than JSON."""
    content: Mapping[str, Any] = {name.lower(): media for name, media in response.get("content", {}).items()}
    name = media_type_of(headers)
    # A body under a wrong name is still held to the schema of the right one.
    wanted = name if name in content else next(filter(is_json, content), "")
    media = resolve(operation.document, content.get(wanted, {}))
    return Schemas(operation.document, media.get("schema")), name in content and not is_json(name)


def _body(content: bytes, schemas: Schemas, is_text: bool, standins: StandIns) -> tuple[bytes, list[str]]:
    if not content:
        return content, []
    encoding = json.detect_encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return b"\xff", ["The body is no text: one byte stands for it."]
    if is_text:
        return standins.text(text, schemas).encode(encoding), ["A text of the same shape stands for the body."]
    new, whole = rewritten(text, schemas, standins)
    if not whole and not new.strip(" \t\n\r\ufeff"):
        standin = b"<html></html>" if text.lstrip().startswith("<") else b"removed"
        return standin, ["The body is no JSON: a short text stands for it."]
    changes = ["Addresses, references, other free text and undocumented values are stand-ins of the same shape."]
    if not whole:
        # The rest may be anything. What stands for it must not make JSON of what is before it.
        new += " removed"
        changes.append("The body stops being JSON: a word stands for what follows.")
    if _judged(schemas, text) != _judged(schemas, new):
        raise RedactionError("the contract would judge the redacted body otherwise than the body")
    return new.encode(encoding), changes if new != text else []


def _judged(schemas: Schemas, text: str) -> Faults:
    try:
        value = json.loads(text.removeprefix("\ufeff"))
    except ValueError:
        return frozenset({("no JSON",)})
    except RecursionError:
        return UNJUDGED
    # Undocumented names may have been replaced, and no fault is told by them.
    return schemas.faults(value)


def _request_headers(exchange: Exchange, operation: Operation) -> list[tuple[str, str]]:
    sent = {name.lower(): value for name, value in exchange.request_headers}
    kept = [("Accept", sent["accept"])] if sent.get("accept") == accept_of(operation) else []
    for requirement in operation.security:
        for scheme_name in requirement:
            scheme = resolve(operation.document, operation.document["components"]["securitySchemes"][scheme_name])
            is_key = scheme["type"] == "apiKey"
            name = scheme["name"] if is_key else "Authorization"
            if name.lower() in sent and (not is_key or scheme["in"] == "header"):
                kept.append((name, REDACTED if is_key else f"{str(scheme.get('scheme', 'Bearer')).title()} {REDACTED}"))
    if exchange.request_content:
        described = resolve(operation.document, operation.raw.get("requestBody", {}))
        known = MEDIA_TYPES | {name.lower() for name in described.get("content", {})}
        kept.append(("Content-Type", _content_type(exchange.request_media_type, known)))
    return list(dict.fromkeys(kept))


def accept_of(operation: Operation) -> str:
    """The documented media types of the responses, as the value of an Accept header."""
    names = dict.fromkeys(name for response in operation.responses.values() for name in response.get("content", {}))
    return ", ".join(names) or "*/*"


def _headers(
    exchange: Exchange, operation: Operation, response: Mapping[str, Any], standins: StandIns
) -> list[tuple[str, str]]:
    described = {name.lower(): (name, header) for name, header in response.get("headers", {}).items()}
    known = MEDIA_TYPES | {name.lower() for one in operation.responses.values() for name in one.get("content", {})}
    kept = []
    lengths = [name for name, _ in exchange.headers if name.lower() in FRAMING]
    for name, value in exchange.headers:
        if name.lower() == "content-type":
            kept.append(("Content-Type", _content_type(value, known)))
        elif len(lengths) > 1 and name.lower() in FRAMING and _LENGTH.fullmatch(value):
            # They contradict each other, which is what is to be kept.
            kept.append((name.title(), value))
        elif name.lower() in described:
            documented, header = described[name.lower()]
            schemas = Schemas(operation.document, resolve(operation.document, header).get("schema"))
            is_number = bool(schemas.types() & {"integer", "number"}) and re.fullmatch("-?[0-9]{1,15}", value)
            kept.append((documented, value if is_number else standins.text(value, schemas)))
    return kept


def _content_type(value: str, known: set[str]) -> str:
    name = value.split(";")[0].strip()
    if name.lower() in known:
        charset = _CHARSET.search(value)
        return name + (charset[0] if charset else "")
    if not name:
        return ""
    return "application/x-undocumented" if _MEDIA_TYPE.fullmatch(name) else "malformed"
