"""Credentials that an operation with bearer security must refuse, made from the right token."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass

RIGHT = ("Authorization", "Bearer $USEAPI_TOKEN")


@dataclass(frozen=True)
class Refused:
    """One header: ``value`` gives its text from the token (empty: it is not sent), ``shell`` from $USEAPI_TOKEN.

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


REFUSED = {
    "no-token": Refused(lambda _token: "", ""),
    "empty-token": Refused(lambda _token: "Bearer", "Bearer"),
    "wrong-token": Refused(lambda _token: "Bearer not-the-token", "Bearer not-the-token"),
    "truncated-token": Refused(lambda token: f"Bearer {token[:-1]}", "Bearer ${USEAPI_TOKEN%?}"),
    "longer-token": Refused(lambda token: f"Bearer {token}x", "Bearer ${USEAPI_TOKEN}x"),
    "other-case": Refused(
        lambda token: f"Bearer {token.swapcase()}", 'Bearer $(printf %s "$USEAPI_TOKEN" | tr a-zA-Z A-Za-z)'
    ),
    "other-scheme": Refused(
        lambda token: f"Basic {b64encode(token.encode()).decode()}",
        "Basic $(printf %s \"$USEAPI_TOKEN\" | base64 | tr -d '\\n')",
    ),
    "token-under-other-scheme": Refused(lambda token: f"Token {token}", "Token $USEAPI_TOKEN"),
    "token-without-scheme": Refused(lambda token: token, "$USEAPI_TOKEN"),
    "token-in-other-header": Refused(lambda token: token, "$USEAPI_TOKEN", header="X-Api-Key"),
    "token-in-a-cookie": Refused(lambda token: f"token={token}", "token=$USEAPI_TOKEN", header="Cookie"),
    "token-in-the-query": Refused(lambda token: token, "$USEAPI_TOKEN", header="?access_token"),
}
