"""The sandbox's requests and answers as ASGI messages."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable, MutableMapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from scripts.document import BODILESS
from scripts.sandbox.messages import Answer, Refusal, Request

Headers = tuple[tuple[str, str], ...]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

MAX_BODY = 1 << 20
LONGEST_HANG = 300.0
# What the server puts into the scope's extensions, so that a fault can break the connection.
TRANSPORT = "sandbox.transport"


def read_request(scope: Scope) -> Request:
    """The request of an HTTP scope, its body unread; the same object for one that is the same but for its body."""
    raw_path: bytes = scope.get("raw_path") or quote(scope["path"]).encode()
    return _request(scope["method"], raw_path, scope["query_string"], tuple(scope["headers"]))


@lru_cache(maxsize=256)
def _request(method: str, path: bytes, query: bytes, raw: tuple[tuple[bytes, bytes], ...]) -> Request:
    headers: dict[str, str] = {}
    for raw_name, raw_value in raw:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return Request(method, path.decode("latin-1"), query.decode("latin-1"), headers)


async def read_body(receive: Receive) -> bytes:
    """The request's body. Raises Refusal (413) when it is longer than a sandbox needs."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MAX_BODY:
            raise Refusal(413, f"the body is longer than {MAX_BODY} bytes")
        if not message.get("more_body", False):
            return bytes(body)


async def send_answer(
    scope: Scope, receive: Receive, send: Send, answer: Answer, more: tuple[tuple[str, str], ...] = ()
) -> None:
    """Send ``answer`` in the way that it says, with ``more`` headers.

    Without a server's transport a broken connection is an OSError.
    """
    if answer.delay:
        await asyncio.sleep(answer.delay)
    transport = scope.get("extensions", {}).get(TRANSPORT)
    if answer.delivery == "hang":
        await _hang(receive)
    if answer.delivery in ("hang", "reset"):
        if transport is None:
            raise ConnectionResetError("the sandbox breaks the connection, as it was asked to")
        # With no time to linger the kernel sends a reset, not an end.
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
        return
    # A status whose answer ends with its head (RFC 9110, section 6.4.1): a body would be read as the next answer.
    whole = b"" if answer.status in BODILESS else answer.body
    headers = list(_encoded(answer.headers, more, bool(whole) or answer.status not in BODILESS))
    if answer.status not in (204, 304):
        headers.append((b"content-length", b"%d" % len(whole)))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    body = b"" if scope["method"] == "HEAD" else whole
    if answer.delivery == "cut":
        await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": transport is not None})
        if transport is not None:
            transport.close()
        return
    await send({"type": "http.response.body", "body": body})


@lru_cache(maxsize=256)
def _encoded(headers: Headers, more: Headers, has_type: bool) -> tuple[tuple[bytes, bytes], ...]:
    """The headers, and those of ``more`` that are not among them, as they are sent; answers repeat the same ones."""
    named = {name for name, _ in headers}
    return tuple(
        (name.encode("latin-1"), value.encode("latin-1"))
        for name, value in (*headers, *(one for one in more if one[0] not in named))
        if has_type or name != "content-type"
    )


async def lifespan(receive: Receive, send: Send) -> None:
    """Take part in a server's start and end."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def _hang(receive: Receive) -> None:
    try:
        async with asyncio.timeout(LONGEST_HANG):
            while (await receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return
