"""The reference page as one file that needs no network."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scripts.document import base_path, base_url
from scripts.publish.inline import dereferenced
from scripts.sandbox.assets import asset

TEMPLATE = Path(__file__).parent / "files" / "page.html"
SANDBOX = "http://127.0.0.1:4010"
LOOPBACK = ("http://127.0.0.1:*", "http://localhost:*")


def page(document: Mapping[str, Any]) -> bytes:
    """The page of ``document``, with the program that draws it; Try It asks the server that its reader picks."""
    servers = [
        {"url": base_url(document), "description": "The service"},
        {"url": SANDBOX + base_path(document), "description": "The sandbox on this machine"},
    ]
    service = urlsplit(servers[0]["url"])
    parts = {
        # Try It may ask the service and this machine, and nobody else.
        "REACHED": " ".join([*([f"{service.scheme}://{service.netloc}"] if service.netloc else []), *LOOPBACK]),
        "TITLE": _text(f"{document['info']['title']} {document['info']['version']}"),
        # RapiDoc takes every reference for a recursion. Neither an end tag nor a comment can start in it.
        "DOCUMENT": json.dumps({**dereferenced(document), "servers": servers}).replace("<", "\\u003c"),
        "LICENCE": asset("rapidoc-min.js.LICENSE.txt").decode().replace("--", "- -"),
        "READABLE": asset("readable.js").decode(),
        "PROGRAM": asset("rapidoc-min.js").decode().replace("</script", "<\\/script").replace("<!--", "<\\!--"),
    }
    template = TEMPLATE.read_text(encoding="utf-8")
    return re.sub(r"@([A-Z]+)@", lambda found: parts[found[1]], template).encode()


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
