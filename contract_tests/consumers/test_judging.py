"""Is every wrong answer of a driver noticed, and every right one taken?"""

from __future__ import annotations

import json
from typing import Any

import pytest

from scripts.consumers.judging import LinesError, judge, read_lines

SENT = {"id": 7, "at": "2025-04-18T12:34:56.789Z", "list": [1, 2], "extra": {"kept": True}}
KNOWN = {name: SENT[name] for name in ("id", "at", "list")}


def vector(origin: str = "recording", outcome: str = "value", status: int = 200) -> dict[str, Any]:
    expected = {"outcome": outcome, "status": status, "value": KNOWN}
    return {"name": "v", "origin": origin, "response": {"body": json.dumps(SENT)}, "expected": expected}


def line(**changes: Any) -> dict[str, Any]:
    return {"name": "v", "status": 200, "value": KNOWN, "error": None, **changes}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"value": SENT},
        {"value": {**KNOWN, "id": 7.0}},
        {"value": {**KNOWN, "at": "2025-04-18T14:34:56.789000+02:00"}},
        # Some clients do not tell which success it was.
        {"status": None},
        # And some not a list that is empty from one that is not there.
        {"value": {**KNOWN, "other": []}},
    ],
)
def test_right_answer_passes(changes: dict[str, Any]) -> None:
    judged = judge([vector()], {"v": line(**changes)})
    assert (judged.passed, judged.failed) == (1, {})


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"error": "no"}, "refused: no"),
        ({"status": 201}, "status 201, expected 200"),
        ({"value": None}, "/ is null"),
        ({"value": {**KNOWN, "id": 8}}, "/id is 8, expected 7"),
        ({"value": {**KNOWN, "id": "7"}}, '/id is "7", expected 7'),
        ({"value": {**KNOWN, "id": True}}, "/id is true, expected 7"),
        ({"value": {name: SENT[name] for name in ("id", "at")}}, "/list is missing"),
        ({"value": {**KNOWN, "list": [1]}}, "/list has 1 items, expected 2"),
        ({"value": {**KNOWN, "list": [2, 1]}}, "/list/0 is 2, expected 1"),
        ({"value": {**KNOWN, "at": "2025-04-18T12:34:56.789"}}, "/at is"),
        ({"value": {**KNOWN, "at": "2025-04-18T12:34:56.788Z"}}, "/at is"),
        ({"value": {**KNOWN, "other": None}}, "/other was never sent"),
        ({"value": {**KNOWN, "other": [1]}}, "/other was never sent"),
        ({"value": {**SENT, "extra": {"kept": False}}}, "/extra/kept is false"),
    ],
)
def test_wrong_answer_fails_with_its_place(changes: dict[str, Any], why: str) -> None:
    judged = judge([vector()], {"v": line(**changes)})
    assert judged.passed == 0
    assert judged.failed["v"].startswith(why)


def test_error_needs_its_status() -> None:
    judged = judge([vector(outcome="error", status=400)], {"v": line(status=None)})
    assert judged.failed == {"v": "status None, expected 400"}


def test_vector_without_a_line_fails() -> None:
    assert judge([vector()], {}).failed == {"v": "the driver printed no line for it"}


@pytest.mark.parametrize(
    ("outcome", "changes", "noticed"),
    [
        ("invalid", {}, False),
        ("invalid", {"error": "no"}, True),
        ("undocumented", {"status": 500}, True),
        ("undocumented", {"status": 204}, False),
        ("invalid", {"status": 500}, False),
    ],
)
def test_violation_is_noticed_by_an_error(outcome: str, changes: dict[str, Any], noticed: bool) -> None:
    assert judge([vector("violation", outcome)], {"v": line(**changes)}).noticed == {"v": noticed}


@pytest.mark.parametrize("text", ["no JSON", "[]", "{}", '{"name": "v"}\n{"name": "v"}'])
def test_what_is_no_line_is_told(text: str) -> None:
    with pytest.raises(LinesError):
        read_lines(text)
