# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""Requests over httpx or httpx2, which are imported when the first one is sent."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from threading import Lock, local
from time import monotonic
from typing import TYPE_CHECKING, Any

from ._exchange import Outgoing, Receiver, TransportError
from ._proxies import Proxies
from ._setup import library
from .errors import ConfigurationError

if TYPE_CHECKING:
    from ssl import SSLContext

_LATE = "the call took longer than its deadline"


class Httpx:
    """Requests over httpx."""

    _library = "httpx"

    def __init__(self, inner: Any = None, *, proxy: str | None = None, verify: bool | str | SSLContext = True) -> None:
        """Prepare connections; open none.

        Args:
            inner: A transport of the library's own that answers instead of the network, such as a mock or an
                application in this process.
            proxy: The URL of the proxy that everything goes through; by default the environment names one for https.
            verify: The file of the certificates to trust, a context of ``ssl``, or False to trust anybody.
        """
        self._inner = inner
        self._proxies = Proxies(proxy)
        self._verify = verify
        self._forget()

    def _forget(self) -> None:
        # Connections belong to the process that opened them: two that read from one get each other's answers.
        self._process = os.getpid()
        self._lock = Lock()
        self._now = local()
        self._sync: dict[str | None, Any] = {}
        self._async: dict[str | None, Any] = {}
        self._closed: set[str] = set()

    def send(self, request: Outgoing, receiver: Receiver) -> None:
        """Send ``request`` and feed its answer to ``receiver``. Raises TransportError."""
        lib = library(self._library)
        if "sync" in self._closed:
            raise RuntimeError("the client is closed")
        inner = self._inner or self._opened(self._sync, lib.HTTPTransport, request.url)
        self._now.end = request.end
        failure: TransportError | None = None
        try:
            response = inner.handle_request(_request(lib, request))
            try:
                receiver.begin(response.status_code, _pairs(response))
                for chunk in response.stream:
                    receiver.feed(chunk)
            finally:
                response.close()
        except lib.RequestError as error:
            failure = _failure(lib, error, request)
        # Raised here, so that no exception of the library's hangs on it.
        if failure is not None:
            raise failure

    async def asend(self, request: Outgoing, receiver: Receiver) -> None:
        """Send ``request`` and feed its answer to ``receiver``. Raises TransportError."""
        lib = library(self._library)
        fail_after = import_module("anyio").fail_after
        if "async" in self._closed:
            raise RuntimeError("the client is closed")
        inner = self._inner or self._opened(self._async, lib.AsyncHTTPTransport, request.url)
        failure: TransportError | None = None
        try:
            with fail_after(request.end - monotonic()):
                response = await inner.handle_async_request(_request(lib, request))
                try:
                    receiver.begin(response.status_code, _pairs(response))
                    async for chunk in response.stream:
                        receiver.feed(chunk)
                finally:
                    await response.aclose()
        except lib.RequestError as error:
            failure = _failure(lib, error, request)
        except TimeoutError:
            failure = TransportError(_LATE, timed_out=True)
        if failure is not None:
            raise failure

    def close(self) -> None:
        """Close the connections of synchronous calls, if there are any."""
        self._closed.add("sync")
        if self._process == os.getpid():
            opened, self._sync = self._sync, {}
            for one in (*opened.values(), *filter(None, [self._inner])):
                getattr(one, "close", int)()

    async def aclose(self) -> None:
        """Close the connections of asynchronous calls, if there are any."""
        self._closed.add("async")
        if self._process == os.getpid():
            opened, self._async = self._async, {}
            for one in (*opened.values(), *filter(None, [self._inner])):
                if hasattr(one, "aclose"):
                    await one.aclose()

    def _opened(self, known: dict[str | None, Any], kind: Any, url: str) -> Any:
        if self._process != os.getpid():
            stale, synchronous = known, known is self._sync
            self._forget()
            # Closed here, they would end the conversation of the process that goes on with them.
            _KEPT.append(stale)
            known = self._sync if synchronous else self._async
        proxy = self._proxies.of(url)
        if proxy not in known:
            with self._lock:
                if proxy not in known:
                    known[proxy] = self._made(kind, proxy)
        return known[proxy]

    def _made(self, kind: Any, proxy: str | None) -> Any:
        lib = library(self._library)
        reason = ""
        try:
            made = kind(verify=_trusted(self._library, self._verify), proxy=proxy)
            pool: Any = getattr(made, "_pool", None)
            # An httpcore whose pool is built otherwise waits by timeout alone.
            if kind is lib.HTTPTransport and hasattr(pool, "_network_backend"):
                pool._network_backend = _Backend(pool._network_backend, self._now, _core_of(pool))
            return made
        except (lib.InvalidURL, ValueError, OSError, ImportError) as error:
            # A proxy's own name and password stand before the @.
            reason = re.sub(r"\S*@", "***@", " ".join(str(error).split()))[:200]
        raise ConfigurationError(f"the proxy or certificate settings cannot be used: {reason}")


class Httpx2(Httpx):
    """Requests over httpx2, which the extra ``httpx2`` installs."""

    _library = "httpx2"


# What another process goes on with.
_KEPT: list[Any] = []


class _Backend:
    """Opens connections none of whose waits outlasts the call: httpx knows bounds for each wait alone."""

    def __init__(self, inner: Any, now: local, core: Any) -> None:
        self._inner, self._now, self._core = inner, now, core

    def connect_tcp(self, *arguments: Any, timeout: float | None = None, **options: Any) -> _Stream:
        left = _left(self._now, timeout, self._core.ConnectTimeout)
        return _Stream(self._inner.connect_tcp(*arguments, timeout=left, **options), self._now, self._core)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class _Stream:
    def __init__(self, inner: Any, now: local, core: Any) -> None:
        self._inner, self._now, self._core = inner, now, core

    def read(self, size: int, timeout: float | None = None) -> Any:
        return self._inner.read(size, timeout=_left(self._now, timeout, self._core.ReadTimeout))

    def write(self, content: bytes, timeout: float | None = None) -> None:
        self._inner.write(content, timeout=_left(self._now, timeout, self._core.WriteTimeout))

    def start_tls(self, *arguments: Any, timeout: float | None = None, **options: Any) -> _Stream:
        left = _left(self._now, timeout, self._core.ConnectTimeout)
        return _Stream(self._inner.start_tls(*arguments, timeout=left, **options), self._now, self._core)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


def _left(now: local, timeout: float | None, late: type[Exception]) -> float | None:
    end: float | None = getattr(now, "end", None)
    if end is None:
        return timeout
    left = end - monotonic()
    if left <= 0:
        raise late(_LATE)
    return left if timeout is None else min(left, timeout)


def _trusted(library: str, verify: bool | str | SSLContext) -> bool | SSLContext:
    if verify is True:
        return _authorities(library, _named("SSL_CERT_FILE"), _named("SSL_CERT_DIR"))
    if not isinstance(verify, str):
        return verify
    from ssl import create_default_context

    return create_default_context(cafile=verify)


def _named(variable: str) -> tuple[str, int]:
    path = os.environ.get(variable, "")
    with suppress(OSError):
        return path, os.stat(path).st_mtime_ns
    return path, -1


@lru_cache(maxsize=8)
def _authorities(library: str, *_named: tuple[str, int]) -> SSLContext:
    # Reading them takes longer than many a call, so clients share them until the environment or its file changes.
    context: SSLContext = import_module(library).create_ssl_context()
    return context


def _core_of(pool: object) -> Any:
    return import_module(type(pool).__module__.partition(".")[0])


@lru_cache(maxsize=256)
def _url(library: str, text: str) -> Any:
    return import_module(library).URL(text)


def _request(lib: Any, request: Outgoing) -> Any:
    left = max(0.001, min(request.timeout, request.end - monotonic()))
    timeout = dict.fromkeys(("connect", "read", "write", "pool"), left)
    return lib.Request(
        request.method,
        # A query may hold the token, or what is never asked for again.
        lib.URL(request.url) if "?" in request.url else _url(lib.__name__, request.url),
        headers=request.headers,
        content=request.content,
        extensions={"timeout": timeout},
    )


def _pairs(response: Any) -> list[tuple[str, str]]:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw]


def _failure(lib: Any, error: Exception, request: Outgoing) -> TransportError:
    if isinstance(error, lib.TimeoutException):
        late = monotonic() >= request.end
        return TransportError(_LATE if late else _words(error) or "timed out", timed_out=True)
    if isinstance(error, lib.RemoteProtocolError):
        # What else such an error says is the service's own text.
        known = re.match("Server disconnected|peer closed connection", str(error))
        return TransportError(known[0] if known else "what came is not HTTP")
    return TransportError(_words(error))


def _words(error: Exception) -> str:
    return (" ".join(str(error).split()) or type(error).__name__)[:200]
