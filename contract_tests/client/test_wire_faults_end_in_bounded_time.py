"""Does each fault of the wire end, soon and without the token, in a documented exception or a result?"""

from __future__ import annotations

import asyncio
import gzip
import re
import socket
import struct
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread

import pytest
from kling_scheduler import AuthenticatedClient, errors
from kling_scheduler.api.scheduler import get_running_tasks
from kling_scheduler.transports import Httpx, Httpx2, Pyreqwest, Transport

TOKEN = "canary-4711"
EXTRAS = Httpx2, Pyreqwest
OK = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
GZIP = b"Content-Encoding: gzip\r\n"


def plain(body: bytes, head: bytes = b"") -> bytes:
    return OK + head + b"Content-Length: %d\r\n\r\n" % len(body) + body


@contextmanager
def server(behave: Callable[[socket.socket], object]) -> Iterator[str]:
    """Accept one connection, read its request, and behave."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(5)

        def serve() -> None:
            with suppress(OSError):
                connection, _ = listening.accept()
                with connection:
                    connection.settimeout(5)
                    connection.recv(65536)
                    behave(connection)

        thread = Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        thread.join()


def reset(connection: socket.socket) -> None:
    connection.sendall(OK + b"Content-Length: 100\r\n\r\n[")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def hang(connection: socket.socket) -> None:
    connection.recv(1)


def drip(connection: socket.socket) -> None:
    connection.sendall(OK + b"\r\n")
    while True:
        connection.sendall(b" ")
        time.sleep(0.05)


def dripping(before: bytes, drop: bytes) -> Callable[[socket.socket], None]:
    def behave(connection: socket.socket) -> None:
        connection.sendall(before)
        while True:
            connection.sendall(drop)
            time.sleep(0.05)

    return behave


def endless(connection: socket.socket) -> None:
    connection.sendall(OK + b"\r\n")
    while True:
        connection.sendall(b" " * 65536)


def hundred_megabytes(connection: socket.socket) -> None:
    connection.sendall(OK + b"Content-Length: 100000002\r\n\r\n[")
    for _ in range(1000):
        connection.sendall(b" " * 100_000)
    connection.sendall(b"]")


def hundred_megabytes_in_chunks(connection: socket.socket) -> None:
    connection.sendall(OK + b"Transfer-Encoding: chunked\r\n\r\n1\r\n[\r\n")
    for _ in range(1000):
        connection.sendall(b"186a0\r\n" + b" " * 100_000 + b"\r\n")
    connection.sendall(b"1\r\n]\r\n0\r\n\r\n")


BOMB = gzip.compress(b" " * 100_000_000, compresslevel=1)
FAULTS: dict[str, tuple[bytes | Callable[[socket.socket], object], type[Exception] | int]] = {
    "content-length-too-long": (OK + b"Content-Length: 9\r\n\r\n[]", errors.NoAnswer),
    "content-length-too-short": (OK + b"Content-Length: 1\r\n\r\n[]", errors.InvalidResponse),
    "cut-chunked-body": (OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n", errors.NoAnswer),
    "corrupt-gzip": (plain(b"\x1f\x8b\x08nonsense", b"Content-Encoding: gzip\r\n"), errors.InvalidResponse),
    "cut-gzip": (plain(gzip.compress(b"[]" + b" " * 999)[:-9], b"Content-Encoding: gzip\r\n"), errors.InvalidResponse),
    "gzip-bomb-of-100-MB": (plain(BOMB, b"Content-Encoding: gzip\r\n"), errors.InvalidResponse),
    "encoding-not-asked-for": (plain(b"[]", b"Content-Encoding: br\r\n"), errors.InvalidResponse),
    "100-MB": (hundred_megabytes, errors.InvalidResponse),
    "100-MB-in-chunks": (hundred_megabytes_in_chunks, errors.InvalidResponse),
    "reset": (reset, errors.NoAnswer),
    "hang": (hang, errors.TimedOut),
    "drip": (drip, errors.TimedOut),
    "drip-in-the-status-line": (dripping(b"HTTP/1.1 200 O", b"K"), errors.NoAnswer),
    "drip-in-a-header": (dripping(OK + b"X-Drip: ", b"x"), errors.NoAnswer),
    "drip-of-headers": (dripping(OK, b"X-Drip: x\r\n"), errors.NoAnswer),
    "flood-of-100": (dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), errors.NoAnswer),
    "drip-in-a-chunk-extension": (dripping(OK + CHUNKED + b"1;x=", b"y"), errors.NoAnswer),
    "drip-of-trailers": (dripping(OK + CHUNKED + b"2\r\n[]\r\n0\r\n", b"X-Drip: x\r\n"), errors.NoAnswer),
    "gzip-of-two-members": (plain(gzip.compress(b"[{}") + gzip.compress(b"]"), GZIP), 1),
    "gzip-with-padding": (plain(gzip.compress(b"[]") + b"\0" * 9, GZIP), 0),
    "gzip-twice": (plain(gzip.compress(gzip.compress(b"[]")), b"Content-Encoding: gzip, gzip\r\n"), 0),
    "raw-deflate": (plain(zlib.compress(b"[]", wbits=-15), b"Content-Encoding: deflate\r\n"), 0),
    "deflate": (plain(zlib.compress(b"[]"), b"Content-Encoding: deflate\r\n"), 0),
    "encoding-none": (plain(b"[]", b"Content-Encoding: none\r\n"), 0),
    "encoding-utf-8": (plain(b"[]", b"Content-Encoding: UTF-8\r\n"), 0),
    "token-in-the-status-line": (b"HTTP/x " + TOKEN.encode() + b"\r\n\r\n", errors.NoAnswer),
    "token-in-a-bad-header": (OK + TOKEN.encode() + b"\r\n\r\n", errors.NoAnswer),
    "endless-body": (endless, errors.InvalidResponse),
    "header-flood": (OK + b"X-Flood: 1\r\n" * 50_000, errors.NoAnswer),
    "no-http": (b"SSH-2.0\r\n\r\n", errors.NoAnswer),
    "closed": (b"", errors.NoAnswer),
    "byte-order-mark": (plain(b"\xef\xbb\xbf[]"), 0),
    "utf-16": (plain("[]".encode("utf-16")), errors.InvalidResponse),
    "not-a-number": (plain(b'[{"id":NaN}]'), errors.InvalidResponse),
    "nested-5000-deep": (plain(b"[" * 5000 + b"]" * 5000), errors.InvalidResponse),
    "duplicate-keys": (plain(b'[{"id":1,"id":2}]'), 1),
}


def synchronous(client: AuthenticatedClient) -> int:
    with client:
        return len(get_running_tasks.sync(client=client))


def asynchronous(client: AuthenticatedClient) -> int:
    async def call() -> int:
        async with client:
            return len(await get_running_tasks.asyncio(client=client))

    return asyncio.run(call())


# What each library meets in every run; the rest of it takes its time.
SOON = {"duplicate-keys", "closed", "no-http", "reset", "hang", "gzip-of-two-members", "100-MB"}
MET = [
    pytest.param(name, transport, marks=[] if transport is Httpx or name in SOON else pytest.mark.extended)
    for transport in (Httpx, *EXTRAS)
    for name in FAULTS
]


@pytest.mark.parametrize("call", [synchronous, asynchronous])
@pytest.mark.parametrize(("name", "transport"), MET)
def test_the_fault_gives_its_documented_outcome(
    name: str,
    call: Callable[[AuthenticatedClient], int],
    transport: Callable[[], Transport],
) -> None:
    fault, expected = FAULTS[name]
    # What is not about time has enough of it on a busy machine, the import of the library included.
    seconds = 0.5 if re.search("drip|hang|flood-of-100", name) else 6.0
    behave = fault if callable(fault) else lambda connection: connection.sendall(fault)
    tracemalloc.start()
    start = time.monotonic()
    with server(behave) as origin:
        client = AuthenticatedClient(
            token=TOKEN,
            base_url=origin,
            timeout=seconds,
            deadline=seconds,
            max_response_bytes=1_000_000,
            max_retries=0,
            transport=transport(),
        )
        if isinstance(expected, int):
            assert call(client) == expected
        else:
            with pytest.raises(expected) as caught:
                call(client)
            assert TOKEN not in str(caught.value)
            assert caught.value.__cause__ is None
            assert not type(caught.value.__context__).__module__.startswith(("http", "pyreqwest"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.monotonic() - start < 8
    assert peak < 20_000_000


@pytest.mark.parametrize("behave", [hundred_megabytes, hundred_megabytes_in_chunks])
def test_a_hundred_megabytes_are_a_result_to_those_who_allow_them(behave: Callable[[socket.socket], None]) -> None:
    with (
        server(behave) as origin,
        AuthenticatedClient(token=TOKEN, base_url=origin, max_response_bytes=100_000_002) as client,
    ):
        assert get_running_tasks.sync(client=client) == []


@pytest.mark.parametrize("call", [synchronous, asynchronous])
def test_a_redirect_to_another_host_is_not_followed(call: Callable[[AuthenticatedClient], int]) -> None:
    visited: list[bytes] = []
    with server(lambda _: visited.append(b"")) as elsewhere:
        moved = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + elsewhere.encode() + b"/\r\n\r\n"
        with server(lambda connection: connection.sendall(moved)) as origin:
            client = AuthenticatedClient(token=TOKEN, base_url=origin)
            with pytest.raises(errors.UnexpectedStatus, match="302"):
                call(client)
        # Lets the other server end; the token would have come first.
        with socket.create_connection(("127.0.0.1", int(elsewhere.rpartition(":")[2]))) as probe:
            probe.sendall(b"x")
    assert len(visited) == 1
