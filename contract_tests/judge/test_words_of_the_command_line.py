"""Does each command of the judge say what it did, or in one line why it did not, in this process as in any?"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from scripts.judge import live_command, telling
from scripts.judge.__main__ import main
from scripts.judge.codes import BY_ID
from scripts.judge.verdict import Verdict

Capture = pytest.CaptureFixture[str]


def told(capsys: Capture, *arguments: str) -> tuple[int, list[str], list[str]]:
    """The exit code, and the lines on both outputs."""
    code = main(list(arguments))
    said = capsys.readouterr()
    return code, said.out.splitlines(), said.err.splitlines()


def test_every_code_is_listed(capsys: Capture) -> None:
    assert told(capsys, "explain") == (0, [f"{code.id}  {code.check}" for code in BY_ID.values()], [])


@pytest.mark.parametrize("name", [next(iter(BY_ID)), next(iter(BY_ID)).lower(), next(iter(BY_ID.values())).check])
def test_code_is_explained_by_its_number_or_its_name(name: str, capsys: Capture) -> None:
    code, out, err = told(capsys, "explain", name)
    first = next(iter(BY_ID.values()))
    assert (code, err) == (0, [])
    assert first.id in out[0]
    assert first.check in out[0]


def test_code_that_there_is_not_is_told(capsys: Capture) -> None:
    assert told(capsys, "explain", "J000") == (
        4,
        [],
        ["judge: there is no code 'J000'; explain lists them all"],
    )


@pytest.fixture
def document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("USEAPI_TOKEN", raising=False)
    monkeypatch.delenv("USEAPI_BASE_URL", raising=False)


@pytest.mark.usefixtures("document")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--path-value", "x"], "judge: --path-value takes NAME=VALUE, not 'x'"),
        (["--known", "no-such-file.yaml"], "judge: no-such-file.yaml: cannot be read: No such file or directory"),
    ],
)
def test_option_that_is_wrong_is_one_line(arguments: list[str], said: str, capsys: Capture) -> None:
    assert told(capsys, "live", *arguments) == (4, [], [said])


@pytest.mark.usefixtures("document")
def test_report_that_cannot_be_written_is_told_before_anything_is_asked(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "file").touch()
    code, out, err = told(capsys, "live", "--report", str(tmp_path / "file" / "reports"))
    assert (code, out) == (4, [])
    assert err == [f"judge: --report {tmp_path / 'file' / 'reports'}: Not a directory"]


@pytest.mark.usefixtures("document")
def test_run_without_a_token_could_not_be_judged(capsys: Capture) -> None:
    code, out, err = told(capsys, "live")
    assert (code, err) == (2, [])
    assert "USEAPI_TOKEN is not set" in " ".join(out)


@pytest.mark.parametrize("text", ["0", "-1", "nan", "90000"])
def test_seconds_are_above_none_and_below_a_day(text: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["live", "--max-seconds", text])
    assert ended.value.code == 4
    assert f"{text} is no number of seconds between 0 and a day" in capsys.readouterr().err


def test_document_that_cannot_be_read_is_told(tmp_path: Path, capsys: Capture) -> None:
    code, out, err = told(capsys, "live", "--document", str(tmp_path / "none.yaml"))
    assert (code, out, len(err)) == (2, [], 1)
    assert err[0].startswith(f"judge: {tmp_path / 'none.yaml'}: cannot be read")


def test_progress_says_how_many_of_how_many(capsys: Capture) -> None:
    live_command._progress(15)(3)
    live_command._progress(None)(4)
    assert capsys.readouterr().err == "\r\033[Krequest 3 of at most 15\r\033[Krequest 4"


class Options:
    """What ``tell`` reads."""

    report: Path | None = None
    format = "text"


def test_report_that_fails_at_the_end_costs_no_verdict(tmp_path: Path, capsys: Capture) -> None:
    options = Options()
    (tmp_path / "file").touch()
    options.report = tmp_path / "file"
    verdict = Verdict()
    verdict.could_not_judge("live", "said")
    assert telling.tell(verdict, options) == verdict.exit_code  # type: ignore[arg-type]
    said = capsys.readouterr()
    assert said.err == f"judge: --report {tmp_path / 'file'}: File exists\n"
    assert said.out.splitlines()[-1].startswith("verdict: ")


def test_reader_that_has_seen_enough_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as output:
        monkeypatch.setattr(sys, "stdout", output)
        verdict = Verdict()
        verdict.could_not_judge("live", "said")
        assert telling.tell(verdict, Options()) == verdict.exit_code  # type: ignore[arg-type]
