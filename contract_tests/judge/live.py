"""The live run, as ``tox run -e live`` starts it."""

from __future__ import annotations

import os
import subprocess
import sys

from scripts.document import ROOT

SECRET = "user:1-canary-4f1c"
LIVE = [sys.executable, "-m", "scripts.judge", "live"]


def run_live(base_url: str | None, token: str | None, *options: str) -> tuple[int, str]:
    """The exit code, and all that was printed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("USEAPI_")}
    environment |= {"USEAPI_BASE_URL": base_url} if base_url is not None else {}
    environment |= {"USEAPI_TOKEN": token} if token is not None else {}
    done = subprocess.run(
        [*LIVE, *options],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=200,
    )
    assert "Traceback" not in done.stdout
    return done.returncode, done.stdout
