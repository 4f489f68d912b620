# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""Where requests go, with what token, and within what bounds."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, Self

from msgspec.structs import replace

from ._answer import Answer, Request
from ._exchange import Outgoing, Receiver, TransportError
from ._headers import is_telling
from ._retry import Attempts
from ._secret import Secret, Token, TokenSource
from ._setup import (
    BASE_URL_VARIABLE,
    TOKEN_VARIABLE,
    base_url_from,
    credential_of,
    header_of,
    seconds_of,
)
from .errors import ConfigurationError, NoAnswer, TimedOut

if TYPE_CHECKING:
    from .api.scheduler import _calls as _calls_of_scheduler
    from .transports import Transport

USER_AGENT = "kling-scheduler/0.1.0"
_FIRST = (("accept-encoding", ("Accept-Encoding", "gzip, deflate")), ("user-agent", ("User-Agent", USER_AGENT)))


class Client:
    """A client for operations that need no token.

    It can be used as a context manager, plain or ``async``, which closes its connections at the end. It is safe to use
    from several threads; its asynchronous side belongs to one event loop.
    """

    _base_url = ""

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
        transport: Transport | None = None,
    ) -> None:
        """Make a client for operations that need no token. It connects to nothing yet.

        Args:
            base_url: Where the API is; by default ``USEAPI_BASE_URL`` in the environment, else
                ``https://api.useapi.net/v1``.
            headers: Sent with every request, over what the operation sends.
            timeout: Seconds to wait to connect, to send, and for each next part of the answer.
            deadline: Seconds that one call may take altogether, attempts and waits included.
            max_retries: How often a call that may be repeated is asked again when there is no answer, or one of 408,
                425, 429, 500, 502, 503 or 504; as late as the service says. 0 turns it off.
            max_response_bytes: How large a body may be, its content encoding undone.
            allow_http: Permit plain http to a host that is not this machine.
            transport: What carries the requests, with its proxy and certificates; by default ``transports.Httpx()``.

        Raises:
            ConfigurationError: When one of them cannot be used.
        """
        headers = _Hidden(headers or {})
        self._base_url = base_url_from(base_url, allow_http=allow_http)
        # Whoever names a server has everything sent there, and the token nowhere else.
        self._is_elsewhere = base_url is not None or bool(os.environ.get(BASE_URL_VARIABLE))
        self._allow_http = allow_http
        self._headers = dict(_FIRST)
        self._secrets: tuple[Secret, ...] = ()
        self._add(headers)
        self._timeout = seconds_of("timeout", timeout)
        self._deadline = seconds_of("deadline", deadline)
        self._max_retries = max_retries
        self._max_response_bytes = max_response_bytes
        self._token: Token | None = None
        self._transport = _default() if transport is None else transport
        self._owner = True

    @property
    def base_url(self) -> str:
        """Where the API is, without a trailing slash."""
        return self._base_url

    @property
    def aio(self) -> Asynchronous:
        """The same operations, to be awaited: ``await client.aio.…``."""
        return Asynchronous(self)

    @property
    def scheduler(self) -> _calls_of_scheduler.Calls:
        """The operations of ``scheduler``."""
        from .api.scheduler import _calls

        return _calls.Calls(self)

    def __repr__(self) -> str:
        """Tell the base URL, never the token."""
        return f"{type(self).__name__}(base_url={self._base_url!r})"

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled: a pickle would hold the token."""
        raise TypeError(f"{type(self).__name__} cannot be pickled: make one where it is used")

    def with_headers(self, headers: Mapping[str, str]) -> Self:
        """Return a copy with more headers. It shares this client's connections and leaves closing them to it.

        Args:
            headers: Sent with every request, over those of this client.

        Raises:
            ConfigurationError: When one of them cannot be sent.
        """
        headers = _Hidden(headers)
        copy = self._copy()
        copy._add(headers)
        return copy

    def with_timeout(self, timeout: float) -> Self:
        """Return a copy with another timeout. It shares this client's connections and leaves closing them to it.

        Args:
            timeout: Seconds to wait to connect, to send, and for each next part of the answer.

        Raises:
            ConfigurationError: When no clock knows so many.
        """
        copy = self._copy()
        copy._timeout = seconds_of("timeout", timeout)
        return copy

    def _copy(self) -> Self:
        copy = object.__new__(type(self))
        copy.__dict__.update(self.__dict__, _headers=self._headers.copy(), _owner=False)
        return copy

    def _add(self, headers: Mapping[str, str]) -> None:
        for name in headers:
            self._headers[name.lower()] = header_of(name, Secret(headers[name]))
            if is_telling(name) and headers[name].strip():
                # After the scheme, as services tend to echo it.
                self._secrets += Secret(headers[name]), Secret(headers[name].split()[-1])

    def _send(self, request: Request) -> Answer:
        attempts = Attempts(request.operation, request.method, self._max_retries, self._deadline)
        while True:
            try:
                answer = self._sent(request, None if self._token is None else self._token.now(), attempts)
                wait = attempts.after(answer)
                if wait is None:
                    return answer if attempts.made == 1 else replace(answer, attempts=attempts.made)
            except NoAnswer as error:
                error.attempts = attempts.made
                wait = attempts.after_failure(error)
                if wait is None:
                    raise
            time.sleep(wait)

    async def _asend(self, request: Request) -> Answer:
        attempts = Attempts(request.operation, request.method, self._max_retries, self._deadline)
        while True:
            try:
                answer = await self._asent(request, None if self._token is None else await self._token.anow(), attempts)
                wait = attempts.after(answer)
                if wait is None:
                    return answer if attempts.made == 1 else replace(answer, attempts=attempts.made)
            except NoAnswer as error:
                error.attempts = attempts.made
                wait = attempts.after_failure(error)
                if wait is None:
                    raise
            await _sleep(wait)

    def _sent(self, request: Request, token: Secret | None, attempts: Attempts) -> Answer:
        receiver = self._receiver(request, token, attempts)
        try:
            self._transport.send(self._outgoing(request, token, attempts), receiver)
            return receiver.finish()
        except TransportError as error:
            failure = error
        raise _unanswered(request, failure)

    async def _asent(self, request: Request, token: Secret | None, attempts: Attempts) -> Answer:
        receiver = self._receiver(request, token, attempts)
        try:
            await self._transport.asend(self._outgoing(request, token, attempts), receiver)
            return receiver.finish()
        except TransportError as error:
            failure = error
        raise _unanswered(request, failure)

    def _receiver(self, request: Request, token: Secret | None, attempts: Attempts) -> Receiver:
        hidden = self._secrets if token is None else (token, *self._secrets)
        # A short one may be part of another.
        secrets = sorted([secret.reveal().encode("utf-8") for secret in hidden], key=len, reverse=True)
        return Receiver(request.operation, tuple(secrets), self._max_response_bytes, attempts.end)

    def _outgoing(self, request: Request, token: Secret | None, attempts: Attempts) -> Outgoing:
        headers = {name.lower(): (name, value) for name, value in request.headers.items()}
        headers.update(self._headers)
        url = self._base_of(request) + request.path
        credential = request.credential
        if credential is not None and token is not None:
            if credential.place == "query":
                url = f"{url}{'&' if '?' in url else '?'}{credential_of(credential, token)}"
            elif credential.place == "cookie":
                crumbs = [headers["cookie"][1]] if "cookie" in headers else []
                headers["cookie"] = "Cookie", "; ".join([*crumbs, credential_of(credential, token)])
            else:
                headers.setdefault(credential.name.lower(), (credential.name, credential_of(credential, token)))
        elif credential is not None and not credential.optional and credential.name.lower() not in headers:
            raise ConfigurationError(f"{request.operation} needs a token: use AuthenticatedClient")
        return Outgoing(request.method, url, [*headers.values()], request.content, self._timeout, attempts.end)

    def _base_of(self, request: Request) -> str:
        if request.server is None or self._is_elsewhere:
            return self._base_url
        return base_url_from(request.server, allow_http=self._allow_http)

    def close(self) -> None:
        """Close the connections of synchronous calls. Does nothing on a copy."""
        if self._owner:
            self._transport.close()

    async def aclose(self) -> None:
        """Close the connections of asynchronous calls. Does nothing on a copy."""
        if self._owner:
            await self._transport.aclose()

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
    """A client that sends your token with every request that asks for it.

    It can be used as a context manager, plain or ``async``, which closes its connections at the end. It is safe to use
    from several threads; its asynchronous side belongs to one event loop.
    """

    def __init__(
        self,
        *,
        token: str | TokenSource | None = None,
        base_url: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float = 30.0,
        deadline: float = 120.0,
        max_retries: int = 2,
        max_response_bytes: int = 16 * 1024 * 1024,
        allow_http: bool = False,
        transport: Transport | None = None,
    ) -> None:
        """Make a client that sends your token. It connects to nothing yet.

        Args:
            token: Your API token, or what is asked for it before each request, which may be asynchronous for
                asynchronous calls; by default ``USEAPI_TOKEN`` in the environment.
            base_url: Where the API is; by default ``USEAPI_BASE_URL`` in the environment, else
                ``https://api.useapi.net/v1``.
            headers: Sent with every request, over what the operation sends.
            timeout: Seconds to wait to connect, to send, and for each next part of the answer.
            deadline: Seconds that one call may take altogether, attempts and waits included.
            max_retries: How often a call that may be repeated is asked again when there is no answer, or one of 408,
                425, 429, 500, 502, 503 or 504; as late as the service says. 0 turns it off.
            max_response_bytes: How large a body may be, its content encoding undone.
            allow_http: Permit plain http to a host that is not this machine.
            transport: What carries the requests, with its proxy and certificates; by default ``transports.Httpx()``.

        Raises:
            ConfigurationError: When there is no token, or when one of them cannot be used.
        """
        # From here on no frame of this call holds the text itself.
        source = Secret(token) if isinstance(token, str) else token
        del token
        headers = _Hidden(headers or {})
        super().__init__(
            base_url=base_url,
            headers=headers,
            timeout=timeout,
            deadline=deadline,
            max_retries=max_retries,
            max_response_bytes=max_response_bytes,
            allow_http=allow_http,
            transport=transport,
        )
        self._token = _token(source)


class Asynchronous:
    """The operations of a client, to be awaited."""

    def __init__(self, client: Client) -> None:
        """Call by way of ``client``."""
        self._client = client

    def __repr__(self) -> str:
        """Tell whose operations they are."""
        return f"{self._client!r}.aio"

    @property
    def scheduler(self) -> _calls_of_scheduler.AsyncCalls:
        """The operations of ``scheduler``."""
        from .api.scheduler import _calls

        return _calls.AsyncCalls(self._client)


class _Hidden(dict[str, str]):
    def __repr__(self) -> str:
        return "***"


def call(client: Client, request: Request) -> Answer:
    """Send ``request`` by way of ``client`` and read the whole answer, whatever its status.

    Raises:
        errors.InvalidResponse: When the body is too large or its content encoding cannot be undone.
        errors.NoAnswer: When there is no answer; ``errors.TimedOut`` when it took too long.
    """
    return client._send(request)  # pyright: ignore[reportPrivateUsage]


async def acall(client: Client, request: Request) -> Answer:
    """Like ``call``, without blocking the event loop."""
    return await client._asend(request)  # pyright: ignore[reportPrivateUsage]


def _token(given: Secret | TokenSource | None) -> Token:
    if given is not None:
        return Token(given, "the token")
    if not os.environ.get(TOKEN_VARIABLE):
        raise ConfigurationError(f"{TOKEN_VARIABLE} is empty or not set: pass token= or set {TOKEN_VARIABLE}")
    return Token(Secret(os.environ[TOKEN_VARIABLE]), TOKEN_VARIABLE)


def _unanswered(request: Request, error: TransportError) -> NoAnswer:
    kind = TimedOut if error.timed_out else NoAnswer
    return kind(request.operation, error.reason)


def _default() -> Transport:
    # Who brings another needs it not.
    from ._httpx import Httpx

    return Httpx()


async def _sleep(seconds: float) -> None:
    # Whatever event loop runs; few calls ever wait.
    from anyio import sleep

    await sleep(seconds)
