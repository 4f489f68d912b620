"""Redact an exchange by allow-list: what the document names survives, everything else goes or gets a stand-in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scripts.document import Operation, base_url, resolve
from scripts.har import Exchange
from scripts.record.lexing import rewritten
from scripts.record.schemas import UNJUDGED, Faults, Schemas
from scripts.record.standins import NoStandIn, StandIns

REDACTED = "REDACTED"
MEDIA_TYPES = {"text/html", "text/plain", "text/xml", "application/xml", "application/json", "application/problem+json"}
_CHARSET = re.compile(r";\s*charset=\"?(?:utf-?8|utf-?16|us-ascii|iso-8859-1|windows-1252)\"?", re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"[\w.+*-]+/[\w.+*-]+", re.ASCII)


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
    except NoStandIn:
        raise RedactionError("a value has no stand-in that the contract judges as it judges the value") from None
    changes.append("Headers, cookies and query values that the document does not name were removed.")
    return replace(
        exchange,
        url=base_url(operation.document) + operation.path,
        request_headers=_request_headers(exchange, operation),
        headers=headers,
        content=content,
        changes=[*changes, *said],
    )


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
    for name, value in exchange.headers:
        if name.lower() == "content-type":
            kept.append(("Content-Type", _content_type(value, known)))
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
