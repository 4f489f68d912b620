# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""The connections that a client and its copies share."""

from __future__ import annotations

import re
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

import httpx

from ._setup import is_this_machine
from .errors import ConfigurationError

T = TypeVar("T")
# Nothing goes in clear to a proxy that only the environment names, nor does what stays on this machine.
_DIRECT = ("http://", "all://localhost", "all://127.0.0.1", "all://[::1]")


class Pool:
    """An httpx client of either kind, made when it is first needed."""

    def __init__(self, arguments: dict[str, Any], host: str) -> None:
        """Keep the ``arguments`` of the httpx clients to come, most of whose requests go to ``host``."""
        self._arguments = arguments
        if "proxy" not in arguments:
            direct = [*_DIRECT, f"all://{host}"] if is_this_machine(host) and ":" not in host else _DIRECT
            self._arguments["mounts"] = {**dict.fromkeys(direct), **(arguments.get("mounts") or {})}
        self._lock = Lock()
        self._sync: httpx.Client | None = None
        self._async: httpx.AsyncClient | None = None

    def sync(self) -> httpx.Client:
        """Return the client of synchronous calls."""
        with self._lock:
            if self._sync is None:
                self._sync = _made(httpx.Client, self._arguments)
            return self._sync

    def asynchronous(self) -> httpx.AsyncClient:
        """Return the client of asynchronous calls."""
        with self._lock:
            if self._async is None:
                self._async = _made(httpx.AsyncClient, self._arguments)
            return self._async

    def close(self) -> None:
        """Close what synchronous calls have opened."""
        self.sync().close()

    async def aclose(self) -> None:
        """Close what asynchronous calls have opened."""
        await self.asynchronous().aclose()


def _made(kind: Callable[..., T], arguments: dict[str, Any]) -> T:
    try:
        return kind(**arguments)
    except (httpx.InvalidURL, ValueError, OSError, ImportError) as error:
        # A proxy's own name and password stand before the @.
        reason = re.sub(r"\S*@", "***@", " ".join(str(error).split()))
        raise ConfigurationError(f"the proxy or certificate settings cannot be used: {reason[:200]}") from None
