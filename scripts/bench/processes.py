"""Servers in processes of their own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from scripts.document import ROOT
from scripts.sandbox import TOKEN

START_SECONDS = 180


@contextmanager
def running(command: Sequence[str], path: str) -> Iterator[tuple[str, int]]:
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


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {TOKEN}"})  # noqa: S310 - loopback
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(request, timeout=5):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"no answer from {url}")
