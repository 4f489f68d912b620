"""uvicorn's HTTP/1.1 protocol with the limits that it lacks, and its transport in the application's reach."""

from __future__ import annotations

import asyncio
import re
import sys
from contextlib import suppress
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from scripts.sandbox.asgi import TRANSPORT
from scripts.sandbox.joined import Joined

if sys.platform != "win32":
    import resource

MAX_HEAD = 64 * 1024  # bytes of a request before its body
RECEIVE_SECONDS = 20.0  # for a whole request, from the connection's or its own first byte
SPARE_HANDLES = 64
MOST_HANDLES = 10_240  # what macOS grants where it names no limit

# An offer of another protocol, as Java's client makes with each request: the parser would take the body for that one's.
OFFER = re.compile(rb"\r\nupgrade:", re.IGNORECASE)
TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


def most_connections() -> int:
    """How many connections may be open at once: what the limit of file handles leaves room for."""
    if sys.platform == "win32":
        return 500
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    # Where there is no limit, the system may still have one of its own.
    wanted = MOST_HANDLES if hard == resource.RLIM_INFINITY else hard
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    return max(1, (wanted if soft == resource.RLIM_INFINITY else soft) - SPARE_HANDLES)


class Protocol(HttpToolsProtocol):
    """Ends connections that send too slowly or too much beside bodies, or that are too many."""

    # Told when a server is made: who imports this has not asked for anything to change.
    most = SPARE_HANDLES

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # Bytes since a request began, or since the last of its body: a head, or trailers.
        self._beside = 0
        self._in_head = True
        self._is_between = True
        # When a whole request has to be there, and what looks whether it is.
        self._by: float | None = None
        self._look: asyncio.TimerHandle | None = None
        self._cycles: list[RequestResponseCycle] = []

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the connection, unless there are too many."""
        super().connection_made(transport)
        self._joined = Joined(transport)
        if len(self.connections) > self.most:
            transport.abort()
            return
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection, and tell every request of it."""
        self._received()
        if self._look is not None:
            self._look.cancel()
            self._look = None
        for cycle in self._cycles:
            cycle.disconnected = True
            cycle.message_event.set()
        self._cycles = []
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Feed the parser, as long as what comes beside a body is not too much."""
        self._beside += len(data)
        if self._in_head or self._is_between:
            head, end, rest = data.partition(b"\r\n\r\n")
            if OFFER.search(head):
                data = OFFER.sub(b"\r\nx-offer:", head) + end + rest
        super().data_received(data)
        if self._beside > MAX_HEAD and not self.transport.is_closing():
            if not self._in_head:
                self.transport.close()
            elif not self._ends_later():
                self.transport.write(TOO_LARGE)
                self.transport.close()

    def send_400_response(self, msg: str) -> None:
        """Refuse what cannot be read, unless something before it is not answered yet."""
        if not self._ends_later():
            super().send_400_response(msg)

    def _ends_later(self) -> bool:
        """Whether a request before still waits for its answer, which a refusal now would be taken for."""
        waiting = [cycle for cycle in self._cycles if not cycle.response_complete]
        if waiting:
            waiting[-1].keep_alive = False
            self._received()
            self.flow.pause_reading()
        return bool(waiting)

    def on_message_begin(self) -> None:
        """Start the time that a request has."""
        super().on_message_begin()
        self._in_head = True
        self._is_between = False
        self._beside = 0
        self._expect()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; what comes after a body is none (RFC 9110, section 6.5.1)."""
        if self._in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Hand the request to the application, with the transport that its faults need."""
        self._in_head = False
        extensions: dict[str, Any] = {TRANSPORT: self.transport}
        self.scope["extensions"] = extensions
        super().on_headers_complete()
        self.cycle.transport = self._joined  # type: ignore[assignment]
        self._cycles = [*(cycle for cycle in self._cycles if not cycle.response_complete), self.cycle]

    def on_body(self, body: bytes) -> None:
        """Take a part of the body."""
        self._beside = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is whole."""
        self._received()
        self._is_between = True
        self._beside = 0
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """The answer is written."""
        self._joined.flush()
        super().on_response_complete()

    def _expect(self) -> None:
        self._by = self.loop.time() + RECEIVE_SECONDS
        if self._look is None:
            self._look = self.loop.call_at(self._by, self._looked)

    def _received(self) -> None:
        self._by = None

    def _looked(self) -> None:
        """End the connection, if it is time; one timer looks after all its requests."""
        self._look = None
        if self._by is None:
            return
        if self._by > self.loop.time():
            self._look = self.loop.call_at(self._by, self._looked)
        else:
            self.transport.close()
