"""Does the command say how many changes were noticed, print those that were not, and fail for too many of them?"""

from __future__ import annotations

import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytestmark = pytest.mark.extended


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The command, whose tests notice every other change, and pass without any."""
    # What it changes code with is installed for the longer tests alone.
    from cosmic_ray.work_item import TestOutcome

    from scripts.survivors import __main__ as found

    outcomes = [TestOutcome.KILLED, TestOutcome.SURVIVED]

    def judged(_mutations: Any, _command: str, _limit: float) -> SimpleNamespace:
        outcomes.reverse()
        return SimpleNamespace(test_outcome=outcomes[0], diff="-the old line\n+the new line")

    monkeypatch.setattr(found, "copy", lambda _folder: None)
    monkeypatch.setattr(found, "sample", lambda _package, count, _seed: [SimpleNamespace(mutations=())] * count)
    monkeypatch.setattr(found, "mutate_and_test", judged)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0))
    return found


@pytest.mark.parametrize(("least", "code"), [("0.5", 0), ("0.6", 1)])
def test_share_that_is_noticed_decides(command: Any, least: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    package = next(iter(command.PACKAGES))
    assert command.main([package, "--changes", "4", "--least", least, "--seed", "7"]) == code
    told = capsys.readouterr().out.splitlines()
    assert told.count("+the new line") == 2
    assert told[-1] == "2 of 4 changes were noticed (50%, seed 7)"


def test_tests_that_fail_without_a_change_judge_none(
    command: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 1))
    assert command.main(["--changes", "1"]) == 2
    assert capsys.readouterr().err.startswith("survivors: these tests fail without any change: ")


def test_copy_holds_what_the_tests_need_and_nothing_that_was_installed(tmp_path: Path) -> None:
    from scripts.survivors.__main__ import copy

    copy(tmp_path / "copy")
    held = {path.name for path in (tmp_path / "copy").iterdir()}
    assert {"openapi.yaml", "pyproject.toml", "scripts", "contract_tests", "sitecustomize.py"} <= held
    assert not held & {".git", ".tox", ".venv", "dist", "node_modules"}
