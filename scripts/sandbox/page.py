"""What the sandbox serves for people and programs besides the API: the reference page and the document itself."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML

from scripts.reference.page import Server, page, policy
from scripts.sandbox.messages import Answer, encode

FRONT = "/"
ASIDE = "/_page"
REFERENCE = "/reference"
# The makers of pages are told the sandbox's own address, as it was asked.
Pages = dict[str, Callable[[str], Answer]]


def pages(document: Mapping[str, Any], base_path: str, token: str, notes: Mapping[str, str]) -> Pages:
    """The makers of the pages, by path. ``token`` is one that everybody may know, or empty."""

    @lru_cache(maxsize=8)
    def reference(root: str) -> Answer:
        servers = [Server(root + base_path, "This sandbox", token=token, sources=("'self'",))]
        headers = ("content-security-policy", f"{policy(servers)}; frame-ancestors 'none'")
        return _answer("text/html; charset=utf-8", page(document, servers, notes), headers)

    return {
        REFERENCE: reference,
        "/openapi.json": lambda _: _answer("application/json", encode(document)),
        "/openapi.yaml": lambda _: _answer("application/yaml", _yaml(document)),
        "/healthz": lambda _: _answer("application/json", b'{"status":"ok"}'),
    }


def _answer(media_type: str, body: bytes, *headers: tuple[str, str]) -> Answer:
    return Answer(200, (("content-type", media_type), *headers), body)


def _yaml(document: Mapping[str, Any]) -> bytes:
    stream = io.BytesIO()
    YAML().dump(document, stream)
    return stream.getvalue()
