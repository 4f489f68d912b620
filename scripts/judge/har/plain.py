"""Tell plainly lawful answers at once: what the contract would say of them after a hundred times as long.

Whatever is not plainly lawful is left to the contract. The validator is the contract's own, and each condition is at
least as strict as the check that it stands for.
"""

from __future__ import annotations

import json
import re
from typing import Any

from scripts.document import Operation
from scripts.har import Exchange, header
from scripts.judge.contract import Contract
from scripts.judge.har.silence import silent
from scripts.judge.lenient import finite, refuse, unique
from scripts.secret import TELLING

# Well within what the checks allow, in seconds and bytes.
QUICK = 4.0
SMALL = 1 << 20
_CONTENT_TYPE = re.compile(r"(application/[a-z0-9.+-]*json)(?:; ?charset=utf-8)?", re.IGNORECASE)


class Plain:
    """A contract's view of plainly lawful answers."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._validators: dict[tuple[str, int, str], Any] = {}

    def is_lawful(self, exchange: Exchange) -> bool:
        """Whether no check of the contract can find anything in the answer; false where that takes more to know."""
        return (
            exchange.elapsed <= QUICK
            and 0 < len(exchange.content) <= SMALL
            and _is_framed(exchange.headers)
            and self._fits(exchange)
            and is_silent(exchange)
        )

    def _fits(self, exchange: Exchange) -> bool:
        """Whether the body is strict JSON under its documented schema."""
        match = _CONTENT_TYPE.fullmatch(header(exchange.headers, "content-type"))
        if match is None:
            return False
        key = (exchange.operation_id, exchange.status, match[1].lower())
        if key not in self._validators:
            self._validators[key] = self._validator(self._contract.operations[key[0]], *key[1:])
        validator = self._validators[key]
        if validator is None or exchange.content.startswith(b"\xef\xbb\xbf"):
            return False
        try:
            text = exchange.content.decode()
            # An escape may make half a character.
            if "\\ud" in text or "\\uD" in text:
                return False
            value = json.loads(text, object_pairs_hook=unique, parse_constant=refuse, parse_float=finite)
            return bool(validator.is_valid(value))
        except (ValueError, RecursionError):
            return False

    def _validator(self, operation: Operation, status: int, media_type: str) -> Any:
        """What Schemathesis itself holds such a body to; None for an answer that is more than that."""
        covering = operation.response_for(status) if operation.names(status) else None
        is_answer = 200 <= status < 300 or 400 <= status < 500
        if covering is None or not is_answer or operation.method == "HEAD":
            return None
        documented = covering[1]
        if documented.get("headers") or media_type not in documented.get("content", {}):
            return None
        described = self._contract.schema[operation.path][operation.method].responses.find_by_status_code(status)
        found = described.get_schema(media_type) if described else None
        if described is None or found is None or found.schema is None or found.media_type != media_type:
            return None
        return described.get_validator(found.media_type, found.schema)


def _is_framed(headers: list[tuple[str, str]]) -> bool:
    """Whether one Content-Type, and at most one statement of the length, is among the headers."""
    types = lengths = codings = 0
    for name, value in headers:
        lowered = name.lower()
        if lowered == "content-type":
            types += 1
        elif lowered == "content-length":
            lengths += 1 if value.isascii() and value.isdecimal() else 2
        elif lowered == "transfer-encoding":
            codings += 1 if value.lower() == "chunked" else 2
    return types == 1 and lengths + codings <= 1


def is_silent(exchange: Exchange) -> bool:
    """Whether the token that was sent comes back in no form; false where that takes more to know."""
    token = header(exchange.request_headers, "authorization").partition(" ")[2]
    if len(token) < TELLING:
        return True
    joined: dict[str, list[str]] = {}
    for name, value in exchange.headers:
        joined.setdefault(name.lower(), []).append(value)
    texts = [*(" ".join(values) for values in joined.values()), exchange.content.decode("utf-8", "replace")]
    return all(silent(text, token) for text in texts)
