# Written from openapi.yaml by scripts/generate.py. Do not edit: change the document, then `tox run -e generate`.
"""What an operation asks of the client, and what it gets back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeGuard
from urllib.parse import quote

import httpx
from msgspec import UNSET, Struct, to_builtins

EXCERPT = 200


class Request(Struct, frozen=True):
    """One request of an operation; ``path`` is relative to the base URL."""

    operation: str
    method: str
    path: str
    headers: Mapping[str, str]
    params: Mapping[str, Any] | None = None
    content: bytes | None = None


class Answer(Struct, frozen=True):
    """What the service answered, not yet judged; ``content`` has its content encoding undone."""

    operation: str
    status_code: int
    headers: httpx.Headers
    content: bytes
    secret: bytes = b""

    def __repr__(self) -> str:
        """Leave out the token."""
        return f"Answer({self.operation!r}, {self.status_code})"

    def excerpt(self) -> str:
        """How the body begins: one line of at most 200 characters that can be printed, without the token."""
        content = self.content.replace(self.secret, b"***") if self.secret else self.content
        text = " ".join(content[:4096].decode("utf-8", "replace").split())
        text = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
        return text[:EXCERPT] + "..." * (len(text) > EXCERPT) or "(no body)"


def wire(values: Mapping[str, object]) -> dict[str, Any]:
    """Parameters as they go on the wire, by name; those that are ``UNSET`` or None are left out."""
    return {name: to_builtins(value) for name, value in values.items() if value is not UNSET and value is not None}


def texts(values: Mapping[str, object]) -> dict[str, str]:
    """Parameters as header values, a list's items joined with commas."""
    return {name: _text(value) for name, value in wire(values).items()}


def segment(value: object) -> str:
    """A path parameter as one segment of the path, which no value can leave."""
    text = quote(_text(to_builtins(value)), safe="")
    return text.replace(".", "%2E") if text.strip(".") == "" else text


def is_array(value: object) -> TypeGuard[list[Any]]:
    """Whether ``value`` is a JSON array."""
    return isinstance(value, list)


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether ``value`` is a JSON object."""
    return isinstance(value, dict)


def _text(value: object) -> str:
    if is_array(value):
        return ",".join(map(_text, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
