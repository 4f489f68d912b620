"""The sandbox, and Prism where Node is there, under the same load: ``python -m scripts.bench sandbox``.

Exit codes: 0 measured, and the sandbox keeps its promises; 1 it does not; 2 it could not be measured.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import mean

from scripts.bench.load import LOADERS, Measure, default_loader
from scripts.bench.load import load as put_load
from scripts.document import DOCUMENT, ROOT, base_path, load, operations
from scripts.sandbox import TOKEN

PRISM = "@stoplight/prism-cli@5"
TIMES, GROWTH = 5.0, 0.05


def main(arguments: list[str]) -> int:
    """Run the command line; the exit code is the module's."""
    parser = argparse.ArgumentParser(prog="bench sandbox", description="Measure the sandbox beside Prism.")
    parser.add_argument("--requests", type=int, default=1_000_000, help="in the long run (default: %(default)s)")
    parser.add_argument("--seconds", type=int, default=10, help="of each side-by-side run (default: %(default)s)")
    parser.add_argument("--connections", type=int, default=32, help="open at once (default: %(default)s)")
    parser.add_argument(
        "--loader", choices=LOADERS, default=default_loader(), help="default: wrk, where it is installed"
    )
    options = parser.parse_args(arguments)
    if options.loader == "wrk" and shutil.which("wrk") is None:
        print("bench: no wrk on PATH (apt-get install wrk, brew install wrk)", file=sys.stderr)
        return 2
    print(f"loader: {options.loader}")
    target = next(operation.path for operation in operations(load()) if operation.method == "GET")
    broken = []
    with running([sys.executable, "-m", "scripts.sandbox", "--port", "{port}"], base_path(load()) + target) as (
        url,
        pid,
    ):
        ours = put_load(options.loader, url, options.seconds, options.connections)
        print(row("sandbox", ours))
        total, errors = ours.requests, ours.errors
        sizes: list[float] = []
        while total < options.requests or len(sizes) < 4:
            measure = put_load(options.loader, url, max(1, options.seconds // 2), options.connections)
            sizes.append(resident(pid))
            total, errors = total + measure.requests, errors + measure.errors
    quarter = max(1, len(sizes) // 4)
    growth = mean(sizes[-quarter:]) / mean(sizes[:quarter]) - 1
    print(f"{total} requests, {errors} errors; memory {sizes[0]:.1f} MB, then {sizes[-1]:.1f} MB ({growth:+.1%})")
    if errors:
        broken.append(f"{errors} errors")
    if growth > GROWTH:
        broken.append(f"memory grew by {growth:.1%}")
    broken += beside_prism(ours, target, options)
    print(f"verdict: {'the promises hold' if not broken else '; '.join(broken)}")
    return 1 if broken else 0


def beside_prism(ours: Measure, target: str, options: argparse.Namespace) -> list[str]:
    """Measure Prism too; what ``ours`` does not keep of its promises."""
    prism = [shutil.which("prism")] if shutil.which("prism") else ["npx", "--yes", "--package", PRISM, "prism"]
    if shutil.which("node") is None or shutil.which(str(prism[0])) is None:
        print("prism: not measured, since there is no Node on PATH")
        return []
    command = [str(part) for part in prism] + ["mock", "--port", "{port}", str(DOCUMENT)]
    with running(command, target) as (url, _):
        theirs = put_load(options.loader, url, options.seconds, options.connections)
    print(row("prism", theirs))
    print(f"{ours.rate / theirs.rate:.1f} times Prism's requests per second")
    broken = []
    if ours.rate < TIMES * theirs.rate:
        broken.append(f"less than {TIMES:g} times Prism's requests per second")
    if ours.p99 >= theirs.p99:
        broken.append("p99 is not below Prism's")
    return broken


@contextmanager
def running(command: list[str], path: str) -> Iterator[tuple[str, int]]:
    """Run a server until the block ends; its URL with ``path``, and its process id. Raises RuntimeError."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    process = subprocess.Popen(
        [part.replace("{port}", port) for part in command],
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if key != "USEAPI_TOKEN"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    url = f"http://127.0.0.1:{port}{path}"
    try:
        _wait(url, process)
        yield url, process.pid
    finally:
        # The group, since npx leaves the server to a child of its own.
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def resident(pid: int) -> float:
    """The memory that a process holds, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    match = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert match is not None
    return int(match[1]) / 1024


def row(name: str, measure: Measure) -> str:
    """One line of the table."""
    return f"{name:8} {measure.rate:9.0f} requests/s   p50 {measure.p50:7.2f} ms   p99 {measure.p99:7.2f} ms"


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {TOKEN}"})  # noqa: S310 - loopback
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(request, timeout=5):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"no answer from {url}")
