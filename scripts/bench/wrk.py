"""Load a server over loopback with wrk."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass

from scripts.sandbox import TOKEN

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


def load(url: str, seconds: int, connections: int) -> Measure:
    """What wrk measures at ``url``. Raises CalledProcessError when it does not end well."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-H", HEADER, url]
    text = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout

    def found(pattern: str) -> list[str]:
        match = re.search(pattern, text)
        return list(match.groups()) if match else ["0"]

    p50, p99 = (float(number) * UNITS[unit] for number, unit in (found(rf"{n}%\s+([\d.]+)(us|ms|s)") for n in (50, 99)))
    sockets = sum(map(int, found(r"connect (\d+), read (\d+), write (\d+), timeout (\d+)")))
    errors = sockets + int(found(r"Non-2xx or 3xx responses: (\d+)")[0])
    return Measure(float(found(r"Requests/sec:\s+([\d.]+)")[0]), p50, p99, int(found(r"(\d+) requests in")[0]), errors)
