"""Load a server over loopback: with wrk where it is installed, else with a loader in Python.

The loader takes a core of its own and is several times slower than wrk, so its figures are lower for every server;
those of one loader compare with each other alone.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from urllib.parse import urlsplit

import httptools

from scripts.document import ROOT
from scripts.sandbox import TOKEN

LOADERS = ("wrk", "python")
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
HEADER = f"Authorization: Bearer {TOKEN}"  # public, so it may stand among a process's arguments


@dataclass(frozen=True)
class Measure:
    """What one load gave: requests per second, 50th and 99th percentile (ms), requests and errors."""

    rate: float
    p50: float
    p99: float
    requests: int
    errors: int


def default_loader() -> str:
    """The loader that this machine has."""
    return "wrk" if shutil.which("wrk") else "python"


def load(loader: str, url: str, seconds: int, connections: int) -> Measure:
    """What ``loader`` measures at ``url``, which it asks from a process of its own.

    Raises OSError or CalledProcessError when the loader cannot be run, or does not end as it should.
    """
    if loader == "wrk":
        return _with_wrk(url, seconds, connections)
    command = [sys.executable, "-m", "scripts.bench.load", url, str(seconds), str(connections)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", cwd=ROOT).stdout
    return Measure(**json.loads(told))


def _with_wrk(url: str, seconds: int, connections: int) -> Measure:
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-H", HEADER, url]
    text = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout

    def found(pattern: str) -> list[str]:
        match = re.search(pattern, text)
        return list(match.groups()) if match else ["0"]

    p50, p99 = (float(number) * UNITS[unit] for number, unit in (found(rf"{n}%\s+([\d.]+)(us|ms|s)") for n in (50, 99)))
    sockets = sum(map(int, found(r"connect (\d+), read (\d+), write (\d+), timeout (\d+)")))
    errors = sockets + int(found(r"Non-2xx or 3xx responses: (\d+)")[0])
    return Measure(float(found(r"Requests/sec:\s+([\d.]+)")[0]), p50, p99, int(found(r"(\d+) requests in")[0]), errors)


@dataclass
class Tally:
    """What the connections of one load have seen so far; ``times`` are seconds from request to answer."""

    until: float
    times: list[float] = field(default_factory=list)
    errors: int = 0
    open: int = 0


class Connection(asyncio.Protocol):
    """Asks one request after the other, over one connection, until the time is over."""

    def __init__(self, request: bytes, tally: Tally, done: asyncio.Event) -> None:
        self._request, self._tally, self._done = request, tally, done
        self._parser = httptools.HttpResponseParser(self)
        self._sent = 0.0
        self._waits = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the first request."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._tally.open += 1
        self._ask()

    def data_received(self, data: bytes) -> None:
        """Feed the parser; what is no HTTP is an error."""
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self._tally.errors += 1
            self._transport.abort()

    def on_message_complete(self) -> None:
        """Count the answer that is whole now, and ask again while there is time."""
        now = time.perf_counter()
        self._waits = False
        self._tally.times.append(now - self._sent)
        self._tally.errors += self._parser.get_status_code() // 100 not in (2, 3)
        if now < self._tally.until:
            self._ask()
        else:
            self._transport.close()

    def connection_lost(self, *_: object) -> None:
        """An answer that never came is an error; the last connection ends the load."""
        self._tally.errors += self._waits
        self._tally.open -= 1
        if self._tally.open == 0:
            self._done.set()

    def _ask(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._sent, self._waits = time.perf_counter(), True
        self._transport.write(self._request)


async def _loaded(url: str, seconds: int, connections: int) -> Measure:
    parts = urlsplit(url)
    request = f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n{HEADER}\r\n\r\n".encode()
    began = time.perf_counter()
    tally, done = Tally(began + seconds), asyncio.Event()
    loop, host, port = asyncio.get_running_loop(), str(parts.hostname), parts.port or 80
    for _ in range(connections):
        await loop.create_connection(lambda: Connection(request, tally, done), host, port)
    # A server that stops answering ends the load too, late.
    try:
        await asyncio.wait_for(done.wait(), seconds + 30)
    except TimeoutError:
        tally.errors += tally.open
    spent = time.perf_counter() - began
    times = sorted(tally.times) or [0.0]
    p50, p99 = (times[int(len(times) * share)] * 1000 for share in (0.5, 0.99))
    return Measure(len(tally.times) / spent, p50, p99, len(tally.times), tally.errors)


def main() -> None:
    """Load the server that the arguments name, and print the measure as JSON."""
    parser = argparse.ArgumentParser(prog="load")
    parser.add_argument("url")
    parser.add_argument("seconds", type=int)
    parser.add_argument("connections", type=int)
    options = parser.parse_args()
    print(json.dumps(asdict(asyncio.run(_loaded(options.url, options.seconds, options.connections)))))


if __name__ == "__main__":
    main()
