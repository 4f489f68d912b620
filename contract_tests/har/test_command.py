"""What does the command line print, and with which exit code?"""

import argparse
from pathlib import Path

import pytest

from contract_tests.har.files import TOKEN, entry, write
from scripts.judge.har import cli


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser(prog="judge")
    cli.add_to(parser.add_subparsers(required=True))
    options = parser.parse_args(["har", *arguments])
    return int(options.run(options))


@pytest.mark.parametrize(
    ("body", "arguments", "code", "word"),
    [
        ("[]", (), 0, "holds"),
        ("[7]", (), 1, "broken"),
        ('[{"new": 1}]', (), 0, "holds"),
        ('[{"new": 1}]', ("--strict",), 1, "broken"),
    ],
    ids=["lawful", "violation", "notice", "notice-under-strict"],
)
def test_verdict_is_the_last_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], body: str, arguments: tuple[str, ...], code: int, word: str
) -> None:
    file = write(tmp_path / "in.har", entry(body))
    assert run(str(file), *arguments) == code
    out, err = capsys.readouterr()
    assert out.startswith(f"{file}: 1 entry, 1 judged\n")
    assert word in out.splitlines()[-1]
    assert err == ""


@pytest.mark.parametrize("text", ["secret-1234", '{"log": {}}', None], ids=["text", "no-entries", "no-file"])
def test_file_that_is_no_har_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | None) -> None:
    file = tmp_path / "in\x1b[2J.har"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    assert run(str(file)) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "secret-1234" not in err
    assert "\x1b" not in err


def test_file_that_breaks_off_does_not_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path / "in.har", entry(), entry())
    file.write_text(file.read_text(encoding="utf-8")[:-80], encoding="utf-8")
    assert run(str(file)) == 2
    assert "breaks off after entry 1" in capsys.readouterr().out


def test_other_files_are_judged_beside_one_that_is_no_har(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "not.har").write_text("x", encoding="utf-8")
    assert run(str(tmp_path / "not.har"), str(write(tmp_path / "in.har", entry()))) == 2
    out, err = capsys.readouterr()
    assert "1 judged" in out
    assert "not HAR" in err


def test_reports_are_written_without_secrets(tmp_path: Path) -> None:
    file = write(tmp_path / "in.har", entry(f'[{{"id": "{TOKEN}"}}]'))
    assert run(str(file), "--report", str(tmp_path / "report")) == 1
    texts = [path.read_text(encoding="utf-8") for path in (tmp_path / "report").rglob("*") if path.is_file()]
    assert texts
    assert not [text for text in texts if TOKEN in text]


@pytest.mark.parametrize(
    "url", ["x", "ftp://h.example/v1", "http://u:p@h.example/v1", "http://[::1/v1", "https://h/v1?a=b"]
)
def test_base_url_that_is_none_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str], url: str) -> None:
    with pytest.raises(SystemExit):
        run(str(write(tmp_path / "in.har", entry())), "--base-url", url)
    assert "an http or https URL" in capsys.readouterr().err
