"""What the sandbox serves for people and programs besides the API: the reference page and the document itself."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

from ruamel.yaml import YAML

from scripts.sandbox.assets import asset
from scripts.sandbox.messages import Answer, encode

# The page works without a network, and this holds it to that.
POLICY = "default-src 'self' 'unsafe-inline' data:; connect-src *; frame-ancestors 'none'"


FRONT = "/"
REFERENCE = "/reference"


def pages(document: Mapping[str, Any], base_path: str) -> dict[str, Callable[[], Answer]]:
    """The makers of the pages, by path."""
    return {
        REFERENCE: lambda: _page(reference(document, base_path)),
        "/_page/rapidoc-min.js": lambda: _answer("text/javascript", asset("rapidoc-min.js")),
        "/_page/readable.js": lambda: _answer("text/javascript", asset("readable.js")),
        "/openapi.json": lambda: _answer("application/json", encode(document)),
        "/openapi.yaml": lambda: _answer("application/yaml", _yaml(document)),
        "/healthz": lambda: _answer("application/json", b'{"status":"ok"}'),
    }


def reference(_document: Mapping[str, Any], base_url: str) -> bytes:
    """The reference page of ``document``, whose calls go to ``base_url`` on the server that the page came from."""
    # The base path comes from the document, so it could hold anything.
    literal = encode(base_url).decode()[1:-1].replace("<", "\\u003c").replace("$", "\\u0024")
    return asset("index.html").replace(b"@BASE_PATH@", literal.encode())


def _page(body: bytes) -> Answer:
    return _answer("text/html; charset=utf-8", body, ("content-security-policy", POLICY))


def _answer(media_type: str, body: bytes, *headers: tuple[str, str]) -> Answer:
    return Answer(200, (("content-type", media_type), *headers), body)


def _yaml(document: Mapping[str, Any]) -> bytes:
    stream = io.BytesIO()
    YAML().dump(document, stream)
    return stream.getvalue()
