"""Does an accepted difference count no more, until it is none any more or its time is over?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contract_tests.compare.two import written
from scripts.compare.__main__ import main

Capture = pytest.CaptureFixture[str]
NARROWED = {"maxLength: 9": "maxLength: 5"}
POINTER = "/paths/~1a/get/parameters/0/schema/maxLength"


def entry(rule: str = "max-length-narrowed", pointer: str = POINTER, until: str = "2.0.0", more: str = "") -> str:
    return f"- rule: {rule}\n  pointer: {pointer}\n  reason: nobody sends more\n  until: {until}\n{more}"


def compared(folder: Path, text: str, *options: str, version: str = "1.2.4") -> int:
    accepted = folder / "accepted.yaml"
    accepted.write_text(text, "utf-8")
    return main([*written(folder, version, NARROWED), "--accepted", str(accepted), *options])


def test_without_it_the_difference_counts(tmp_path: Path, capsys: Capture) -> None:
    assert main([*written(tmp_path, changes=NARROWED), "--json"]) == 1
    (difference,) = json.loads(capsys.readouterr().out)["differences"]
    assert (difference["rule"], difference["where"]) == ("max-length-narrowed", POINTER)


def test_accepted_difference_asks_for_no_version_and_tells_why(tmp_path: Path, capsys: Capture) -> None:
    assert compared(tmp_path, entry(), "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["verdict"] == "none"
    assert report["differences"][0]["accepted"] == "nobody sends more"


def test_report_for_people_names_the_reason(tmp_path: Path, capsys: Capture) -> None:
    assert compared(tmp_path, entry()) == 0
    assert "nobody sends more" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "version", "line", "reason"),
    [
        (entry() + entry(pointer="/paths/~1b"), "1.2.4", 5, "nothing differs there by max-length-narrowed any more"),
        (entry() + entry(rule="pattern-narrowed"), "1.2.4", 5, "nothing differs there by pattern-narrowed any more"),
        (entry(until="1.2.4"), "1.2.4", 1, "it was accepted until 1.2.4 alone"),
        (entry(), "2.1.0", 1, "it was accepted until 2.0.0 alone"),
    ],
)
def test_entry_that_no_longer_applies_fails(
    text: str, version: str, line: int, reason: str, tmp_path: Path, capsys: Capture
) -> None:
    assert compared(tmp_path, text, version=version) == 1
    told = capsys.readouterr().err.splitlines()[0]
    assert told.startswith(f"compare: {tmp_path / 'accepted.yaml'}:{line}: {reason}")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("rule: x\n", ":1", "it is a list"),
        ("- max-length-narrowed\n", ":1", "an entry has rule, pointer, reason and until"),
        (entry() + "- rule: max-length-narrowed\n", ":5", "an entry has rule, pointer, reason and until"),
        (entry(more="  note: x\n"), ":1", "an entry has rule, pointer, reason and until"),
        (entry(rule="no-rule"), ":1", "no rule is called no-rule"),
        (entry(until="soon"), ":1", "until is soon"),
        ("- {", "", "cannot be read"),
        ("- rule: !!int x\n", "", "cannot be read: invalid literal for int() with base 10: 'x' (line 1)"),
    ],
)
def test_file_that_is_none_is_one_line_with_its_place(
    text: str, line: str, reason: str, tmp_path: Path, capsys: Capture
) -> None:
    assert compared(tmp_path, text) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith(f"compare: {tmp_path / 'accepted.yaml'}{line}: {reason}")


def test_file_that_is_not_there_is_told(tmp_path: Path, capsys: Capture) -> None:
    assert main([*written(tmp_path), "--accepted", str(tmp_path / "none.yaml")]) == 2
    assert "none.yaml: cannot be read" in capsys.readouterr().err


def test_empty_file_accepts_nothing(tmp_path: Path) -> None:
    assert compared(tmp_path, "# nothing yet\n") == 1
