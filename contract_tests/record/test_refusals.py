"""Is a run that cannot record told in one line, with exit code 2 and nothing on disk?"""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_tests.record.running import har, on_disk, run

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
