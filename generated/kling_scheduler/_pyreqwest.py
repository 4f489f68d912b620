# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""Requests over pyreqwest, which is imported when the first one is sent."""

from __future__ import annotations

import os
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

from ._exchange import Outgoing, Receiver, TransportError
from ._proxies import Proxies
from ._setup import library
from .errors import ConfigurationError

_LATE = "the call took longer than its deadline"


class Pyreqwest:
    """Requests over pyreqwest, which the extra ``pyreqwest`` installs. Its asynchronous calls need asyncio."""

    def __init__(self, *, proxy: str | None = None, verify: bool | str = True) -> None:
        """Prepare connections; open none.

        Args:
            proxy: The URL of the proxy that everything goes through; by default the environment names one for https.
            verify: A file of further certificates to trust, or False to trust anybody.
        """
        self._proxies = Proxies(proxy)
        self._verify = verify
        self._forget()

    def _forget(self) -> None:
        self._process = os.getpid()
        self._lock = Lock()
        self._sync: dict[tuple[str | None, float], Any] = {}
        self._async: dict[tuple[str | None, float], Any] = {}

    def send(self, request: Outgoing, receiver: Receiver) -> None:
        """Send ``request`` and feed its answer to ``receiver``. Raises TransportError."""
        errors = library("pyreqwest.exceptions")
        client = self._opened(self._sync, "SyncClientBuilder", request)
        failure: TransportError | None = None
        try:
            with _built(client, request) as response:
                receiver.begin(response.status, list(response.headers.items()))
                reader = response.body_reader
                while (chunk := reader.read_chunk()) is not None:
                    receiver.feed(bytes(chunk))
        except errors.PyreqwestError as error:
            failure = _failure(errors, error, request)
        # Raised here, so that no exception of the library's hangs on it.
        if failure is not None:
            raise failure

    async def asend(self, request: Outgoing, receiver: Receiver) -> None:
        """Send ``request`` and feed its answer to ``receiver``. Raises TransportError."""
        errors = library("pyreqwest.exceptions")
        client = self._opened(self._async, "ClientBuilder", request)
        failure: TransportError | None = None
        try:
            async with _built(client, request) as response:
                receiver.begin(response.status, list(response.headers.items()))
                reader = response.body_reader
                while (chunk := await reader.read_chunk()) is not None:
                    receiver.feed(bytes(chunk))
        except errors.PyreqwestError as error:
            failure = _failure(errors, error, request)
        if failure is not None:
            raise failure

    def close(self) -> None:
        """Close the connections of synchronous calls, if there are any."""
        if self._process == os.getpid():
            opened, self._sync = self._sync, {}
            for one in opened.values():
                one.close()

    async def aclose(self) -> None:
        """Close the connections of asynchronous calls, if there are any."""
        if self._process == os.getpid():
            opened, self._async = self._async, {}
            for one in opened.values():
                await one.close()

    def _opened(self, known: dict[tuple[str | None, float], Any], builder: str, request: Outgoing) -> Any:
        if self._process != os.getpid():
            # The library's own threads did not come along, and nothing can be opened without them.
            raise ConfigurationError("pyreqwest does not outlive a fork: make the client in the new process")
        key = self._proxies.of(request.url), request.timeout
        if key not in known:
            with self._lock:
                if key not in known:
                    known[key] = self._made(builder, *key)
        return known[key]

    def _made(self, builder: str, proxy: str | None, timeout: float) -> Any:
        module = import_module("pyreqwest.client")
        reason = ""
        try:
            made = getattr(module, builder)().follow_redirects(False).error_for_status(False).referer(False)
            for encoding in ("gzip", "deflate", "brotli", "zstd"):
                made = getattr(made, encoding)(False)
            made = made.connect_timeout(timedelta(seconds=timeout)).read_timeout(timedelta(seconds=timeout))
            proxies = import_module("pyreqwest.proxy").ProxyBuilder
            made = made.no_proxy() if proxy is None else made.proxy(proxies.all(proxy))
            if isinstance(self._verify, str):
                made = made.add_root_certificate_pem(Path(self._verify).read_bytes())
            elif not self._verify:
                made = made.danger_accept_invalid_certs(True)
            return made.build()
        except (ValueError, OSError, import_module("pyreqwest.exceptions").PyreqwestError) as error:
            reason = type(error).__name__
        raise ConfigurationError(f"the proxy or certificate settings cannot be used: {reason}")


def _built(client: Any, request: Outgoing) -> Any:
    building = client.request(request.method, request.url).headers(request.headers)
    if request.content is not None:
        building = building.body_bytes(request.content)
    return building.timeout(timedelta(seconds=max(0.001, request.end - monotonic()))).build_streamed()


def _failure(errors: Any, error: Exception, request: Outgoing) -> TransportError:
    if isinstance(error, errors.RequestTimeoutError):
        return TransportError(_LATE if monotonic() >= request.end else "timed out", timed_out=True)
    if isinstance(error, errors.ConnectError):
        return TransportError("no connection: " + _cause(error))
    if isinstance(error, errors.NetworkError):
        return TransportError("the connection broke off")
    return TransportError("what came is not HTTP")


def _cause(error: Exception) -> str:
    details: Any = getattr(error, "details", None)
    causes: Any = details.get("causes") if details else None
    text = str(causes[-1]["message"]) if causes else ""
    return (" ".join(text.split()) or type(error).__name__)[:200]
