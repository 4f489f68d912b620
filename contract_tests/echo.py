"""The ways in which a token can come back."""

from __future__ import annotations

import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from urllib.parse import unquote


def forms(token: str) -> set[str]:
    """How a token looks in an answer, once escapes are undone."""
    data = token.encode()
    encoded = {b64encode(data).decode(), urlsafe_b64encode(data).decode()}
    return {token, token[::-1], data.hex(), *(text.rstrip("=") for text in encoded)}


def spellings(text: str) -> Iterator[str]:
    """A text as it stands, and with its percent signs, JSON escapes and HTML references undone."""
    yield text
    yield unquote(text)
    yield unescape(text)
    with suppress(ValueError, RecursionError):
        yield json.dumps(json.loads(text), ensure_ascii=False)
