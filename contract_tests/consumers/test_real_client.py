"""Does a real client pass, and is it caught when the vectors say something else?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.consumers import __main__ as command
from scripts.consumers.languages import LANGUAGES
from scripts.consumers.run import missing
from scripts.document import load, operations
from scripts.publish.__main__ import write
from scripts.publish.bundle import bundle

pytestmark = pytest.mark.extended

LANGUAGE = "typescript"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert missing(LANGUAGES[LANGUAGE]) == []
    folder = tmp_path_factory.mktemp("consumers")
    write(bundle(), folder / "dist")
    return folder


def test_client_of_the_bundle_passes_every_vector(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([LANGUAGE, "--dist", str(folder / "dist"), "--work", str(folder / "work")]) == 0
    lawful = [
        one
        for one in json.loads((folder / "dist" / "vectors.json").read_text(encoding="utf-8"))["vectors"]
        if one["origin"] != "violation"
    ]
    assert f"| yes | {len(lawful)}/{len(lawful)} |" in capsys.readouterr().out


def test_bundle_that_promises_something_else_is_caught(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "dist" / "vectors.json"
    written = json.loads(path.read_text(encoding="utf-8"))
    changed = next(
        one for one in written["vectors"] if one["expected"]["outcome"] == "error" and one["origin"] == "recording"
    )
    changed["expected"]["status"] += 1
    path.write_text(json.dumps(written), encoding="utf-8")

    assert command.main([LANGUAGE, "--dist", str(folder / "dist"), "--work", str(folder / "work")]) == 1
    assert changed["name"] in capsys.readouterr().err


def test_document_that_does_not_compile_is_caught(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "dist" / LANGUAGES[LANGUAGE].source
    text = path.read_text(encoding="utf-8")
    for operation in operations(load()):
        text = text.replace(f"{operation.path}:", "/elsewhere:")
    path.write_text(text, encoding="utf-8")

    assert command.main([LANGUAGE, "--dist", str(folder / "dist"), "--work", str(folder / "work")]) == 1
    assert "tsc" in capsys.readouterr().err
