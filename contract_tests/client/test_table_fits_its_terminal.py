"""Does a table show whole cells, in the time of the reader's clock, whatever the terminal's size?"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import httpx
import pytest
import respx
from kling_scheduler.__main__ import main

URL = "https://example.com/kling/scheduler"
TASK = {
    "id": 1234567890123456,
    "email": "somebody@example.com",
    "started": "2026-01-02T03:04:05Z",
    "elapsed": "103:45",
    "replyUrl": "https://example.com/a/long/webhook/address",
    "replyRef": "a-reference-of-theirs",
}
# Windows knows one zone at a time.
HAS_ZONES = hasattr(time, "tzset")
STARTED = datetime.fromisoformat(str(TASK["started"]))
LOCAL = "2026-01-02 12:04:05" if HAS_ZONES else f"{STARTED.astimezone():%Y-%m-%d %H:%M:%S}"


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("USEAPI_TOKEN", "t")
    monkeypatch.setenv("USEAPI_BASE_URL", "https://example.com")
    monkeypatch.setenv("LINES", "24")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    if HAS_ZONES:
        time.tzset()
    yield
    monkeypatch.undo()
    if HAS_ZONES:
        time.tzset()


@pytest.fixture(params=["rich", "plain"], autouse=True)
def _library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "plain":
        monkeypatch.setitem(sys.modules, "rich.console", None)


def shown(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: int, answers: list[Any], *words: str
) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    with respx.mock as router:
        router.get(URL).side_effect = [httpx.Response(200, json=one) for one in answers]
        main(["get-running-tasks", *words])
    return [line.rstrip() for line in re.sub(r"\x1b\[[\d;]*[mHJ]", "", capsys.readouterr().out).splitlines()]


@pytest.mark.parametrize(
    ("columns", "named"),
    [
        (200, ["id", "email", "started", "elapsed", "replyUrl", "replyRef"]),
        (80, ["id", "email", "started", "elapsed"]),
        (60, ["id", "started", "elapsed"]),
        (30, ["id", "elapsed"]),
        (5, ["id"]),
    ],
)
def test_cells_are_whole_and_what_takes_most_room_goes_first(
    columns: int, named: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    heading, row, *rest = shown(capsys, monkeypatch, columns, [[TASK]])
    assert heading.split() == named
    assert all(str(TASK[name]) in row for name in named if name != "started")
    assert ("started" not in named) or LOCAL in row
    assert max(map(len, (heading, row))) <= max(columns, 16)
    gone = [name for name in TASK if name not in named]
    assert rest == ([f"no room for {', '.join(gone)}"[:columns]] if gone else [])


FEW = "40 listed; 1 came; 1 went  Ctrl-C ends"


@pytest.mark.parametrize("columns", [80, 50])
def test_watching_tells_what_came_and_went_within_the_screen(
    columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("time.sleep", sleep)
    many = [{"id": number} for number in range(40)]
    lines = shown(capsys, monkeypatch, columns, [many, [*many[1:], {"id": 77}]], "--watch", "1")
    assert len(lines) <= 2 * 24
    assert "and 20 more" in lines
    assert lines[-1][10:] == ("40 listed; came: 77; went: 0  Ctrl-C ends" if columns > 50 else FEW)


def test_a_refused_token_ends_the_watch(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with respx.mock as router:
        router.get(URL).respond(401, json={"error": "Unauthorized", "code": 401})
        assert main(["get-running-tasks", "--watch", "1"]) == 1
    assert "401" in capsys.readouterr().err
