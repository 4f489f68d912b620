"""Is a run that cannot record told in one line, with exit code 2 and nothing on disk?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from contract_tests.record.running import OPERATION, entered, har, on_disk, run
from scripts.coded import TooMuch
from scripts.record import cli

Capture = pytest.CaptureFixture[str]


def refused(capsys: Capture) -> str:
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    return told.err


def test_operation_that_the_document_does_not_have(tmp_path: Path, capsys: Capture) -> None:
    assert run(tmp_path, operation="none") == 2
    assert "the document has no operation 'none'; there is: " in refused(capsys)
    assert on_disk(tmp_path) == {}


@pytest.mark.parametrize("name", ["USEAPI_TOKEN", "RECORD_CANARY_SECRETS"])
def test_secret_that_is_too_short_to_be_told_from_chance(name: str, tmp_path: Path, capsys: Capture) -> None:
    path = har(tmp_path / "a.har", "[]")
    assert run(tmp_path / "out", "--har", str(path), **{"USEAPI_TOKEN": "user:1-long", name: "abc"}) == 2
    assert "need four characters" in refused(capsys)
    assert on_disk(tmp_path / "out") == {}


def test_file_that_is_not_there(tmp_path: Path, capsys: Capture) -> None:
    assert run(tmp_path / "out", "--har", str(tmp_path / "none.har"), USEAPI_TOKEN="user:1-long") == 2
    assert "none.har" in refused(capsys)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no situation!"], "'no situation!' is no situation: write words of letters and digits joined by -"),
        (["test", "--path-value", "id"], "'id' is no NAME=VALUE"),
        (["test", "--query", "=7"], "'=7' is no NAME=VALUE"),
    ],
)
def test_argument_that_is_none(arguments: list[str], said: str, tmp_path: Path, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        entered(tmp_path, OPERATION.id, *arguments)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
    assert on_disk(tmp_path) == {}


def test_file_that_cannot_be_written_takes_the_others_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    path = har(tmp_path / "a.har", "[]")
    opened = Path.open

    def full(self: Path, mode: str = "r", **options: Any) -> Any:
        if mode == "x":
            opened(self, mode, **options).close()
            raise OSError(28, "No space left on device")
        return opened(self, mode, **options)

    monkeypatch.setattr(Path, "open", full)
    assert run(tmp_path / "out", "--har", str(path), USEAPI_TOKEN="user:1-long") == 2
    assert "cannot be written: No space left on device" in refused(capsys)


def test_answer_that_cannot_be_searched_for_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def endless(*_: object) -> bool:
        raise TooMuch

    monkeypatch.setattr(cli, "survives", endless)
    path = har(tmp_path / "a.har", "[]")
    assert run(tmp_path / "out", "--har", str(path), USEAPI_TOKEN="user:1-long") == 3
    assert "the answer decodes to more than can be searched for secrets" in refused(capsys)
    assert on_disk(tmp_path / "out") == {}
