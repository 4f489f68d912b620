# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""The connections that a client and its copies share."""

from __future__ import annotations

from threading import Lock
from typing import Any

import httpx


class Pool:
    """An httpx client of either kind, made when it is first needed."""

    def __init__(self, arguments: dict[str, Any]) -> None:
        """Keep the ``arguments`` of the httpx clients to come."""
        self._arguments = arguments
        self._lock = Lock()
        self._sync: httpx.Client | None = None
        self._async: httpx.AsyncClient | None = None

    def sync(self) -> httpx.Client:
        """Return the client of synchronous calls."""
        with self._lock:
            if self._sync is None:
                self._sync = httpx.Client(**self._arguments)
            return self._sync

    def asynchronous(self) -> httpx.AsyncClient:
        """Return the client of asynchronous calls."""
        with self._lock:
            if self._async is None:
                self._async = httpx.AsyncClient(**self._arguments)
            return self._async

    def close(self) -> None:
        """Close what synchronous calls have opened."""
        self.sync().close()

    async def aclose(self) -> None:
        """Close what asynchronous calls have opened."""
        await self.asynchronous().aclose()
