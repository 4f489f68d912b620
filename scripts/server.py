"""The server that a user names, and the token to ask it with."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit


class SettingError(LookupError):
    """A setting cannot be used; one sentence that names no secret."""


class Server:
    """The server to ask, its base URL without a slash at the end, and the token; None asks without one.

    No dataclass: test frameworks print the fields of those, whatever their representation.
    """

    __slots__ = ("base_url", "token")

    def __init__(self, base_url: str, token: str | None) -> None:
        self.base_url = base_url
        self.token = token

    def __repr__(self) -> str:
        """The URL alone."""
        return f"Server({self.base_url!r})"

    @property
    def is_local(self) -> bool:
        """Whether the server is on this machine."""
        host = urlsplit(self.base_url).hostname or ""
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"


def server(environment: Mapping[str, str], default_base_url: str, *, with_token: bool = True) -> Server:
    """The server and the token of ``USEAPI_BASE_URL`` and ``USEAPI_TOKEN``.

    Raises SettingError for a token that is missing or no header can carry, and for a URL that is none of an API's or
    would show the token to the network.
    """
    token = environment.get("USEAPI_TOKEN", "")
    if with_token and not token:
        raise SettingError("USEAPI_TOKEN is not set: it takes the API token of an account")
    if not token.isascii() or not token.isprintable() or " " in token:
        raise SettingError("USEAPI_TOKEN holds characters that a header cannot carry")
    found = Server(_usable(environment.get("USEAPI_BASE_URL") or default_base_url), token if with_token else None)
    if found.base_url.startswith("http:") and not found.is_local:
        raise SettingError(
            "USEAPI_BASE_URL is plain http to another machine, which would show the token to the network"
        )
    return found


def _usable(url: str) -> str:
    """The URL, its scheme and host in lower case, without a slash at the end. Raises SettingError."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0 and url.isprintable()
    except ValueError:
        usable = False
    if not usable or any(character in url for character in "@ ?#\\"):
        raise SettingError("USEAPI_BASE_URL is not an http or https URL without credentials, query and fragment")
    return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower()).geturl().rstrip("/")
