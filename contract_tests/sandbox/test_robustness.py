"""Does the sandbox survive what a network can throw at it?"""

from __future__ import annotations

import http.client
import json
import re
import resource
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from urllib.parse import urlsplit

import httpx
import pytest

from contract_tests.sandbox.conftest import root_of
from scripts.document import ROOT
from scripts.sandbox import TOKEN
from scripts.sandbox.security import same


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """A sandbox of the command line's; whatever it says besides its greeting fails the module."""
    command = [sys.executable, "-m", "scripts.sandbox", "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        greeting = process.stdout.readline()
        yield greeting.split()[1]
        process.terminate()
        assert process.wait(20) == 0
        assert process.stderr.read() == ""


def send(url: str, data: bytes, *, wait: float = 5) -> bytes:
    """Everything that comes back for ``data``, until the server ends the connection or ``wait`` seconds are over."""
    parts = urlsplit(url)
    received = b""
    with socket.create_connection((parts.hostname, parts.port), timeout=wait) as connection:
        try:
            connection.sendall(data)
            while chunk := connection.recv(65536):
                received += chunk
        except (TimeoutError, ConnectionError):
            pass
    return received


def is_well(url: str, path: str) -> bool:
    answer = httpx.get(root_of(url) + path, headers={"Authorization": f"Bearer {TOKEN}"})
    return answer.status_code == 200


GET = b"GET %s HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\n%s\r\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02\x03\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        GET % (b"/\x00", b""),
        GET % ("/é".encode(), b""),
        GET % (b"/", b"Name\x00: value\r\n"),
        GET % (b"/", b"Content-Length: -1\r\n"),
        GET % (b"/", b"Content-Length: 1\r\nContent-Length: 2\r\n"),
        GET % (b"/", b"Transfer-Encoding: chunked\r\n") + b"zz\r\n",
        b"CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n",
    ],
    ids=["binary", "cut", "version", "tls", "null", "raw", "name", "length", "lengths", "chunk", "connect"],
)
def test_malformed_request_is_the_senders_fault(data: bytes, url: str, path: str) -> None:
    answer = send(url, data, wait=1)
    assert answer == b"" or answer.split()[1][:1] in (b"2", b"4")
    assert is_well(url, path)


@pytest.mark.parametrize(
    "target", ["//", "/%2e%2e/%2e%2e/etc/passwd", "{path}/%00", "/{path}", "/%2F{path}", "{path}/..", "/%", "/" * 9000]
)
def test_path_trick_finds_nothing(target: str, url: str, path: str) -> None:
    # Another operation's template may take the text, for a method of its own.
    assert send(url, GET % (target.replace("{path}", path).encode(), b"")).split()[1] in {b"404", b"405"}


@pytest.mark.parametrize("token", [TOKEN + "é", "日本", "\xff", "x" * 60000])
def test_strange_token_is_a_wrong_one(token: str, url: str, path: str) -> None:
    header = b"Authorization: Bearer " + token.encode() + b"\r\n"
    assert send(url, GET % (path.encode(), header)).split()[1] == b"401"


def test_headers_of_a_megabyte_are_431(url: str, path: str) -> None:
    one = send(url, GET % (path.encode(), b"X: " + b"x" * (1 << 20) + b"\r\n"))
    many = send(url, GET % (path.encode(), b"X: y\r\n" * (1 << 17)))
    assert all(answer == b"" or answer.split()[1] == b"431" for answer in (one, many))
    assert is_well(url, path)


@pytest.mark.parametrize("method", [b"GET", b"POST", b"PUT", b"DELETE"])
def test_huge_body_costs_nothing(method: bytes, url: str, path: str) -> None:
    size = 8 << 20
    head = b"%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % (
        method,
        path.encode(),
        size,
    )
    answer = send(url, head + b"x" * size)
    assert answer == b"" or answer.split()[1] in (b"401", b"405")
    assert is_well(url, path)


def test_pipelined_requests_are_answered_in_order(url: str, path: str) -> None:
    bearer = f"Authorization: Bearer {TOKEN}\r\n".encode()
    first = b"GET %s HTTP/1.1\r\nHost: x\r\n%s\r\n" % (path.encode(), bearer)
    second = b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n"
    received = send(url, (first + second) * 50 + GET % (path.encode(), b""), wait=10)
    statuses = re.findall(rb"HTTP/1\.1 (\d+)", received)
    assert statuses == [b"200", b"404"] * 50 + [b"401"]


def test_many_idle_connections_keep_nobody_out(url: str, path: str) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    count = min(10_000, hard - 500)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    parts = urlsplit(url)
    try:
        with ExitStack() as connections:
            for _ in range(count):
                connection = socket.create_connection((parts.hostname, parts.port), timeout=5)
                connections.enter_context(connection)
            assert is_well(url, path)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert is_well(url, path)


def test_request_that_drips_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    from scripts.sandbox import create_app, protocol, serving

    monkeypatch.setattr(protocol, "RECEIVE_SECONDS", 0.5)
    with serving(create_app()) as url:
        parts = urlsplit(url)
        with socket.create_connection((parts.hostname, parts.port), timeout=5) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\n")
            began = time.monotonic()
            while time.monotonic() - began < 5:
                time.sleep(0.1)
                try:
                    connection.sendall(b"X: y\r\n")
                except ConnectionError:
                    break
            assert time.monotonic() - began < 3


def test_requests_under_way_are_finished_before_the_end(path: str) -> None:
    from scripts.sandbox import create_app, serving

    statuses: list[int] = []
    with serving(create_app()) as url:
        headers = {"Authorization": f"Bearer {TOKEN}", "Prefer": "delay=1"}
        target = root_of(url) + path
        thread = threading.Thread(target=lambda: statuses.append(httpx.get(target, headers=headers).status_code))
        thread.start()
        time.sleep(0.3)
    thread.join()
    assert statuses == [200]


def test_token_is_compared_as_a_whole() -> None:
    assert same("abc", "abc")
    assert not any(same(given, "abc") for given in (None, "", "ab", "abcd", "abé", "\ud800"))


@pytest.mark.parametrize("name", ["Upgrade", "upgrade"])
def test_offer_of_another_protocol_costs_no_body(name: str, url: str) -> None:
    offer = {"Content-Type": "application/json", "Connection": "Upgrade, HTTP2-Settings", name: "h2c"}
    # The second time on a connection that was kept.
    with closing(http.client.HTTPConnection(urlsplit(url).netloc)) as connection:
        for frozen in (True, False):
            connection.request("PATCH", "/_sandbox/clock", json.dumps({"frozen": frozen}), offer)
            response = connection.getresponse()
            assert (response.status, json.load(response)["frozen"]) == (200, frozen)
