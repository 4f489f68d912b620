"""The judge's command line, and its live run, as whoever types them sees them."""

from __future__ import annotations

import io
import os
from contextlib import redirect_stderr, redirect_stdout
from unittest.mock import patch

from scripts.judge.__main__ import main

SECRET = "user:1-canary-4f1c"


def judge(*arguments: str) -> tuple[int, str, str]:
    """The exit code, and what was printed as output and as error."""
    output, error = io.StringIO(), io.StringIO()
    with redirect_stdout(output), redirect_stderr(error), patch.dict(os.environ, {"COLUMNS": "80"}):
        try:
            code = main([*arguments])
        except SystemExit as end:
            code = int(end.code or 0)
    return code, output.getvalue(), error.getvalue()


def run_live(base_url: str | None, token: str | None, *options: str) -> tuple[int, str]:
    """The exit code, and all that was printed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("USEAPI_")}
    environment |= {"USEAPI_BASE_URL": base_url} if base_url is not None else {}
    environment |= {"USEAPI_TOKEN": token} if token is not None else {}
    with patch.dict(os.environ, environment, clear=True):
        code, output, error = judge("live", *options)
    return code, output + error
