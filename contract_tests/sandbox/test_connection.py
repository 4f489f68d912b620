"""Does each request on a connection get its own answer, and nothing that is none of a request count?"""

from __future__ import annotations

import asyncio
import gc
import re
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from contract_tests.sandbox.small import ANSWER, read
from scripts.sandbox import TOKEN, create_app, serving
from scripts.sandbox.app import Sandbox
from scripts.sandbox.protocol import MAX_HEAD

BEARER = f"Authorization: Bearer {TOKEN}\r\n".encode()
TAKING = f"post: {{requestBody: {{content: {{'*/*': {{}}}}}}, security: [{{t: []}}], responses: {ANSWER}}}"
DOCUMENT = (
    f"components: {{securitySchemes: {{t: {{type: http, scheme: bearer}}}}}}\n"
    f"paths: {{/a: {{get: {{security: [{{t: []}}], responses: {ANSWER}}}, {TAKING}}}}}\n"
)


@pytest.fixture(scope="module")
def app() -> Sandbox:
    return create_app(read(DOCUMENT))


@pytest.fixture(scope="module")
def url(app: Sandbox) -> Iterator[str]:
    with serving(app) as address:
        yield address


def connected(url: str) -> socket.socket:
    parts = urlsplit(url)
    return socket.create_connection((parts.hostname, parts.port), timeout=20)


def received(connection: socket.socket, seconds: float = 20) -> bytes:
    """What comes until the server ends the connection."""
    connection.settimeout(seconds)
    data = b""
    try:
        while chunk := connection.recv(65536):
            data += chunk
    except (TimeoutError, ConnectionError):
        pass
    return data


def get(headers: bytes = b"", version: bytes = b"1.1", host: bytes = b"Host: x\r\n") -> bytes:
    return b"GET /a HTTP/%s\r\n%s%s%s\r\n" % (version, host, BEARER, headers)


def statuses(data: bytes) -> list[int]:
    return list(map(int, re.findall(rb"HTTP/1\.1 ([0-9]{3})", data)))


CHUNKED = (
    b"POST /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n"
)

# More than the systems on both ends hold of what is on its way.
ENDLESS = 256 << 20


def test_trailer_is_no_header(url: str) -> None:
    with closing(connected(url)) as connection:
        connection.sendall(CHUNKED + b"\r\n1\r\nx\r\n0\r\n" + BEARER + b"\r\n")
        assert statuses(received(connection)) == [401]


def taken(url: str, head: bytes, line: bytes) -> int:
    """How much of ``line``, over and over behind ``head``, is taken until the server ends the connection."""
    sent = 0
    with closing(connected(url)) as connection:
        connection.sendall(head)
        try:
            while sent < ENDLESS:
                sent += connection.send(line)
        except OSError:
            pass
    return sent


@pytest.mark.parametrize("line", [b"X-A: y\r\n" * 10_000, b"y" * 80_000], ids=["lines", "one line"])
def test_trailers_are_bounded_as_a_head_is(line: bytes, url: str) -> None:
    assert taken(url, CHUNKED + BEARER + b"\r\n1\r\nx\r\n0\r\nX-B: ", line) < ENDLESS


def test_extension_of_a_chunk_is_bounded_as_well(url: str) -> None:
    assert taken(url, CHUNKED + BEARER + b"\r\n1;a=", b"y" * 80_000) < ENDLESS


def test_body_of_many_small_chunks_is_taken(url: str) -> None:
    with closing(connected(url)) as connection:
        connection.sendall(CHUNKED + BEARER + b"\r\n" + b"1\r\nx\r\n" * 2 * MAX_HEAD + b"0\r\n\r\n")
        assert statuses(received(connection)) == [200]


def test_garbage_behind_a_slow_request_leaves_its_answer_alone(url: str) -> None:
    with closing(connected(url)) as connection:
        connection.sendall(get(b"Prefer: delay=0.5\r\n") + get() + b"\x00\x01\r\n\r\n")
        assert statuses(received(connection)) == [200, 200]


def test_head_too_large_behind_a_slow_request_leaves_its_answer_alone(url: str) -> None:
    with closing(connected(url)) as connection:
        connection.sendall(get(b"Prefer: delay=1\r\n"))
        time.sleep(0.2)
        connection.sendall(b"GET /a HTTP/1.1\r\nX-A: " + b"y" * 16 * MAX_HEAD)
        assert statuses(received(connection)) == [200]


def test_garbage_alone_is_refused(url: str) -> None:
    with closing(connected(url)) as connection:
        connection.sendall(b"\x00\x01\r\n\r\n")
        assert statuses(received(connection)) == [400]


@pytest.mark.parametrize(
    ("host", "version", "expected"),
    [
        (b"", b"1.1", 400),
        (b"Host: x\r\nHost: x\r\n", b"1.1", 400),
        (b"Host: x\r\nHost: y\r\n", b"1.1", 400),
        (b"Host: \r\n", b"1.1", 400),
        (b"Host: x\r\n", b"1.1", 200),
        (b"", b"1.0", 200),
    ],
)
def test_request_names_one_host(host: bytes, version: bytes, expected: int, url: str) -> None:
    with closing(connected(url)) as connection:
        connection.sendall(get(b"Connection: close\r\n", version, host))
        assert statuses(received(connection)) == [expected]


def test_nothing_is_left_of_requests_whose_client_has_gone(app: Sandbox, url: str) -> None:
    with closing(connected(url)) as connection:
        connection.sendall(get(b"Prefer: fault=hang\r\n") + get() + get())
        time.sleep(0.5)
    end = time.monotonic() + 20
    while hanging() and time.monotonic() < end:
        time.sleep(0.05)
    assert hanging() == 0
    assert app.contract.find("/a") is not None


def hanging() -> int:
    """How many answers of the sandbox's are not sent."""
    tasks = [one for one in gc.get_objects() if isinstance(one, asyncio.Task)]
    return sum(not task.done() and "run_asgi" in repr(task.get_coro()) for task in tasks)
