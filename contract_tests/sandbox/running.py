"""A sandbox of the command line's, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.document import ROOT

MODULE = (sys.executable, "-m", "scripts.sandbox")


@contextmanager
def started(
    *arguments: str, command: tuple[str, ...] = MODULE, cwd: Path = ROOT, **environment: str
) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """The process, its URL and its greeting; it is killed at the end, if it still runs."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("USEAPI_", "PYTHONPATH"))}
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    whole = [*command, "--port", "0", *arguments]
    with subprocess.Popen(whole, cwd=cwd, env={**env, **environment}, **options) as process:  # type: ignore[call-overload]
        assert process.stdout is not None
        # URL, page, token, a call to try, control interface.
        greeting = "".join(process.stdout.readline() for _ in range(5))
        try:
            assert greeting, process.stderr.read()
            yield process, greeting.split()[1], greeting
        finally:
            process.kill()
