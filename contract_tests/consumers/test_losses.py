"""Is what a client loses told, and nothing of one that loses nothing?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scripts.consumers.losses import broken_keyword, losses

SENT = {"id": 7, "list": [1], "none": None, "extra": True}
KNOWN = {"id": 7, "list": [1], "none": None}


def told(value: Any, folder: Path, *, status: int | None = 200) -> list[str]:
    """What is said of a client that makes ``value`` of the answer."""
    expected = {"outcome": "value", "status": 200, "value": KNOWN}
    vector = {"name": "v", "operation": "x", "origin": "recording", "expected": expected}
    vector["response"] = {"status": 200, "body": json.dumps(SENT)}
    line = {"name": "v", "status": status, "value": value, "error": None}
    return losses([vector], {"v": line}, {}, folder)


def test_client_that_keeps_all_loses_nothing(tmp_path: Path) -> None:
    assert told(SENT, tmp_path) == []


@pytest.mark.parametrize(
    ("value", "status", "said"),
    [
        (KNOWN, 200, "unknown fields are dropped"),
        (SENT, None, "the status of a success is not told"),
        ({**SENT, "others": []}, 200, "an absent list is told as an empty one"),
        ({name: value for name, value in SENT.items() if name != "none"}, 200, "a null is told as absent"),
    ],
)
def test_loss_is_told(value: Any, status: int | None, said: str, tmp_path: Path) -> None:
    assert told(value, tmp_path, status=status) == [said]


@pytest.mark.parametrize(
    ("body", "schema", "keyword"),
    [("{", {}, "JSON"), ("7", {"type": "string"}, "type"), ("7", {}, "media type"), ("7", None, "media type")],
)
def test_keyword_that_a_violation_breaks_is_named(body: str, schema: Any, keyword: str, tmp_path: Path) -> None:
    if schema is not None:
        (tmp_path / "x-404.json").write_text(json.dumps(schema), encoding="utf-8")
    vector = {"operation": "x", "expected": {"outcome": "invalid"}, "response": {"status": 404, "body": body}}
    assert broken_keyword(vector, tmp_path) == keyword
