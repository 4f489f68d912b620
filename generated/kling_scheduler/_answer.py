# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""What an operation asks of the client, and what it gets back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeGuard

from msgspec import Struct

from ._headers import Headers

EXCERPT = 200


class Credential(NamedTuple):
    """Where an operation wants the token: in a header, a query parameter or a cookie, after the words of a scheme."""

    place: str
    name: str
    scheme: str = ""
    optional: bool = False


class Request(Struct, frozen=True):
    """One request of an operation.

    ``path``, with its query, is relative to the base URL, or to ``server`` where the operation has one of its own.
    """

    operation: str
    method: str
    path: str
    headers: Mapping[str, str]
    content: bytes | None = None
    credential: Credential | None = None
    server: str | None = None


class Answer(Struct, frozen=True):
    """What the service answered, not yet judged; ``content`` has its content encoding undone."""

    operation: str
    status_code: int
    headers: Headers
    content: bytes
    secrets: tuple[bytes, ...] = ()
    attempts: int = 1

    def __repr__(self) -> str:
        """Leave out the token."""
        return f"Answer({self.operation!r}, {self.status_code})"

    def excerpt(self) -> str:
        """How the body begins: one line of at most 200 characters that can be printed, without the token."""
        content = self.content
        for secret in self.secrets:
            content = content.replace(secret, b"***")
        text = " ".join(content[:4096].decode("utf-8", "replace").split())
        text = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
        return text[:EXCERPT] + "..." * (len(text) > EXCERPT) or "(no body)"


def is_array(value: object) -> TypeGuard[list[Any]]:
    """Whether ``value`` is a JSON array."""
    return isinstance(value, list)


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether ``value`` is a JSON object."""
    return isinstance(value, dict)
