"""Small ASGI servers with one trait each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from typing import Any
from urllib.parse import unquote

from contract_tests.broken.answers import Answer
from scripts.sandbox import create_app

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]
# Which credentials a server admits, from the header that carries some, as it came, and the right token.
Admission = Callable[[str, str], bool]


class Answering:
    """A server that gives ``answer`` to everything; it can be given another one between requests."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.answer: Answer | None = None
        self._sandbox = create_app(document)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Speak ASGI 3."""
        if scope["type"] != "http" or self.answer is None:
            await self._sandbox(scope, receive, send)
            return
        headers = [(name.encode(), value.encode()) for name, value in self.answer.headers.items()]
        await send({"type": "http.response.start", "status": self.answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.answer.body})


def admitting(document: Mapping[str, Any], token: str, admits: Admission) -> App:
    """The sandbox, except that it admits whom ``admits`` does, each with the right token."""
    sandbox = create_app(document, token=token)

    async def app(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await sandbox(scope, receive, send)
            return
        headers = {name.lower(): value.decode() for name, value in scope["headers"]}
        carried = (headers.get(name) for name in (b"authorization", b"cookie", b"x-api-key"))
        sent = next(filter(None, carried), unquote(scope["query_string"].decode()))
        others = [pair for pair in scope["headers"] if pair[0].lower() != b"authorization"]
        admitted = [(b"authorization", f"Bearer {token}".encode())] if admits(sent, token) else []
        await sandbox({**scope, "headers": others + admitted}, receive, send)

    return app


def hasty(document: Mapping[str, Any], token: str, status: int) -> App:
    """The sandbox, except that it answers ``status`` to a request without credentials before it looks for them."""
    sandbox = create_app(document, token=token)

    async def app(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or any(name.lower() == b"authorization" for name, _ in scope["headers"]):
            await sandbox(scope, receive, send)
            return
        await send(
            {"type": "http.response.start", "status": status, "headers": [(b"content-type", b"application/json")]}
        )
        await send({"type": "http.response.body", "body": b'{"error":"Something else is wrong"}'})

    return app


def echoing(document: Mapping[str, Any], token: str, header: str | None, spell: Callable[[str], str] = str) -> App:
    """The sandbox, except that it sends the credentials back, as ``spell`` does: in a header, or in the body."""
    sandbox = create_app(document, token=token)

    async def app(scope: Message, receive: Receive, send: Send) -> None:
        async def send_with_echo(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [pair for pair in message["headers"] if pair[0].lower() != b"content-length"]
                echo = [(header.encode(), spell(token).encode())] if header else []
                message = {**message, "headers": kept + echo}
            elif message["type"] == "http.response.body" and header is None:
                member = b'{"debug":"%s",' % spell(token).encode()
                message = {**message, "body": message["body"].replace(b"{", member, 1)}
            await send(message)

        await sandbox(scope, receive, send_with_echo)

    return app


class InTurn:
    """A server that gives each of ``answers`` in turn, the last one ever after; None stands for the sandbox's own."""

    def __init__(self, document: Mapping[str, Any], answers: Sequence[Answer | None]) -> None:
        self._answering = Answering(document)
        self._left = list(answers)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Speak ASGI 3."""
        if scope["type"] == "http":
            self._answering.answer = self._left.pop(0) if len(self._left) > 1 else self._left[0]
        await self._answering(scope, receive, send)
