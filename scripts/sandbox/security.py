"""Who may call an operation: the document's security requirements, held against one token."""

from __future__ import annotations

import binascii
import hmac
from base64 import b64decode
from functools import lru_cache
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from scripts.document import DocumentError, Operation, at, pointer_of, resolve
from scripts.sandbox.messages import Request

REALM = 'realm="sandbox"'
# What a refusal calls a key, for which there is no registered scheme (RFC 9110, section 11.6.1, wants one named).
KEY = "ApiKey"


class Security:
    """The security of one operation: alternatives, each of which is a set of schemes that must all be met.

    An alternative that asks for what no token is, such as a certificate, is left out. Raises DocumentError when none
    is left.
    """

    def __init__(self, operation: Operation) -> None:
        alternatives = [[_scheme(operation, name) for name in requirement] for requirement in operation.security]
        self._alternatives = [schemes for schemes in alternatives if all(map(_is_carried, schemes))]
        # Clients send what they sent before.
        self._admitted = lru_cache(maxsize=256)(self._admits)
        if alternatives and not self._alternatives:
            names = ", ".join(dict.fromkeys(name for requirement in operation.security for name in requirement))
            place = pointer_of(["paths", operation.path, operation.method.lower(), "security"])
            raise DocumentError(f"#{place}: the sandbox has one token, which none of these can carry: {names}")

    @property
    def challenge(self) -> str:
        """The value of ``WWW-Authenticate`` for who is not admitted."""
        schemes = [scheme for schemes in self._alternatives for scheme in schemes]
        return ", ".join(dict.fromkeys(map(_challenge, schemes))) or f"Bearer {REALM}"

    def admits(self, request: Request, token: str) -> bool:
        """Whether the request carries ``token`` where one of the alternatives wants it."""
        return not self._alternatives or self._admitted(request, token)

    def _admits(self, request: Request, token: str) -> bool:
        return any(
            all(any(same(given, token) for given in _credentials(request, scheme)) for scheme in schemes)
            for schemes in self._alternatives
        )


def same(given: str | None, token: str) -> bool:
    """Whether ``given`` is the token, told in a time that does not depend on where the two differ."""
    return given is not None and hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())


def _scheme(operation: Operation, name: str) -> dict[str, Any]:
    scheme: dict[str, Any] = resolve(
        operation.document, at(operation.document, pointer_of(["components", "securitySchemes", name]))
    )
    return scheme


def _is_carried(scheme: dict[str, Any]) -> bool:
    if scheme.get("type") == "http":
        return str(scheme.get("scheme")).lower() in ("bearer", "basic")
    return scheme.get("type") in ("apiKey", "oauth2", "openIdConnect")


def _challenge(scheme: dict[str, Any]) -> str:
    if scheme["type"] == "apiKey":
        return f"{KEY} {REALM}"
    return f"{'Basic' if _is_basic(scheme) else 'Bearer'} {REALM}"


def _is_basic(scheme: dict[str, Any]) -> bool:
    return scheme["type"] == "http" and str(scheme["scheme"]).lower() == "basic"


def _credentials(request: Request, scheme: dict[str, Any]) -> list[str | None]:
    """What may be the token."""
    if scheme["type"] != "apiKey":
        kind, _, value = request.headers.get("authorization", "").partition(" ")
        if _is_basic(scheme):
            return _user_and_password(value) if kind.lower() == "basic" else []
        return [value.strip(" ") if kind.lower() == "bearer" else None]
    name = str(scheme["name"])
    if scheme["in"] == "header":
        return [request.headers.get(name.lower())]
    if scheme["in"] == "query":
        return [parse_qs(request.query, keep_blank_values=True).get(name, [None])[0]]
    try:
        morsel = SimpleCookie(request.headers.get("cookie", "")).get(name)
    except CookieError:
        return []
    return [None if morsel is None else morsel.value]


def _user_and_password(value: str) -> list[str | None]:
    # Either may be the token, which may itself hold a colon: so may what is before and after any of them.
    try:
        text = b64decode(value.strip(), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return []
    places = [place for place, sign in enumerate(text) if sign == ":"]
    return [part for place in places for part in (text[:place], text[place + 1 :])]
