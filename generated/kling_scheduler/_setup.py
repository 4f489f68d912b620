# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""What a client is set up with: arguments, else the environment, else the document."""

from __future__ import annotations

import base64
import os
import re
from functools import lru_cache
from importlib import import_module
from typing import Any
from urllib.parse import quote, urlsplit

from ._answer import Credential
from ._secret import Secret
from .errors import ConfigurationError

SERVER_URL = "https://api.useapi.net/v1"
BASE_URL_VARIABLE = "USEAPI_BASE_URL"
TOKEN_VARIABLE = "USEAPI_TOKEN"
# In seconds; beyond it some system's clock overflows.
LONGEST = 1e9
# What a cookie's value, and what a path, may hold as it is.
_COOKIE = "!#$&'()*+-./:<=>?@[]^_`{|}~"
_PATH = "/%:@!$&'()*+,;=~"


def base_url_from(base_url: str | None, *, allow_http: bool) -> str:
    """Return the base URL without a trailing slash. Raises ConfigurationError when it cannot be used."""
    source, text = "base_url", base_url
    if text is None:
        source, text = BASE_URL_VARIABLE, os.environ.get(BASE_URL_VARIABLE) or SERVER_URL
    return _checked(source, text, allow_http)


@lru_cache(maxsize=64)
def _checked(source: str, text: str, allow_http: bool) -> str:
    try:
        url = urlsplit(text)
        name, port = url.hostname or "", url.port or 1
    except ValueError:
        raise ConfigurationError(f"{source} is not a URL") from None
    if "@" in url.netloc:
        raise ConfigurationError(f"{source} holds credentials: pass the token on its own")
    if url.scheme not in ("http", "https") or not name or "?" in text or "#" in text:
        raise ConfigurationError(f"{source} must be an http or https URL without query and fragment")
    if any(character <= " " or character in "\\\x7f" for character in text):
        raise ConfigurationError(f"{source} is not a URL")
    host = _host(name)
    if host is None or not 0 < port < 1 << 16 or url.netloc.endswith(":0"):
        raise ConfigurationError(f"{source} names no host and port that there can be")
    if url.scheme == "http" and not allow_http and not is_this_machine(host):
        raise ConfigurationError(f"{source} is plain http, which shows the token to the network: pass allow_http=True")
    where = f"[{host}]" if ":" in host else host
    default = 80 if url.scheme == "http" else 443
    number = f":{url.port}" if url.port not in (None, default) else ""
    return f"{url.scheme}://{where}{number}{quote(url.path, safe=_PATH)}".rstrip("/")


def credential_of(credential: Credential, token: Secret) -> str:
    """The ``token`` as its place in a request takes it: a header's value, or what a cookie or a query says."""
    text = token.reveal()
    if credential.place == "query":
        return f"{quote(credential.name, safe='')}={quote(text, safe='')}"
    if credential.place == "cookie":
        # A semicolon would begin another cookie.
        return f"{credential.name}={quote(text, safe=_COOKIE)}"
    if credential.scheme == "basic":
        text = base64.b64encode(text.encode()).decode()
    return f"{credential.scheme.capitalize()} {text}" if credential.scheme else text


def header_of(name: str, value: Secret) -> tuple[str, str]:
    """A header as it can be sent. Raises ConfigurationError, which does not show its value."""
    if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name):
        raise ConfigurationError(f"{name!r} is no name of a header")
    if not all(character == "\t" or " " <= character <= "~" for character in value.reveal()):
        raise ConfigurationError(f"the header {name} holds a character that a header cannot carry")
    return name, value.reveal().strip()


def library(name: str) -> Any:
    """The module ``name``. Raises ConfigurationError when its package, which is an extra, is not installed."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        missing = error.name
    raise ConfigurationError(f"{missing} is not installed: install it, or the extra that brings it")


def seconds_of(name: str, seconds: float) -> float:
    """``seconds`` as they are. Raises ConfigurationError when no clock knows them."""
    if not 0 < seconds <= LONGEST:
        raise ConfigurationError(f"{name} must be above 0 and at most {LONGEST:.0f} seconds")
    return seconds


def is_this_machine(host: str) -> bool:
    """Whether what is sent to ``host`` leaves this machine by no network."""
    if not host.replace(".", "").isdigit() and ":" not in host:
        return host == "localhost"
    from ipaddress import ip_address

    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _host(name: str) -> str | None:
    """``name`` as it is looked up; None when no host can have it."""
    if ":" in name:
        from ipaddress import ip_address

        try:
            return str(ip_address(name))
        except ValueError:
            return None
    try:
        host = name if name.isascii() else name.encode("idna").decode("ascii")
        # What is written as such a label must be one.
        host.encode("ascii").decode("idna")
    except UnicodeError:
        return None
    labels = host.removesuffix(".").split(".")
    fitting = all(re.fullmatch("[0-9A-Za-z_-]{1,63}", label) for label in labels)
    return host.lower() if fitting and len(host) < 255 else None
