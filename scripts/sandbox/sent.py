"""The parts of a request that parameters are read from, still as they were sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import unquote, unquote_plus

from scripts.sandbox.messages import Request

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Sent:
    """What was sent by place: in path and query names are decoded and values are not; header names are lower case."""

    path: Mapping[str, str]
    query: Pairs
    header: Mapping[str, str]
    cookie: Mapping[str, str]

    def pairs(self, place: str) -> Pairs:
        """Every name and value in a place."""
        return self.query if place == "query" else list(getattr(self, place).items())


def sent(request: Request, path_values: Mapping[str, str]) -> Sent:
    """The parts of ``request``; ``path_values`` stand in its path, still encoded."""
    try:
        cookies = {name: morsel.value for name, morsel in SimpleCookie(request.headers.get("cookie", "")).items()}
    except CookieError:
        cookies = {}
    return Sent(path_values, form_pairs(request.query), request.headers, cookies)


def form_pairs(text: str) -> Pairs:
    """The names, decoded, and values, not decoded, of a query or of a form."""
    parts = (part.partition("=") for part in text.split("&") if part)
    return [(unquote_plus(name), value) for name, _, value in parts]


def decoded(place: str, value: str) -> str:
    """The text that ``value`` stands for in a place of a request."""
    if place == "query":
        return unquote_plus(value)
    return unquote(value) if place == "path" else value
