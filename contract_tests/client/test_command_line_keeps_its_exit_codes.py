"""Does the command line end with its documented exit codes, and say why on standard error?"""

from __future__ import annotations

import json

import httpx
import pytest
import respx
from kling_scheduler.__main__ import main

URL = "https://api.useapi.net/v1/kling/scheduler"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param(httpx.Response(200, json=[{"id": 1}]), 0, id="200-done"),
        pytest.param(httpx.Response(401, json={"error": "no", "code": 401}), 1, id="401-refused"),
        pytest.param(httpx.Response(596, text="gone"), 1, id="596-refused"),
        pytest.param(httpx.Response(200, text="<html>"), 3, id="html-bad-answer"),
        pytest.param(httpx.ConnectError("nobody there"), 3, id="no-answer"),
    ],
)
def test_the_exit_code_tells_the_outcome(
    answer: httpx.Response | Exception,
    expected: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("USEAPI_TOKEN", "t")
    monkeypatch.delenv("USEAPI_BASE_URL", raising=False)
    monkeypatch.setattr("time.sleep", lambda _: None)
    with respx.mock as router:
        route = router.get(URL)
        route.side_effect = [answer] * 3
        assert main(["get-running-tasks"]) == expected
    out, err = capsys.readouterr()
    assert (json.loads(out) if expected == 0 else out) == ([{"id": 1}] if expected == 0 else "")
    assert err.count("\n") == (expected != 0)


@pytest.mark.parametrize(
    "arguments", [["get-running-tasks"], ["get-running-tasks", "--base-url", "http://example.com"]]
)
def test_no_token_and_plain_http_are_wrong_usage(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("USEAPI_TOKEN", raising=False)
    assert main(arguments) == 2


def test_watching_survives_a_failed_poll_and_ends_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("USEAPI_TOKEN", "t")
    monkeypatch.delenv("USEAPI_BASE_URL", raising=False)
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr("kling_scheduler._command.time.sleep", sleep)
    with respx.mock as router:
        failed = httpx.Response(596, text="gone", headers={"Retry-After": "9"})
        router.get(URL).side_effect = [httpx.Response(200, json=[]), failed, httpx.Response(200, json=[])]
        assert main(["get-running-tasks", "--watch", "2"]) == 130
    out, err = capsys.readouterr()
    assert out == "[]\n[]\n"
    assert "596" in err
    assert waits == [2, 9, 2]
