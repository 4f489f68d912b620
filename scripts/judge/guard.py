"""Send a run's requests within bounds that no server can stretch: in number, in rate, in time and in size."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from unittest.mock import patch

import requests
import schemathesis.transport.requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import DecodeError, ProtocolError, ReadTimeoutError

from scripts.judge.hooks import LARGEST_BODY


class Spent(requests.RequestException):
    """No further request may be sent; the text says why, as a clause of a sentence."""


@dataclass(frozen=True)
class Bounds:
    """What a run may ask for: ``requests`` in all (None: as many as it likes), ``interval`` seconds between two.

    ``answer`` is how many seconds one answer may take from the first byte sent to the last one received, and ``run``
    how many all of them may.
    """

    requests: int | None = None
    interval: float = 0.0
    answer: float = 15.0
    run: float = 120.0


class Guard(requests.Session):
    """A session that keeps ``bounds``; cookies are not kept, since they would make requests depend on each other.

    Of the environment, only its proxies and certificates count, and those for other machines alone: a netrc file would
    take the token's place. Raises Spent for a request beyond the bounds, and ReadTimeout for an answer that takes too
    long, however it drips.
    """

    def __init__(self, bounds: Bounds, *, local: bool = True) -> None:
        super().__init__()
        self.bounds = bounds
        self.trust_env = False
        self._proxied = not local
        if not local:
            names = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
            self.verify = next((path for name in names if (path := os.environ.get(name))), True)
        self.sent: list[requests.PreparedRequest] = []
        # Is told before each request how many that makes.
        self.watch: Callable[[int], None] | None = None
        # Why nothing more is asked, once that is so.
        self.given_up = ""
        # Schemathesis would take the session's own headers for the user's.
        self.headers.clear()
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._began: float | None = None
        self._next = 0.0
        for prefix in ("http://", "https://"):
            self.mount(prefix, _Adapter(self))

    def admit(self, request: requests.PreparedRequest) -> float:
        """Wait until ``request`` may be sent, and tell how many seconds its answer may take. Raises Spent."""
        if self.bounds.requests is not None and len(self.sent) >= self.bounds.requests:
            raise Spent(f"the {self.bounds.requests} requests that a run may send are spent")
        now = time.monotonic()
        self._began = now if self._began is None else self._began
        time.sleep(max(0.0, self._next - now))
        left = self.heed_time()
        self._next = time.monotonic() + self.bounds.interval
        self.sent.append(request)
        if self.watch is not None:
            self.watch(len(self.sent))
        return min(self.bounds.answer, left)

    def heed_time(self) -> float:
        """The seconds that are left of the run. Raises Spent when there are none."""
        left = (self._began or 0.0) + self.bounds.run - time.monotonic()
        if left <= 0:
            raise Spent(f"the run took longer than {self.bounds.run:g} seconds")
        return left

    def merge_environment_settings(self, url: Any, proxies: Any, *others: Any) -> Any:
        """What Requests asks for each request: the environment's proxies are among it, unless it is this machine's."""
        named = requests.utils.get_environ_proxies(url) if self._proxied else {}
        return super().merge_environment_settings(url, {**named, **(proxies or {})}, *others)

    @contextmanager
    def in_force(self) -> Iterator[None]:
        """Let this session send everything that Schemathesis sends, and so what checks send by themselves.

        Those drop a session that they are given, and open one of their own.
        """
        with patch.object(schemathesis.transport.requests, "SameHostRedirectsSession", lambda: self):
            yield


class _Adapter(HTTPAdapter):
    def __init__(self, guard: Guard) -> None:
        super().__init__()
        self._guard = guard

    def send(self, request: requests.PreparedRequest, *_: object, **options: Any) -> requests.Response:
        seconds = self._guard.admit(request)
        until = time.monotonic() + seconds
        options |= {"stream": True, "timeout": seconds}
        outcome: queue.SimpleQueue[requests.Response | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                with ExitStack() as unfinished:
                    response = super(_Adapter, self).send(request, **options)
                    unfinished.callback(response.close)
                    _read(response, until)
                    unfinished.pop_all()
                outcome.put(response)
            except Exception as error:
                outcome.put(error)

        # A header that drips defeats every timeout of a socket; whoever waits for the thread is not held by it.
        threading.Thread(target=ask, daemon=True).start()
        try:
            found = outcome.get(timeout=max(0.0, until - time.monotonic()) + 0.1)
        except queue.Empty:
            found = requests.ReadTimeout(request=request)
        if isinstance(found, requests.Timeout):
            self._guard.heed_time()
        if isinstance(found, Exception):
            raise found
        return found


def _read(response: requests.Response, until: float) -> None:
    """Read the body, up to what a check needs to see that it is too large."""
    body = bytearray()
    try:
        while len(body) <= LARGEST_BODY and (chunk := response.raw.read1(65536, decode_content=True)):
            body += chunk
            if time.monotonic() > until:
                raise requests.ReadTimeout(response=response)
    except ReadTimeoutError:
        raise requests.ReadTimeout(response=response) from None
    except DecodeError as error:
        raise requests.exceptions.ContentDecodingError(error, response=response) from error
    except ProtocolError as error:
        raise requests.exceptions.ChunkedEncodingError(error, response=response) from error
    if len(body) > LARGEST_BODY:
        response.raw.close()
    response._content = bytes(body)
    response._content_consumed = True  # type: ignore[attr-defined]
    response.raw.release_conn()
