"""Who may call an operation: the document's security requirements, held against one token."""

from __future__ import annotations

import hmac
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from scripts.document import DocumentError, Operation, at, pointer_of, resolve
from scripts.sandbox.messages import Request


class Security:
    """The security of one operation: alternatives, each of which is a set of schemes that must all be met.

    Raises DocumentError for a scheme that one token cannot meet.
    """

    def __init__(self, operation: Operation) -> None:
        self._alternatives = [[_scheme(operation, name) for name in requirement] for requirement in operation.security]

    def admits(self, request: Request, token: str) -> bool:
        """Whether the request carries ``token`` where one of the alternatives wants it."""
        if not self._alternatives:
            return True
        return any(
            all(same(_credential(request, scheme), token) for scheme in schemes) for schemes in self._alternatives
        )


def same(given: str | None, token: str) -> bool:
    """Whether ``given`` is the token, told in a time that does not depend on where the two differ."""
    return given is not None and hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())


def _scheme(operation: Operation, name: str) -> dict[str, Any]:
    pointer = pointer_of(["components", "securitySchemes", name])
    scheme: dict[str, Any] = resolve(operation.document, at(operation.document, pointer))
    bearer = scheme.get("type") == "http" and str(scheme.get("scheme")).lower() == "bearer"
    if not bearer and scheme.get("type") not in ("apiKey", "oauth2", "openIdConnect"):
        raise DocumentError(f"#{pointer}: the sandbox has one token, which this scheme cannot carry")
    return scheme


def _credential(request: Request, scheme: dict[str, Any]) -> str | None:
    if scheme["type"] != "apiKey":
        kind, _, value = request.headers.get("authorization", "").partition(" ")
        return value.strip(" ") if kind.lower() == "bearer" else None
    name = str(scheme["name"])
    if scheme["in"] == "header":
        return request.headers.get(name.lower())
    if scheme["in"] == "query":
        return parse_qs(request.query, keep_blank_values=True).get(name, [None])[0]
    try:
        morsel = SimpleCookie(request.headers.get("cookie", "")).get(name)
    except CookieError:
        return None
    return None if morsel is None else morsel.value
