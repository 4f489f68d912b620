"""Does a terminal get a readable table with rich and without it?"""

from __future__ import annotations

import re
import sys

import httpx
import pytest
import respx
from kling_scheduler.__main__ import main
from kling_scheduler.models import RunningTask
from msgspec.structs import fields

TASKS = [{"id": 1, "elapsed": "03:45", "future": "x"}, {"id": 123456789, "elapsed": 7}]


@pytest.mark.parametrize("rich", [True, False], ids=["rich", "plain"])
def test_each_task_is_a_line_under_the_names_on_the_wire(
    rich: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("USEAPI_TOKEN", "t")
    monkeypatch.setenv("USEAPI_BASE_URL", "https://example.com")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    if not rich:
        monkeypatch.setitem(sys.modules, "rich.console", None)
    with respx.mock as router:
        router.get(host="example.com").mock(return_value=httpx.Response(200, json=TASKS))
        assert main(["get-running-tasks"]) == 0
    heading, first, second = re.sub(r"\x1b\[\d*m", "", capsys.readouterr().out).splitlines()
    assert heading.split() == [field.encode_name for field in fields(RunningTask)]
    assert first.split()[0] == "1"
    assert "03:45" in first
    assert second.split()[0] == "123456789"
    assert heading.index("elapsed") == first.index("03:45")
