# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""Where requests go, with what token, and within what bounds."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from functools import lru_cache
from types import TracebackType
from typing import Any, NoReturn, Self

import httpx
from msgspec.structs import replace

from ._answer import Answer, Request
from ._pool import Pool
from ._receive import Receiver
from ._retry import Attempts
from ._setup import (
    BASE_URL_VARIABLE,
    base_url_from,
    credential_of,
    hide,
    seconds_of,
    token_from,
)
from .errors import NoAnswer, TimedOut

USER_AGENT = "kling-scheduler/0.1.0"


class Client:
    """A client for operations that need no token.

    It can be used as a context manager, plain or ``async``, which closes its connections at the end. It is safe to use
    from several threads; its asynchronous side belongs to one event loop.

    Args:
        base_url: Where the API is; by default ``USEAPI_BASE_URL`` in the environment, else
            ``https://api.useapi.net/v1``.
        headers: Sent with every request, over what the operation sends.
        timeout: Seconds to wait to connect, to send, and for each next part of the answer.
        deadline: Seconds that the body of one answer may take altogether, and after which nothing is asked again.
        max_retries: How often a call that may be repeated is asked again when there is no answer, or one of 408, 425,
            429, 500, 502, 503 or 504; as late as the service says. 0 turns it off.
        max_response_bytes: How large a body may be, its content encoding undone.
        allow_http: Permit plain http to a host that is not this machine.
        httpx_args: Further arguments of ``httpx.Client`` and ``httpx.AsyncClient``, such as ``transport`` or
            ``verify``.

    Raises:
        ConfigurationError: When the base URL cannot be used.
    """

    def __init__(
        self,
        *,
        base_url: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float = 30.0,
        deadline: float = 120.0,
        max_retries: int = 2,
        max_response_bytes: int = 16 * 1024 * 1024,
        allow_http: bool = False,
        httpx_args: Mapping[str, Any] | None = None,
    ) -> None:
        """Check the base URL; connect to nothing yet."""
        self._base_url = base_url_from(base_url, os.environ, allow_http=allow_http)
        # Whoever names a server has everything sent there, and the token nowhere else.
        self._is_elsewhere = base_url is not None or bool(os.environ.get(BASE_URL_VARIABLE))
        self._allow_http = allow_http
        # httpx.Headers hides the token when it is shown.
        self._headers = httpx.Headers({"Accept-Encoding": "gzip, deflate", "User-Agent": USER_AGENT})
        self._headers.update(headers)
        self._timeout = httpx.Timeout(seconds_of("timeout", timeout))
        self._deadline = deadline
        self._max_retries = max_retries
        self._max_response_bytes = max_response_bytes
        self._secret = b""
        self._pool = Pool(dict(httpx_args or {}), httpx.URL(self._base_url).host)
        self._owner = True

    @property
    def base_url(self) -> str:
        """Where the API is, without a trailing slash."""
        return self._base_url

    def __repr__(self) -> str:
        """Tell the base URL, never the token."""
        return f"{type(self).__name__}(base_url={self._base_url!r})"

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled: a pickle would hold the token."""
        raise TypeError(f"{type(self).__name__} cannot be pickled: make one where it is used")

    def with_headers(self, headers: Mapping[str, str]) -> Self:
        """Return a copy with more headers. It shares this client's connections and leaves closing them to it."""
        copy = self._copy()
        copy._headers.update(headers)
        return copy

    def with_timeout(self, timeout: float) -> Self:
        """Return a copy with another timeout. It shares this client's connections and leaves closing them to it."""
        copy = self._copy()
        copy._timeout = httpx.Timeout(seconds_of("timeout", timeout))
        return copy

    def _copy(self) -> Self:
        copy = object.__new__(type(self))
        copy.__dict__.update(self.__dict__, _headers=self._headers.copy(), _owner=False)
        return copy

    def send(self, request: Request) -> Answer:
        """Send ``request`` and read the whole answer, whatever its status. Redirects are not followed.

        Raises:
            errors.InvalidResponse: When the body is too large or its content encoding cannot be undone.
            errors.NoAnswer: When there is no answer; ``errors.TimedOut`` when it took too long.
        """
        attempts = Attempts(request.operation, request.method, self._max_retries, self._deadline)
        while True:
            try:
                answer = self._sent(request)
                wait = attempts.after(answer)
                if wait is None:
                    return answer if attempts.made == 1 else replace(answer, attempts=attempts.made)
            except NoAnswer as error:
                error.attempts = attempts.made
                wait = attempts.after_failure(error)
                if wait is None:
                    raise
            time.sleep(wait)

    async def asend(self, request: Request) -> Answer:
        """Like ``send``, without blocking the event loop."""
        attempts = Attempts(request.operation, request.method, self._max_retries, self._deadline)
        while True:
            try:
                answer = await self._asent(request)
                wait = attempts.after(answer)
                if wait is None:
                    return answer if attempts.made == 1 else replace(answer, attempts=attempts.made)
            except NoAnswer as error:
                error.attempts = attempts.made
                wait = attempts.after_failure(error)
                if wait is None:
                    raise
            await _sleep(wait)

    def _sent(self, request: Request) -> Answer:
        outgoing = self._outgoing(request)
        try:
            response = self._pool.sync().send(outgoing, stream=True, follow_redirects=False)
            try:
                receiver = self._receiver(request, response)
                if response.is_stream_consumed:
                    return receiver.whole(response.read())
                for chunk in response.iter_raw():
                    receiver.feed(chunk)
                return receiver.finish()
            finally:
                response.close()
        except httpx.RequestError as error:
            error.request = _bare(outgoing, self._base_of(request) + request.path)
            raise self._unanswered(request, error) from error

    async def _asent(self, request: Request) -> Answer:
        outgoing = self._outgoing(request)
        try:
            response = await self._pool.asynchronous().send(outgoing, stream=True, follow_redirects=False)
            try:
                receiver = self._receiver(request, response)
                if response.is_stream_consumed:
                    return receiver.whole(await response.aread())
                async for chunk in response.aiter_raw():
                    receiver.feed(chunk)
                return receiver.finish()
            finally:
                await response.aclose()
        except httpx.RequestError as error:
            error.request = _bare(outgoing, self._base_of(request) + request.path)
            raise self._unanswered(request, error) from error

    def _unanswered(self, request: Request, error: httpx.RequestError) -> NoAnswer:
        text = " ".join(str(error).split()) or type(error).__name__
        reason = text.replace(self._secret.decode("ascii"), "***") if self._secret else text
        kind = TimedOut if isinstance(error, httpx.TimeoutException) else NoAnswer
        return kind(request.operation, reason[:200])

    def _outgoing(self, request: Request) -> httpx.Request:
        headers = httpx.Headers(request.headers)
        headers.update(self._headers)
        url = _url(self._base_of(request) + request.path)
        if request.credential is not None and self._secret:
            place, name, value = credential_of(request.credential, self._secret.decode("ascii"))
            if place == "query":
                hide(value)
                url = url.copy_add_param(name, value)
            elif place == "cookie":
                headers["Cookie"] = "; ".join(filter(None, [headers.get("Cookie", ""), f"{name}={value}"]))
            else:
                headers.setdefault(name, value)
        return httpx.Request(
            request.method,
            url,
            headers=headers,
            content=request.content,
            extensions={"timeout": self._timeout.as_dict()},
        )

    def _base_of(self, request: Request) -> str:
        if request.server is None or self._is_elsewhere:
            return self._base_url
        return base_url_from(request.server, os.environ, allow_http=self._allow_http)

    def _receiver(self, request: Request, response: httpx.Response) -> Receiver:
        return Receiver(request.operation, response, self._secret, self._max_response_bytes, self._deadline)

    def close(self) -> None:
        """Close the connections of synchronous calls. Does nothing on a copy."""
        if self._owner:
            self._pool.close()

    async def aclose(self) -> None:
        """Close the connections of asynchronous calls. Does nothing on a copy."""
        if self._owner:
            await self._pool.aclose()

    def __enter__(self) -> Self:
        """Return this client."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections of synchronous calls."""
        self.close()

    async def __aenter__(self) -> Self:
        """Return this client."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections of asynchronous calls."""
        await self.aclose()


class AuthenticatedClient(Client):
    """A client that sends your token with every request that asks for it. It is used like ``Client``.

    Args:
        token: Your API token; by default ``USEAPI_TOKEN`` in the environment.

    Raises:
        ConfigurationError: When there is no token, when no header can carry it, or when the base URL cannot be used.
    """

    def __init__(
        self,
        *,
        token: str | None = None,
        base_url: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float = 30.0,
        deadline: float = 120.0,
        max_retries: int = 2,
        max_response_bytes: int = 16 * 1024 * 1024,
        allow_http: bool = False,
        httpx_args: Mapping[str, Any] | None = None,
    ) -> None:
        """Check the token and the base URL; connect to nothing yet."""
        super().__init__(
            base_url=base_url,
            headers=headers,
            timeout=timeout,
            deadline=deadline,
            max_retries=max_retries,
            max_response_bytes=max_response_bytes,
            allow_http=allow_http,
            httpx_args=httpx_args,
        )
        self._secret = token_from(token, os.environ).encode("ascii")


@lru_cache(maxsize=256)
def _url(text: str) -> httpx.URL:
    return httpx.URL(text)


async def _sleep(seconds: float) -> None:
    # Whatever event loop runs; few calls ever wait.
    from anyio import sleep

    await sleep(seconds)


def _bare(request: httpx.Request, url: str) -> httpx.Request:
    """The request as an exception may carry it, which can be pickled: without headers, body and token."""
    return httpx.Request(request.method, url)
