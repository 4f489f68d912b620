"""Does a linter that finds something, overlooks a planted defect or is not there end with its exit code?"""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.document import DOCUMENT, load
from scripts.lint.__main__ import LINTERS, main
from scripts.lint.defects import DEFECTS

# A linter that finds every rule of the defects, but for the one in MISSED, in whatever is not the document itself.
PROGRAM = """#!{python}
import os, sys
from pathlib import Path
if Path(sys.argv[-1]).name != "openapi.yaml":
    rules = {rules!r}
    print(*[rule for rule in rules if rule not in os.environ.get("MISSED", "")])
elif "FINDING" in os.environ:
    sys.exit("line 1: " + os.environ["FINDING"])
"""


@pytest.fixture(autouse=True)
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a made-up linter under each name."""
    rules = [rule for _, found_by in DEFECTS.values() for rule in found_by.values()]
    for name in LINTERS:
        path = tmp_path / name
        path.write_text(PROGRAM.format(python=sys.executable, rules=rules), encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("scripts.lint.__main__.PROGRAMS", tmp_path)
    return tmp_path


def test_clean_document_and_found_defects_end_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == ["spectral: openapi.yaml: no finding", "redocly: openapi.yaml: no finding"]
    assert len(said) == 2 + sum(len(found_by) for _, found_by in DEFECTS.values())
    assert all(": found (" in line for line in said[2:])


def test_finding_in_the_document_ends_with_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FINDING", "info-contact")
    assert main([str(DOCUMENT)]) == 1
    assert "spectral: openapi.yaml: line 1: info-contact" in capsys.readouterr().out


@pytest.mark.parametrize("rule", [next(iter(found_by.values())) for _, found_by in DEFECTS.values()])
def test_defect_that_is_overlooked_ends_with_1(
    rule: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MISSED", rule)
    assert main([]) == 1
    assert f"NOT FOUND ({rule})" in capsys.readouterr().out


@pytest.mark.parametrize("defect", DEFECTS)
def test_each_defect_changes_the_document(defect: str) -> None:
    document = load()
    DEFECTS[defect][0](document)
    assert document != load()


def test_linters_that_are_not_installed_are_told(programs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in LINTERS:
        (programs / name).unlink()
    assert main([]) == 2
    assert capsys.readouterr().err == (
        "lint: Spectral and Redocly are not installed; run this with: tox run -e linters\n"
    )


def test_document_that_cannot_be_read_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([os.fspath(tmp_path / "none.yaml")]) == 2
    assert capsys.readouterr().err.startswith("lint: ")


def test_linter_that_does_not_end_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def late(command: list[Path], **options: object) -> None:
        raise subprocess.TimeoutExpired(command, 120)

    monkeypatch.setattr("scripts.lint.__main__.subprocess.run", late)
    assert main([]) == 2
    assert capsys.readouterr().err == "lint: spectral did not end within 120 s\n"
