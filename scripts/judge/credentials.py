"""Credentials: how the right ones are carried, and those that must be refused, made from the right token."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import schemathesis

from scripts.document import Operation, resolve

# What asks for one thing under several names is a service of its own to try.
QUERY_NAMES = ("access_token", "api_key", "token", "key")


@dataclass(frozen=True)
class Credentials:
    """One way to carry something: ``value`` makes it of the token (empty: nothing is sent), ``shell`` of $USEAPI_TOKEN.

    ``header`` names a parameter of the query instead when it starts with a question mark.
    """

    value: Callable[[str], str]
    shell: str
    header: str = "Authorization"

    def headers(self, token: str) -> dict[str, str]:
        """What is sent among the headers."""
        value = self.value(token)
        return {self.header: value} if value and not self.header.startswith("?") else {}

    def query(self, token: str) -> dict[str, str]:
        """What is sent in the query."""
        return {self.header[1:]: self.value(token)} if self.header.startswith("?") else {}

    @property
    def in_shell(self) -> tuple[str, str]:
        """The same for people: the header's name and its value between the shell's double quotes."""
        return self.header, self.shell


RIGHT = Credentials(lambda token: f"Bearer {token}", "Bearer $USEAPI_TOKEN")
# The scheme's letters count in neither case (RFC 9110, section 11.1).
OTHER_LETTERS = Credentials(lambda token: f"bearer {token}", "bearer $USEAPI_TOKEN")

REFUSED = {
    "no-token": Credentials(lambda _token: "", ""),
    "empty-token": Credentials(lambda _token: "Bearer", "Bearer"),
    "wrong-token": Credentials(lambda _token: "Bearer not-the-token", "Bearer not-the-token"),
    "truncated-token": Credentials(lambda token: f"Bearer {token[:-1]}", "Bearer ${USEAPI_TOKEN%?}"),
    "longer-token": Credentials(lambda token: f"Bearer {token}x", "Bearer ${USEAPI_TOKEN}x"),
    "other-case": Credentials(
        lambda token: f"Bearer {token.swapcase()}", 'Bearer $(printf %s "$USEAPI_TOKEN" | tr a-zA-Z A-Za-z)'
    ),
    "other-scheme": Credentials(
        lambda token: f"Basic {b64encode(token.encode()).decode()}",
        "Basic $(printf %s \"$USEAPI_TOKEN\" | base64 | tr -d '\\n')",
    ),
    "token-under-other-scheme": Credentials(lambda token: f"Token {token}", "Token $USEAPI_TOKEN"),
    "token-without-scheme": Credentials(lambda token: token, "$USEAPI_TOKEN"),
    "token-in-other-header": Credentials(lambda token: token, "$USEAPI_TOKEN", header="X-Api-Key"),
    "token-in-a-cookie": Credentials(lambda token: f"token={token}", "token=$USEAPI_TOKEN", header="Cookie"),
    "token-in-the-query": Credentials(lambda token: token, "$USEAPI_TOKEN", header=f"?{QUERY_NAMES[0]}"),
    **{
        f"token-in-the-query-as-{name}": Credentials(lambda token: token, "$USEAPI_TOKEN", header=f"?{name}")
        for name in QUERY_NAMES[1:]
    },
}
# The two that a client could send by mistake.
LIKELY = ("no-token", "wrong-token")


def schemes(operation: Operation) -> Iterator[dict[str, Any]]:
    """The security schemes that an operation names, each once, in document order."""
    named = dict.fromkeys(name for requirement in operation.security for name in requirement)
    for name in named:
        yield resolve(operation.document, operation.document["components"]["securitySchemes"][name])


def right_for(operation: Operation) -> Credentials | None:
    """How the first documented way carries the token; None for an operation that asks for none.

    Raises LookupError for a way that one token cannot fill.
    """
    scheme = next(schemes(operation), None)
    if scheme is None:
        return None
    if scheme["type"] == "apiKey":
        name, place = str(scheme["name"]), scheme["in"]
        if place == "cookie":
            return Credentials(lambda token: f"{name}={token}", f"{name}=$USEAPI_TOKEN", header="Cookie")
        return Credentials(lambda token: token, "$USEAPI_TOKEN", header=f"?{name}" if place == "query" else name)
    if scheme["type"] == "http" and str(scheme.get("scheme", "")).lower() != "bearer":
        raise LookupError(f"{operation.id} takes its token under the scheme {scheme.get('scheme')}")
    return RIGHT


def refused_for(operation: Operation, token: str) -> dict[str, Credentials]:
    """What an operation must refuse, by name: nothing that its document takes, or that is the right token after all."""
    if not operation.security or {} in operation.security:
        return {}
    documented = {credentials.header.lower() for credentials in _documented(operation)}
    right = RIGHT.value(token)
    kept = {name: one for name, one in REFUSED.items() if name == "no-token" or one.value(token) != right}
    return {
        name: one
        for name, one in kept.items()
        if one.header.lower() not in documented - {"authorization"} and (one.value(token) or name == "no-token")
    }


def _documented(operation: Operation) -> Iterator[Credentials]:
    for scheme in schemes(operation):
        if scheme["type"] == "apiKey":
            header = {"query": f"?{scheme['name']}", "cookie": "Cookie"}.get(scheme["in"], scheme["name"])
            yield Credentials(lambda token: token, "$USEAPI_TOKEN", header=str(header))
        else:
            yield RIGHT


def bare(case: schemathesis.Case[Any], operation: Operation) -> schemathesis.Case[Any]:
    """A case without any credentials: generated ones would be judged in the place of those under trial."""
    taken = {credentials.header.lower() for credentials in _documented(operation)} | {"authorization", "cookie"}
    headers = case.headers.copy()
    for name in [name for name in headers if name.lower() in taken]:
        del headers[name]
    query = {name: value for name, value in case.query.items() if f"?{name}".lower() not in taken}
    return case.derive(headers=headers, query=query, cookies={})
