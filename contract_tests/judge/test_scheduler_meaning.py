"""Are tasks that cannot be what they say told, and those that can left alone?"""

import json
from typing import Any

import pytest

from scripts.judge.scheduler import oddities

DATE = {"date": ["Fri, 18 Apr 2025 12:38:41 GMT"]}
GOOD: dict[str, Any] = {"id": 1, "started": "2025-04-18T12:34:56.789Z", "elapsed": "03:45"}


def kinds(*tasks: Any, headers: dict[str, list[str]] = DATE, status: int = 200) -> list[tuple[str, str]]:
    found = oddities("getRunningTasks", status, headers, json.dumps(tasks).encode())
    return [(one.kind, one.pointer) for one in found]


@pytest.mark.parametrize("tasks", [[], [GOOD], [GOOD, {**GOOD, "id": 2}], [{}, {}], [{**GOOD, "elapsed": "03:42"}]])
def test_tasks_that_agree_give_no_notice(tasks: list[Any]) -> None:
    assert kinds(*tasks) == []


@pytest.mark.parametrize(
    ("tasks", "expected"),
    [
        ([GOOD, GOOD], ("task_twice", "/1/id")),
        ([{**GOOD, "elapsed": "03:00"}], ("elapsed_disagrees", "/0/elapsed")),
        ([{**GOOD, "elapsed": "63:45"}], ("elapsed_disagrees", "/0/elapsed")),
        ([{}, {"started": "2025-04-18T12:39:00Z"}], ("started_in_future", "/1/started")),
        ([{"started": "2025-04-18T14:39:00+02:00"}], ("started_in_future", "/0/started")),
    ],
)
def test_tasks_that_cannot_be_are_told(tasks: list[Any], expected: tuple[str, str]) -> None:
    assert kinds(*tasks) == [expected]


@pytest.mark.parametrize("headers", [{}, {"date": ["yesterday"]}])
def test_without_a_date_the_clock_is_not_guessed(headers: dict[str, list[str]]) -> None:
    assert kinds({**GOOD, "elapsed": "99:00"}, headers=headers) == []


@pytest.mark.parametrize("task", [1, None, {"id": [], "started": 5, "elapsed": 7}, {**GOOD, "elapsed": "x:y"}])
def test_malformed_tasks_are_left_to_the_schema(task: Any) -> None:
    assert kinds(task, task if not isinstance(task, dict) else {}) == []


def test_answers_that_list_no_tasks_are_left_alone() -> None:
    assert kinds(GOOD, GOOD, status=401) == []
