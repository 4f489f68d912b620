"""Does a request, as it was saved, show the credentials that its operation asks for?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from scripts.document import Operation, resolve
from scripts.har import Exchange

# Below this length a cookie or a value of a query is found by chance.
TELLING = 8


def shows(operation: Operation, url: str, exchange: Exchange) -> bool:
    """Whether a requirement of the operation's is met in name, in the headers or the query of ``url``."""
    sent = {name.lower() for name, value in exchange.request_headers if value}
    cookies = "; ".join(value for name, value in exchange.request_headers if name.lower() == "cookie")
    named = {
        "header": sent,
        "query": {name for name, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True)},
        "cookie": {part.partition("=")[0].strip() for part in cookies.split(";")},
    }
    return not operation.security or any(
        all(_is_met(operation.document, scheme, named) for scheme in requirement) for requirement in operation.security
    )


def _is_met(document: Mapping[str, Any], name: str, named: Mapping[str, set[str]]) -> bool:
    scheme = resolve(document, document["components"]["securitySchemes"][name])
    if scheme["type"] != "apiKey":
        return "authorization" in named["header"]
    wanted = str(scheme["name"])
    return (wanted.lower() if scheme["in"] == "header" else wanted) in named[scheme["in"]]


def secrets(headers: Iterable[tuple[str, str]], url: str) -> set[str]:
    """What an exchange itself shows to be secret: its credentials, cookies and the values of its query."""
    found: set[str] = set()
    for name, value in headers:
        lowered = name.lower()
        if lowered in {"authorization", "proxy-authorization"}:
            found.add(value.partition(" ")[2].strip() or value)
        elif lowered in {"cookie", "set-cookie"}:
            found |= {part.partition("=")[2].strip() for part in value.split(";")}
        elif "key" in lowered or "token" in lowered or "secret" in lowered:
            found.add(value)
    try:
        query = urlsplit(url).query
    except ValueError:
        query = ""
    found |= {part.partition("=")[2] for part in query.split("&")}
    return {secret for secret in found if len(secret) >= TELLING}
