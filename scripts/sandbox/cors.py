"""Cross-origin requests: what a browser must be told so that a page from elsewhere may call (the Fetch standard).

Starlette's middleware would cost a fifth of all requests a second, and could not leave out what drives the sandbox.
"""

from __future__ import annotations

from collections.abc import Iterable

from scripts.sandbox.messages import Answer, Request

SHARED = (
    ("access-control-allow-origin", "*"),
    ("access-control-expose-headers", "*, retry-after, preference-applied, www-authenticate"),
)


def is_preflight(request: Request) -> bool:
    """Whether a browser asks for leave, rather than somebody for the operation OPTIONS."""
    headers = request.headers
    return request.method == "OPTIONS" and "origin" in headers and "access-control-request-method" in headers


def preflight(request: Request, methods: Iterable[str]) -> Answer:
    """Leave to send ``methods`` with the headers that the browser names."""
    # A wildcard would not cover Authorization.
    wanted = request.headers.get("access-control-request-headers", "*")
    allowed = (
        ("access-control-allow-methods", ", ".join(methods)),
        ("access-control-allow-headers", wanted),
        ("access-control-allow-private-network", "true"),
        ("access-control-max-age", "600"),
    )
    return Answer(204, (*SHARED, *allowed))
