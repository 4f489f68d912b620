"""Send a run's requests within bounds that no server can stretch: in number, in rate, in time and in size."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from unittest.mock import patch

import requests

from scripts.judge.adapter import BoundedAdapter
from scripts.judge.connection import long_headers

# Methods that ask for nothing to be done (RFC 9110, section 9.2.1; QUERY is defined as safe, too).
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "QUERY"})
# Seconds that a server may be waited for which says that it was asked too often, and how often.
LONGEST_WAIT = 10.0
WAITS = 3


class Spent(requests.RequestException):
    """No further request may be sent; the text says why, as a clause of a sentence."""


class Withheld(requests.RequestException):
    """The request is not sent, since its method may do something."""


@dataclass(frozen=True)
class Bounds:
    """What a run may ask for: ``requests`` in all (None: as many as it likes), ``interval`` seconds between two.

    ``answer`` is how many seconds one answer may take from the first byte sent to the last one received, and ``run``
    how many all of them may (None: as long as it takes). ``methods`` are those that may be sent (None: any).
    """

    requests: int | None = None
    interval: float = 0.0
    answer: float = 15.0
    run: float | None = 120.0
    methods: frozenset[str] | None = None


class Guard(requests.Session):
    """A session that keeps ``bounds``; cookies are not kept, since they would make requests depend on each other.

    Of the environment, only its proxies and certificates count, and those for other machines alone: a netrc file would
    take the token's place. A server that says when to ask again is asked then, if that is soon. Raises Spent for a
    request beyond the bounds, Withheld for a method that they do not have, and ReadTimeout for an answer that takes too
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
        # The requests that had no whole answer, each with what was wrong; and how many had one.
        self.failed: list[tuple[requests.PreparedRequest, requests.RequestException]] = []
        self.answered = 0
        # Is told before each request how many that makes.
        self.watch: Callable[[int], None] | None = None
        # Whether a request would do what nobody said that it may.
        self.withheld: Callable[[requests.PreparedRequest], bool] = lambda _: False
        # Why nothing more is asked, once that is so.
        self.given_up = ""
        # Schemathesis would take the session's own headers for the user's.
        self.headers.clear()
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._began: float | None = None
        self._next = 0.0
        for prefix in ("http://", "https://"):
            self.mount(prefix, BoundedAdapter(self))

    def admit(self, request: requests.PreparedRequest) -> float:
        """Wait until ``request`` may be sent, and tell how many seconds its answer may take. Raises Spent, Withheld."""
        methods = self.bounds.methods
        if (methods is not None and request.method not in methods) or self.withheld(request):
            raise Withheld(f"{request.method} may do something", request=request)
        if self.given_up:
            raise Spent(self.given_up, request=request)
        if self.bounds.requests is not None and len(self.sent) >= self.bounds.requests:
            raise Spent(f"the {self.bounds.requests} requests that a run may send are spent", request=request)
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
        if self.bounds.run is None:
            return float("inf")
        left = (self._began or 0.0) + self.bounds.run - time.monotonic()
        if left <= 0:
            raise Spent(f"the run took longer than {self.bounds.run:g} seconds")
        return left

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        """Send a prepared request; what fails is kept in ``failed``."""
        for turn in range(WAITS + 1):
            try:
                response = super().send(request, **options)
            except (Spent, Withheld):
                raise
            except requests.RequestException as error:
                self.failed.append((request, error))
                raise
            self.answered += 1
            wait = response.headers.get("Retry-After", "")
            soon = wait.isdecimal() and len(wait) < 9 and float(wait) <= LONGEST_WAIT
            if response.status_code != HTTPStatus.TOO_MANY_REQUESTS or not soon or turn == WAITS:
                break
            time.sleep(min(float(wait), self.heed_time()))
        return response

    def merge_environment_settings(self, url: Any, proxies: Any, *others: Any) -> Any:
        """What Requests asks for each request: the environment's proxies are among it, unless it is this machine's."""
        named: Mapping[str, str] = requests.utils.get_environ_proxies(url) if self._proxied else {}
        return super().merge_environment_settings(url, {**named, **(proxies or {})}, *others)

    @contextmanager
    def in_force(self) -> Iterator[None]:
        """Let this session send everything that Schemathesis sends, and so what checks send by themselves.

        Those drop a session that they are given, and open one of their own.
        """
        # They take a quarter of a second, and help or a page needs none of it.
        from schemathesis.engine import context as engine
        from schemathesis.transport import requests as transport

        with (
            patch.object(transport, "SameHostRedirectsSession", lambda: self),
            patch.object(engine, "make_session", lambda *_, **__: self),
            long_headers(),
        ):
            yield
