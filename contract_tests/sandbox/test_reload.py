"""Does a changed document reach whoever asks within a second, and one that is none nobody?"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from contract_tests.sandbox.conftest import root_of
from contract_tests.sandbox.running import started
from scripts.document import DOCUMENT
from scripts.sandbox import TOKEN


def within_a_second(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + 1
    while not (held := holds()) and time.monotonic() < end:
        time.sleep(0.02)
    return held


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copy(DOCUMENT, tmp_path / "copy.yaml"))


def test_changed_document_is_served_within_a_second_with_its_tasks(copy: Path, path: str) -> None:
    with started("--document", str(copy), "--reload") as (process, url, _):
        root = root_of(url)
        key = httpx.post(f"{root}/_sandbox/tasks", json={}).json()["key"]
        copy.write_text(copy.read_text("utf-8").replace("/kling/scheduler:", "/kling/other:"), "utf-8")
        other = path.replace("/kling/scheduler", "/kling/other")
        assert other != path
        headers = {"Authorization": f"Bearer {TOKEN}"}
        assert within_a_second(lambda: httpx.get(root + other, headers=headers).status_code == 200)
        assert httpx.get(root + path, headers=headers).status_code == 404
        assert key in [task["key"] for task in httpx.get(f"{root}/_sandbox/tasks").json()]
        process.terminate()
        assert process.wait(20) == 0


@pytest.mark.parametrize(
    "broken",
    ["paths: [", "a: b\n", "openapi: 3.1.0\ninfo: {}\npaths: {/a: {get: {}}}\n"],
    ids=["no YAML", "no document", "no responses"],
)
def test_invalid_document_is_one_line_and_the_old_one_stays(broken: str, copy: Path, path: str) -> None:
    with started("--document", str(copy), "--reload") as (process, url, _):
        copy.write_text(broken, "utf-8")
        time.sleep(0.7)
        answer = httpx.get(root_of(url) + path, headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 200
        process.terminate()
        assert process.wait(20) == 0
        assert process.stderr is not None
        (line,) = process.stderr.read().splitlines()
        assert line.startswith("sandbox: ")
        assert line.endswith("; the document before it is served on")


def test_document_may_come_back_after_it_was_gone(copy: Path, path: str) -> None:
    text = copy.read_text("utf-8")
    with started("--document", str(copy), "--reload") as (_, url, __):
        copy.unlink()
        time.sleep(0.4)
        copy.write_text(text.replace("/kling/scheduler:", "/kling/other:"), "utf-8")
        other = root_of(url) + path.replace("/kling/scheduler", "/kling/other")
        assert within_a_second(lambda: httpx.get(other).status_code == 401)
