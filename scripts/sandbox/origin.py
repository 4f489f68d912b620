"""Who may drive the sandbox: a page of another site may call the API, and nothing else.

A browser tells a page's origin, and a page whose name was bound anew to this machine (DNS rebinding) by its Host.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from scripts.sandbox.messages import Refusal, Request

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[^\s:/?#@\[\]\\]+)(?::[0-9]{0,5})?")
_MOST_KNOWN = 1000


class Hosts:
    """The names under which a sandbox is called: those of this machine, ``host``, and the address that was reached."""

    def __init__(self, host: str | None = None) -> None:
        self._host = (host or "").lower()
        self._everywhere = self._host in ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
        self._known: set[tuple[str, str]] = set()

    def check(self, request: Request, server: str) -> None:
        """Refuse a request for another host (421); ``server`` is the address that it reached.

        A name without a dot is no site's, and what a container is called.
        """
        header = request.headers.get("host", server)
        if (header, server) in self._known:
            return
        name = _name(header)
        if not (self._ours(name, server) or "." not in name.rstrip(".")):
            raise Refusal(421, f"this is no sandbox of {name[:80]!r}; call it by its address, or say --host")
        if len(self._known) < _MOST_KNOWN:
            self._known.add((header, server))

    def check_driver(self, request: Request, server: str) -> None:
        """Refuse (403) what a page of another site asks of the sandbox itself, by any name but its own ones."""
        host = request.headers.get("host", server)
        if not self._ours(_name(host), server):
            raise Refusal(403, "the sandbox's own pages and its control interface are there under its address alone")
        origin = request.headers.get("origin")
        if origin is not None and not _same(origin, host):
            raise Refusal(403, "the control interface takes nothing from a page of another site")
        if request.headers.get("sec-fetch-site", "none") in ("cross-site", "same-site") and request.method != "GET":
            raise Refusal(403, "the control interface takes nothing from a page of another site")

    def _ours(self, name: str, server: str) -> bool:
        if name in (server.lower(), self._host) or name == "localhost" or name.endswith(".localhost"):
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            # On every address the sandbox is called by whatever its network calls it, though by no site's name.
            return self._everywhere and "." not in name
        return address.is_loopback or self._everywhere or name == server.partition("%")[0].lower()


def _name(host: str) -> str:
    match = _HOST.fullmatch(host)
    if match is None:
        raise Refusal(400, f"the Host header names no host: {host[:80]!r}")
    return match["name"].strip("[]").lower()


def _same(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()
