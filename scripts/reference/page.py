"""Write the page: one file of HTML, style and script, which its own policy holds to the servers that it names."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scripts.reference.texts import address, markdown
from scripts.reference.view import View

FILES = Path(__file__).with_name("templates")


@dataclass(frozen=True)
class Server:
    """A server that the reader may ask. ``asks`` is whether the page asks before it sends anything there.

    ``token`` is filled in for it, so it is one that everybody may know. ``sources`` are what the policy allows.
    """

    url: str
    label: str
    asks: bool = False
    token: str = ""
    sources: tuple[str, ...] = ()


def page(document: Mapping[str, Any], servers: Sequence[Server], notes: Mapping[str, str] | None = None) -> bytes:
    """The page of ``document``, whose samples name the first of ``servers``; ``notes`` are its comments by pointer."""
    style, script = (_file(name) for name in ("page.css", "try.js"))
    view = View(document, notes or {})
    template = _environment().get_template("page.html.jinja")
    text = template.render(
        view=view, info=document["info"], servers=servers, style=style, script=script, policy=policy(servers),
    )  # fmt: skip
    return text.encode(errors="xmlcharrefreplace")


def policy(servers: Sequence[Server]) -> str:
    """The content security policy: our own style and script by their sums, and the named servers."""
    hashes = [_hash(_file(name)) for name in ("page.css", "try.js")]
    reached = list(dict.fromkeys(one for server in servers for one in server.sources or _origin(server.url)))
    asked = " ".join(reached or ["'none'"])
    return "; ".join(
        [
            "default-src 'none'",
            f"style-src '{hashes[0]}'",
            f"script-src '{hashes[1]}'",
            f"connect-src {asked}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _origin(url: str) -> tuple[str, ...]:
    parts = urlsplit(url)
    return (f"{parts.scheme}://{parts.netloc}",) if parts.netloc else ("'self'",)


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _file(name: str) -> str:
    return (FILES / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FILES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(markdown=markdown, address=address)
    return environment
