"""Are the requests on file those of the document?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from scripts.document import Operation, at, base_path, base_url, operations, pointer_of, resolve
from scripts.har import Exchange
from scripts.sandbox.inputs import Inputs
from scripts.sandbox.messages import Request


def consistent(document: Mapping[str, Any], exchanges: Iterable[Exchange]) -> bool:
    """Whether each exchange has an operation of its id with its method and URL, and credentials as it asks.

    A request that was answered with success has parameters and a body that the document takes; one that was made up as
    unlawful has not.
    """
    known = {operation.id: operation for operation in operations(document)}
    return all(
        exchange.operation_id in known and _fits(known[exchange.operation_id], exchange) for exchange in exchanges
    )


def _fits(operation: Operation, exchange: Exchange) -> bool:
    template = re.escape(base_url(operation.document) + operation.path)
    url = re.sub(r"\\\{[^{}]+\\\}", "[^/]+", template)
    return (
        exchange.method == operation.method
        and re.fullmatch(url, exchange.url.partition("?")[0]) is not None
        and _credentials_explain_the_status(operation, exchange)
        and (not 200 <= exchange.status < 300 or _is_taken(operation, exchange))
        and not (exchange.request_unlawful and _is_taken(operation, exchange))
    )


def _is_taken(operation: Operation, exchange: Exchange) -> bool:
    url = urlsplit(exchange.url)
    found = operation.path_values(url.path.removeprefix(base_path(operation.document)))
    values = {name: quote(value, safe="") for name, value in found.items()}
    sent = {name.lower(): value for name, value in exchange.request_headers}
    request = Request(exchange.method, url.path, url.query, sent, exchange.request_content)
    return Inputs(operation).violation(request, values) is None


def _credentials_explain_the_status(operation: Operation, exchange: Exchange) -> bool:
    """Success needs credentials that suffice, and whoever has them by asking for none is not refused as a stranger."""
    if 200 <= exchange.status < 300:
        return not operation.security or any(
            all(_sent(operation, name, exchange) for name in requirement) for requirement in operation.security
        )
    return exchange.status != 401 or (bool(operation.security) and all(operation.security))


def _sent(operation: Operation, name: str, exchange: Exchange) -> bool:
    pointer = pointer_of(["components", "securitySchemes", name])
    scheme = resolve(operation.document, at(operation.document, pointer))
    headers = {header.lower(): value for header, value in exchange.request_headers}
    match scheme.get("type"), scheme.get("in"):
        case "http", _:
            return headers.get("authorization", "").lower().startswith(f"{scheme.get('scheme', '')} ".lower())
        case "apiKey", "header":
            return str(scheme["name"]).lower() in headers
        case "apiKey", "query":
            return scheme["name"] in parse_qs(urlsplit(exchange.url).query)
        case "apiKey", "cookie":
            return f"{scheme['name']}=" in headers.get("cookie", "")
        case "oauth2" | "openIdConnect", _:
            return headers.get("authorization", "").lower().startswith("bearer ")
    return False
