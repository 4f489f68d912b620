"""The reference page as one file that needs no network."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scripts.document import base_path, base_url
from scripts.sandbox.assets import asset

TEMPLATE = Path(__file__).parent / "files" / "page.html"
SANDBOX = "http://127.0.0.1:4010"


def page(document: Mapping[str, Any]) -> bytes:
    """The page of ``document``, with the program that draws it; Try It asks the server that its reader picks."""
    servers = [
        {"url": base_url(document), "description": "The service"},
        {"url": SANDBOX + base_path(document), "description": "The sandbox on this machine"},
    ]
    parts = {
        "@TITLE@": _text(f"{document['info']['title']} {document['info']['version']}"),
        "@DOCUMENT@": _script(json.dumps({**document, "servers": servers})),
        "@LICENCE@": asset("rapidoc-min.js.LICENSE.txt").decode().replace("--", "- -"),
        "@PROGRAM@": _script(asset("rapidoc-min.js").decode()),
    }
    html = TEMPLATE.read_text(encoding="utf-8")
    for name, text in parts.items():
        before, after = html.split(name)
        html = before + text + after
    return html.encode()


def _script(text: str) -> str:
    """Text that ends no script element, wherever it stands in one: within a string, ``<`` may be escaped."""
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
