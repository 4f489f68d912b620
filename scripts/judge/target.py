"""The server under judgement: a description of it, and within what bounds it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from scripts.judge.guard import SAFE, Bounds, Guard
from scripts.server import Server, SettingError, server

# What the document's own server is asked at most, and how many seconds lie between two requests.
BUDGET, INTERVAL = 15, 1.0
RUN_SECONDS = 120.0
# All that the document's own server is ever sent, whatever the document holds.
READING = frozenset({"GET", "HEAD"})

# Schemathesis configuration for what a client would ask, and no more.
PLAIN_REQUESTS: dict[str, Any] = {
    "generation": {"deterministic": True, "database": "none", "mode": "positive", "max-examples": 1},
    "phases": {"coverage": {"enabled": False}, "examples": {"enabled": False}, "stateful": {"enabled": False}},
}


class Target:
    """A server by name. ``base_url`` is None for an application in this process.

    ``spared`` says that it is the document's own server, which costs money and serves others. The token is an attribute
    that no representation shows: test frameworks print what they are given.
    """

    __slots__ = ("base_url", "bounds", "is_local", "name", "spared", "token")

    def __init__(
        self,
        name: str,
        token: str,
        base_url: str | None = None,
        *,
        bounds: Bounds | None = None,
        spared: bool = False,
        is_local: bool = True,
    ) -> None:
        """Without ``bounds``, as many requests are sent as it takes."""
        self.name = name
        self.token = token
        self.base_url = base_url
        self.bounds = bounds or Bounds(run=None)
        self.spared = spared
        self.is_local = is_local

    def __repr__(self) -> str:
        """The name alone."""
        return f"Target({self.name!r})"

    def guard(self) -> Guard:
        """A session within the bounds, with nothing sent yet."""
        return Guard(self.bounds, local=self.is_local)


def live_target(
    environment: Mapping[str, str], default_base_url: str, *, seconds: float = RUN_SECONDS, unsafe: bool = False
) -> Target:
    """The user's server, from ``USEAPI_TOKEN`` and ``USEAPI_BASE_URL``; it is asked for ``seconds`` at most.

    The document's own server is asked little and slowly, and to read alone, even if ``unsafe`` lets any method go out.
    A server on this machine may be sent methods that the document does not have, to see that they are turned down.

    Raises SettingError when there is no token or no usable URL.
    """
    asked = server(environment, default_base_url)
    if is_the_service(asked, default_base_url):
        bounds = Bounds(requests=BUDGET, interval=INTERVAL, run=seconds, methods=READING)
        return Target("live", str(asked.token), asked.base_url, bounds=bounds, spared=True, is_local=asked.is_local)
    bounds = Bounds(run=seconds, methods=None if unsafe or asked.is_local else SAFE)
    return Target("live", str(asked.token), asked.base_url, bounds=bounds, is_local=asked.is_local)


def is_the_service(asked: Server, default_base_url: str) -> bool:
    """Whether that is the document's own server, in whatever spelling of its address."""
    return _place(asked.base_url) == _place(default_base_url)


def _place(url: str) -> tuple[str, int | None]:
    """Host and port; the ports of http and https are one, since both lead to the same service."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise SettingError("a server's URL has no usable port") from None
    return (parts.hostname or "").rstrip("."), None if port in {80, 443} else port
