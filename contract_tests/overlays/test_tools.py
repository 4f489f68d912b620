"""Do Redocly and another tool make of an overlay what it was written for, byte by byte?"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from contract_tests.compare.table import EDITS, base
from scripts.document import ROOT
from scripts.overlays import changes, overlay

pytestmark = pytest.mark.extended

REDOCLY = ROOT / "scripts" / "lint" / "node_modules" / ".bin" / "redocly"
HOSTILE = ["it's", 'say "it"', "back\\slash", "a.b[0]", "*", "$", "", " ", "ü", "@x", "?(@.a)", "~1", "100"]


def documents() -> dict[str, tuple[Any, Any]]:
    """Pairs that differ in one place each, and one that differs in names of any kind."""
    pairs = {edit.name: (base(), edit.of(base())) for edit in EDITS[::40]}
    old, new = base(), base()
    old["x-names"] = {name: {"said": 1, "gone": [1]} for name in HOSTILE}
    new["x-names"] = {name: {"said": 2, "more": None} for name in HOSTILE}
    return {**pairs, "names": (old, new)}


PAIRS = documents()


@pytest.fixture
def files(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Path, str]:
    old, new = PAIRS[request.param]
    (tmp_path / "old.json").write_text(json.dumps(old), encoding="utf-8")
    (tmp_path / "overlay.yaml").write_text(overlay("t", "1", changes(old, new)), encoding="utf-8")
    return tmp_path, json.dumps(new, sort_keys=True)


def run(folder: Path, *command: str) -> str:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=120)
    return json.dumps(YAML(typ="safe").load((folder / "new.json").read_text("utf-8")), sort_keys=True)


@pytest.mark.parametrize("files", PAIRS, indirect=True)
def test_both_tools_give_the_new_document(files: tuple[Path, str]) -> None:
    if not REDOCLY.is_file():
        pytest.fail(f"needs {REDOCLY.relative_to(ROOT)}: npm ci --prefix scripts/lint --ignore-scripts")
    folder, new = files
    assert run(folder, str(REDOCLY), "bundle", "old.json", "--overlay", "overlay.yaml", "-o", "new.json") == new
    (folder / "new.json").unlink()
    patch = Path(sys.executable).with_name("oas-patch")
    assert run(folder, str(patch), "overlay", "old.json", "overlay.yaml", "-o", "new.json") == new
