# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""What a client is set up with: arguments, else the environment, else the document."""

from __future__ import annotations

import base64
import logging
import re
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import quote, quote_plus

import httpx

from ._answer import Credential
from .errors import ConfigurationError

SERVER_URL = "https://api.useapi.net/v1"
BASE_URL_VARIABLE = "USEAPI_BASE_URL"
TOKEN_VARIABLE = "USEAPI_TOKEN"
# In seconds; beyond it some system's clock overflows.
LONGEST = 1e9


def token_from(token: str | None, environment: Mapping[str, str]) -> str:
    """Return the token. Raises ConfigurationError, which does not show it, when there is none or it cannot be sent."""
    source = "the token"
    if token is None:
        token, source = environment.get(TOKEN_VARIABLE, ""), TOKEN_VARIABLE
    if not token:
        raise ConfigurationError(f"{source} is empty or not set: pass token= or set {TOKEN_VARIABLE}")
    wrong = next((index for index, character in enumerate(token) if not "!" <= character <= "~"), None)
    if wrong is not None:
        raise ConfigurationError(f"{source} holds a character that a header cannot carry, at position {wrong + 1}")
    return token


def base_url_from(base_url: str | None, environment: Mapping[str, str], *, allow_http: bool) -> str:
    """Return the base URL without a trailing slash. Raises ConfigurationError when it cannot be used."""
    source, text = "base_url", base_url
    if text is None:
        source, text = BASE_URL_VARIABLE, environment.get(BASE_URL_VARIABLE) or SERVER_URL
    try:
        url = httpx.URL(text)
        host, port = url.host, url.port or 1
    except (httpx.InvalidURL, ValueError):
        raise ConfigurationError(f"{source} is not a URL") from None
    if url.userinfo:
        raise ConfigurationError(f"{source} holds credentials: pass the token on its own")
    if url.scheme not in ("http", "https") or not host or "?" in text or "#" in text:
        raise ConfigurationError(f"{source} must be an http or https URL without query and fragment")
    if not _is_host(url.raw_host.decode("ascii")) or not 0 < port < 1 << 16:
        raise ConfigurationError(f"{source} names no host and port that there can be")
    if url.scheme == "http" and not allow_http and not is_this_machine(host):
        raise ConfigurationError(f"{source} is plain http, which shows the token to the network: pass allow_http=True")
    return str(url).rstrip("/")


def credential_of(credential: Credential, token: str) -> tuple[str, str, str]:
    """Where the ``token`` goes in a request, under what name, and as what text."""
    if credential.scheme == "basic":
        token = base64.b64encode(token.encode()).decode()
    words = f"{credential.scheme.capitalize()} " if credential.scheme else ""
    return credential.place, credential.name, f"{words}{token}"


def hide(secret: str) -> None:
    """Keep a ``secret`` that is part of a URL out of the lines that httpx logs."""
    logger = logging.getLogger("httpx")
    if not any(isinstance(known, _Hiding) and known.secret == secret for known in logger.filters):
        logger.addFilter(_Hiding(secret))


class _Hiding(logging.Filter):
    def __init__(self, secret: str) -> None:
        super().__init__()
        self.secret = secret
        self._written = {secret, quote(secret, safe=""), quote_plus(secret), quote(secret)}

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        for written in self._written:
            text = text.replace(written, "***")
        record.msg, record.args = text, ()
        return True


def seconds_of(name: str, seconds: float) -> float:
    """``seconds`` as they are. Raises ConfigurationError when no clock knows them."""
    if not 0 < seconds <= LONGEST:
        raise ConfigurationError(f"{name} must be above 0 and at most {LONGEST:.0f} seconds")
    return seconds


def is_this_machine(host: str) -> bool:
    """Whether what is sent to ``host`` leaves this machine by no network."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_host(host: str) -> bool:
    if ":" in host:
        return True
    labels = host.removesuffix(".").split(".")
    return len(host) < 255 and all(re.fullmatch("[0-9A-Za-z_-]{1,63}", label) for label in labels)
