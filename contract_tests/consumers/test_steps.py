"""Is a step of a language that goes wrong told with its command, and a client that reads wrong with its vector?"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scripts.consumers import run
from scripts.consumers.languages import LANGUAGES, Language
from scripts.document import load

NOTHING = "python -c pass"
VECTOR: dict[str, Any] = {
    "name": "v",
    "operation": "do",
    "origin": "recording",
    "request": {"method": "GET", "path": "/", "headers": {}},
    "response": {"status": 200, "headers": {}, "body": "7", "bodyEncoding": "utf-8"},
    "expected": {"outcome": "value", "status": 200, "value": 7},
}


def language(**steps: Any) -> Language:
    """A language whose steps are all done, but for those that are given."""
    return replace(LANGUAGES["python"], beside=(), generate=NOTHING, build=(), run=NOTHING, **steps)


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    folder.mkdir()
    for name in ("openapi.yaml", "openapi.json"):
        (folder / name).write_text(json.dumps(load()), encoding="utf-8")
    return folder


def ended(dist: Path, tried: Language) -> run.Result:
    return run.run(tried, dist, dist.parent / "work", "http://127.0.0.1:9", [VECTOR])


def test_command_that_fails_is_told_with_the_end_of_what_it_said(dist: Path) -> None:
    failing = replace(language(), generate="python -c \"import sys; print('before'); sys.exit('told')\"")
    found = ended(dist, failing)
    assert found.state.startswith("failed: python -c ")
    assert found.state.endswith("exit code 1\nbefore\ntold")
    assert not found.compiled


def test_command_that_does_not_end_is_told(dist: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "LIMIT", 0.2)
    found = ended(dist, replace(language(), generate='python -c "import time; time.sleep(20)"'))
    assert found.state.endswith("did not end within 0.2 s")


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("no line", "failed: "),
        ('{"name": "v", "status": 200, "value": 8, "error": null}', "failed: v: "),
        ('{"name": "v", "status": 500, "value": null, "error": "x"}', "failed: v: "),
        ("", "failed: v: "),
    ],
)
def test_client_that_reads_wrong_is_told_with_the_vector(printed: str, said: str, dist: Path, tmp_path: Path) -> None:
    script = tmp_path / "driver.py"
    script.write_text(f"print({printed!r})" if printed else "", encoding="utf-8")
    found = ended(dist, replace(language(), run=f"python {script}"))
    assert found.compiled
    assert found.state.startswith(said)


def test_sandbox_that_does_not_start_is_told(tmp_path: Path) -> None:
    (tmp_path / "sandbox.py").write_text("print('no address')", encoding="utf-8")
    with pytest.raises(run.SandboxError, match="did not start"), run.sandbox(tmp_path, tmp_path / "vectors.json"):
        pass
