"""Where does oasdiff, the tool that most people use, judge an edit in another way?"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from contract_tests.compare.table import BREAKING, EDITS, Edit, base

ERROR = 3

pytestmark = pytest.mark.extended


@pytest.fixture(scope="module")
def oasdiff() -> str:
    found = shutil.which("oasdiff") or shutil.which("oasdiff", path=str(Path.home() / "go/bin"))
    if found is None:
        pytest.skip("not run: needs oasdiff, a Go program; .ci/run installs it")
    return found


@pytest.mark.parametrize("edit", EDITS, ids=[edit.name for edit in EDITS])
def test_oasdiff_agrees_or_the_table_says_why_not(edit: Edit, oasdiff: str, tmp_path: Path) -> None:
    for name, document in (("old", base()), ("new", edit.of(base()))):
        (tmp_path / name).write_text(json.dumps(document), encoding="utf-8")
    told = subprocess.run(
        [oasdiff, "changelog", "--format", "json", "old", "new"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    changes = json.loads(told.stdout or "[]")
    breaks = any(change["level"] == ERROR for change in changes)

    agrees = breaks == (max(edit.readers, edit.senders) >= BREAKING)

    assert agrees is (edit.oasdiff == ""), edit.oasdiff or changes
