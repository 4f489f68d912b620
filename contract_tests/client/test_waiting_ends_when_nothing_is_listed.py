"""Does ``wait`` return when the tasks are no longer listed, telling how far it is?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import respx
from kling_scheduler.__main__ import main

URL = "https://example.com/kling/scheduler"
DOWN = httpx.Response(503, text="away")
Run = Callable[..., tuple[int, str]]


def listed(*numbers: int) -> httpx.Response:
    return httpx.Response(200, json=[{"id": number} for number in numbers])


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("USEAPI_TOKEN", "t")
    monkeypatch.setenv("USEAPI_BASE_URL", "https://example.com")
    monkeypatch.setattr("time.sleep", lambda _: None)

    def run(answers: list[Any], *words: str) -> tuple[int, str]:
        with respx.mock as router:
            route = router.get(URL)
            route.side_effect = answers
            code = main(["wait", "--max-retries", "0", *words])
            assert route.call_count == len(answers)
        out, err = capsys.readouterr()
        assert out == ""
        return code, err

    return run


def test_it_waits_for_those_that_are_named(run: Run) -> None:
    code, err = run([listed(1, 2, 3), listed(2, 3), listed(3)], "1", "2")
    first, second, last = err.splitlines()
    assert (code, first[10:], second[10:]) == (0, "2 of 2 still listed: 1, 2", "1 of 2 still listed: 2")
    assert last == "none of 2 is listed"


def test_it_waits_for_all_that_is_listed_at_the_start(run: Run) -> None:
    code, err = run([listed(1, 2), listed(2, 9), listed(9)])
    assert (code, err.splitlines()[-1]) == (0, "none of 2 is listed")


@pytest.mark.parametrize(("words", "told"), [([], "nothing is listed"), (["5"], "none of 1 is listed")])
def test_it_returns_at_once_when_there_is_nothing_to_wait_for(run: Run, words: list[str], told: str) -> None:
    assert run([listed()], *words) == (0, f"{told}\n")


def test_it_outlasts_what_passes_by_itself(run: Run) -> None:
    code, err = run([listed(1), DOWN, httpx.ConnectError("gone"), listed()], "1")
    assert code == 0
    assert "503" in err
    assert "gone" in err


def test_a_refused_token_ends_it(run: Run) -> None:
    code, err = run([httpx.Response(401, json={"error": "Unauthorized", "code": 401})], "1")
    assert (code, "401" in err) == (1, True)


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_shell_completes_the_command_line(shell: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kling_scheduler", "--completion", shell], capture_output=True, text=True, check=True
    )
    assert "--max-retries" in done.stdout
    assert done.stderr == ""


def test_messages_speak_of_options(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("USEAPI_TOKEN", raising=False)
    assert main(["wait"]) == 2
    assert "token=" not in capsys.readouterr().err
    monkeypatch.setenv("USEAPI_TOKEN", "t")
    assert main(["wait", "--base-url", "http://example.com"]) == 2
    assert "say --allow-http" in capsys.readouterr().err
