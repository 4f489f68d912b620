"""Does the README's picture show what a run shows today?"""

from __future__ import annotations

import re
from html import unescape

import pytest

from scripts.document import ROOT
from scripts.picture import __main__ as picture


def test_picture_shows_what_a_run_does() -> None:
    lines = picture.run()
    text = unescape(picture.PICTURE.read_text(encoding="utf-8"))
    first = next(line for line in lines if line.startswith("violation: "))
    shown = " ".join(re.findall(r">([^<>]+)</text>", text))
    assert " ".join(first.split()) in " ".join(shown.split())
    assert lines[-1] in shown
    assert f"({picture.PICTURE.relative_to(ROOT).as_posix()})" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_picture_that_is_not_what_a_run_shows_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(picture, "run", lambda: ["$ something else"])
    assert picture.main(["--check"]) == 1
    assert "python -m scripts.picture" in capsys.readouterr().out


def test_picture_asks_nobody_and_has_its_last_line() -> None:
    text = picture.PICTURE.read_text(encoding="utf-8")
    assert "verdict: the contract is broken" in text
    assert text.count("http://") - text.count("http://127.0.0.1:4010") == 1
