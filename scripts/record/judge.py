"""What the contract says of an answer, as far as it must be known to file it: lawful, or refused by which check."""

from __future__ import annotations

import json

from scripts.document import Operation, resolve
from scripts.har import Exchange, Expected
from scripts.record.redact import is_json, media_type_of
from scripts.record.schemas import Schemas


def refusal(exchange: Exchange, operation: Operation, reason: str) -> Expected | None:
    """The check that refuses an answer and where, under ``reason``; None for an answer that the document allows."""
    found = operation.response_for(exchange.status)
    if found is None:
        return Expected("status_code_conformance", "", reason)
    content = {name.lower(): media for name, media in found[1].get("content", {}).items()}
    name = media_type_of(exchange.headers)
    if content and name not in content:
        return Expected("content_type_conformance", "", reason)
    media = resolve(operation.document, content.get(name, {}))
    if "schema" not in media or not is_json(name):
        return None
    try:
        value = json.loads(exchange.content)
    except (ValueError, RecursionError):
        return Expected("response_schema_conformance", "", reason)
    pointer = Schemas(operation.document, media["schema"]).first_fault(value)
    return None if pointer is None else Expected("response_schema_conformance", pointer, reason)
