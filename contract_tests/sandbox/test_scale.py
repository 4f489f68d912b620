"""Does the sandbox stay small and quick whatever is sent to it, however often, by however many?"""

from __future__ import annotations

import asyncio
import re
import resource
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from contract_tests.sandbox.conftest import root_of
from contract_tests.sandbox.running import started
from scripts.sandbox import TOKEN, create_app, protocol, serving

pytestmark = pytest.mark.extended

BEARER = f"Authorization: Bearer {TOKEN}\r\n".encode()
ROUNDS = 2000
GROWTH = 0.05
HANDLES = 256
DRIPS = 1000


@pytest.fixture
def running() -> Iterator[tuple[int, str]]:
    """A sandbox's process and URL; whatever it says on standard error fails the test."""
    with started() as (process, url, _):
        yield process.pid, url
        process.terminate()
        assert process.communicate(timeout=20)[1] == ""
        assert process.returncode == 0


def resident(pid: int) -> int:
    """The memory that a process holds, in kB."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    assert found is not None
    return int(found[1])


async def every_kind(address: tuple[str, int], path: bytes) -> None:
    """Send one request of each kind, each over a connection of its own."""

    async def send(data: bytes) -> bytes:
        reader, writer = await asyncio.open_connection(*address)
        try:
            writer.write(data)
            return await reader.read()
        except ConnectionError:
            return b""
        finally:
            writer.close()

    get = b"GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n"
    huge = b"POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 100000\r\n\r\n" % path
    answers = await asyncio.gather(
        send(get % (path, BEARER)),
        send(get % (path, BEARER + b"Prefer: dynamic=true\r\n")),
        send(get % (path, b"Authorization: Bearer user:2-%d\r\n" % time.monotonic_ns())),
        send(get % (b"/nothing/%d" % time.monotonic_ns(), b"")),
        send(get % (path, BEARER + b"Prefer: code=%d\r\n" % (time.monotonic_ns() % 10**9))),
        send(b"\x16\x03\x01\r\n\r\n"),
        send(get % (path, b"X: " + b"x" * 100_000 + b"\r\n")),
        send(huge + b"x" * 100_000),
    )
    assert answers[0].startswith(b"HTTP/1.1 200")
    assert answers[2].startswith(b"HTTP/1.1 401")


def test_memory_is_flat_over_requests_of_every_kind(running: tuple[int, str], path: str) -> None:
    pid, url = running
    address = (urlsplit(url).hostname or "", urlsplit(url).port or 0)

    async def rounds() -> list[int]:
        sizes = []
        for count in range(ROUNDS):
            await every_kind(address, path.encode())
            if count % (ROUNDS // 16) == 0:
                sizes.append(resident(pid))
        return sizes

    sizes = asyncio.run(rounds())
    # The first quarter fills what is filled once.
    first, last = sizes[4:8], sizes[-4:]
    assert sum(last) / sum(first) - 1 < GROWTH, sizes


def test_server_out_of_handles_goes_on_when_some_come_back(running: tuple[int, str], path: str) -> None:
    pid, url = running
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (HANDLES, HANDLES))
    address = (urlsplit(url).hostname, urlsplit(url).port)
    with ExitStack() as connections:
        for _ in range(2 * HANDLES):
            connections.enter_context(socket.create_connection(address, timeout=5))
        time.sleep(1)
        assert len(list(Path(f"/proc/{pid}/fd").iterdir())) >= HANDLES - 8
    answer = httpx.get(root_of(url) + path, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=20)
    assert answer.status_code == 200


def test_thousand_dripping_requests_keep_nobody_waiting(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(protocol, "RECEIVE_SECONDS", 3)
    with serving(create_app()) as url, ExitStack() as connections:
        address = (urlsplit(url).hostname, urlsplit(url).port)
        dripping = [connections.enter_context(socket.create_connection(address, timeout=5)) for _ in range(DRIPS)]
        cut = threading.Event()

        def drip() -> None:
            left = list(dripping)
            for connection in left:
                connection.sendall(b"GET / HTTP/1.1\r\n")
            while left:
                for connection in list(left):
                    try:
                        connection.sendall(b"X")
                    except OSError:
                        left.remove(connection)
                time.sleep(0.2)
            cut.set()

        threading.Thread(target=drip, daemon=True).start()
        spent = []
        with httpx.Client(headers={"Authorization": f"Bearer {TOKEN}"}) as client:
            for _ in range(10):
                began = time.monotonic()
                assert client.get(root_of(url) + path).status_code == 200
                spent.append(time.monotonic() - began)
                time.sleep(0.1)
        assert sorted(spent)[5] < 1, spent
        assert cut.wait(20), "a dripping request was never cut off"
