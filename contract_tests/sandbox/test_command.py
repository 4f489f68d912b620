"""Does the command line serve, tell and end as it should, from the repository and as one file?"""

from __future__ import annotations

import io
import re
import signal
import socket
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from contract_tests.sandbox.conftest import Ask, root_of
from contract_tests.sandbox.running import started
from scripts.sandbox import TOKEN, cli, create_app


@dataclass(frozen=True)
class Ended:
    code: int
    stdout: str
    stderr: str


def run(*arguments: str) -> Ended:
    output, error = io.StringIO(), io.StringIO()
    with redirect_stdout(output), redirect_stderr(error):
        try:
            code = cli.main([*arguments])
        except SystemExit as end:
            code = int(end.code or 0)
    return Ended(code, output.getvalue(), error.getvalue())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_it_cleanly(number: signal.Signals, path: str) -> None:
    with started() as (process, url, greeting):
        target = root_of(url) + path
        assert httpx.get(target, headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
        process.send_signal(number)
        assert process.communicate(timeout=20) == ("", "")
        assert process.returncode == 0
        assert TOKEN in greeting
        assert "curl --header" in greeting


def test_one_file_runs_alone(alone: Path, path: str) -> None:
    with started(command=(sys.executable, "-I", str(alone / "sandbox.py")), cwd=alone) as (process, url, _):
        root = root_of(url)
        assert httpx.get(root + path, headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
        assert "Try it" in httpx.get(f"{root}/reference").text
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def test_token_of_the_users_own_is_used_and_never_shown(path: str) -> None:
    with started(USEAPI_TOKEN="user:9-secret") as (process, url, greeting):
        target = root_of(url) + path
        assert httpx.get(target, headers={"Authorization": "Bearer user:9-secret"}).status_code == 200
        assert httpx.get(target, headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 401
        process.send_signal(signal.SIGINT)
        assert "secret" not in "".join([greeting, *process.communicate(timeout=20)])


def test_busy_port_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = str(busy.getsockname()[1])
        result = run("--port", port)
    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"sandbox: cannot listen on 127.0.0.1:{port}: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--document", "nothing.yaml"], "nothing.yaml: cannot be read"),
        (["--load", "nothing.json"], "nothing.json: cannot be read"),
        (["--port", "99999"], "write a number from 0 to 65535"),
        (["--limit", "fast"], "such as 10/s"),
        (["--clock", "noon"], "2025-04-18T12:34:56Z"),
        (["--speed", "0"], "0.001"),
        (["--fault", "fire"], "flapping"),
        (["--host", "no.such.host.invalid"], "cannot listen"),
    ],
)
def test_bad_argument_is_told_without_a_traceback(arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert told in result.stderr
    assert result.stderr.startswith(("sandbox: ", "usage: sandbox "))


def test_faults_are_listed_with_one_line_each() -> None:
    lines = run("--list-faults").stdout.splitlines()
    assert all(len(line.split()) > 3 for line in lines)
    assert {"slow", "hang", "429", "596"} <= {line.split()[0] for line in lines}


def test_state_is_saved_at_the_end_and_loaded_at_the_start(tmp_path: Path, path: str) -> None:
    file = str(tmp_path / "state.json")
    with started("--freeze", "--save", file) as (process, url, _):
        target, bearer = root_of(url) + path, {"Authorization": f"Bearer {TOKEN}"}
        before = httpx.get(target, headers=bearer).json()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    with started("--load", file) as (_process, url, _):
        assert httpx.get(root_of(url) + path, headers=bearer).json() == before != []


def test_wider_address_is_warned_of() -> None:
    with started("--host", "0.0.0.0") as (process, _, _greeting):
        process.send_signal(signal.SIGINT)
        assert "can be reached from other machines" in process.communicate(timeout=20)[1]


def test_log_tells_method_path_status_and_time_and_never_a_token(ask: Ask, path: str) -> None:
    lines: list[str] = []
    app = create_app(log=lines.append)
    ask(app, f"{path}?token={TOKEN}")
    ask(app, path, token="user:2-wrong")
    assert re.fullmatch(rf"GET {path} 200 [0-9.]+ ms", lines[0])
    assert re.fullmatch(rf"GET {path} 401 [0-9.]+ ms", lines[1])
