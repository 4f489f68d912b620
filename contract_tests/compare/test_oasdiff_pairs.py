"""Where does oasdiff judge its own test data in another way, and is each disagreement decided?"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from contract_tests.compare.pairs import data, pairs
from scripts.compare.difference import Verdict, worst
from scripts.compare.documents import compare_documents
from scripts.compare.validity import check
from scripts.document import DocumentError, load_yaml

TABLE = load_yaml(Path(__file__).with_name("pairs.yaml"))
LEVELS = ("nothing", "information", "warning", "error")
# What a person has to judge agrees with whatever somebody says of it.
AGREED = {
    Verdict.NONE: LEVELS[:2],
    Verdict.PATCH: LEVELS[:2],
    Verdict.ADDITIVE: LEVELS[:2],
    Verdict.BREAKING: LEVELS[2:],
    Verdict.UNJUDGED: LEVELS,
}

pytestmark = pytest.mark.extended


def test_every_disagreement_is_decided_and_none_is_stale(tmp_path: Path) -> None:
    oasdiff = shutil.which("oasdiff") or shutil.which("oasdiff", path=str(Path.home() / "go/bin"))
    folder = data()
    if oasdiff is None or folder is None:
        pytest.skip("not run: needs oasdiff and its module's data, a Go program; .ci/run installs it")
    found: dict[str, str] = {}
    judged = 0
    for name, old, new in pairs(folder):
        ours = verdict(old, new)
        if ours is not None:
            judged += 1
            theirs = level(oasdiff, tmp_path, old, new)
            if theirs not in AGREED[ours]:
                found[name] = f"{ours}, {theirs}"
    assert judged > 300
    decided = {name: entry["said"] for entry in TABLE for name in entry["pairs"]}
    assert found == decided


def verdict(old: dict[str, Any], new: dict[str, Any]) -> Verdict | None:
    """Ours; None for a document that is not valid in OpenAPI 3.1, which oasdiff takes."""
    try:
        check("old", old)
        check("new", new)
    except DocumentError:
        return None
    return worst(compare_documents(old, new))


def level(oasdiff: str, folder: Path, old: dict[str, Any], new: dict[str, Any]) -> str:
    """The worst that oasdiff says."""
    for name, document in (("old", old), ("new", new)):
        (folder / name).write_text(json.dumps(document), encoding="utf-8")
    done = subprocess.run(
        [oasdiff, "changelog", "--format", "json", "old", "new"], cwd=folder, capture_output=True, text=True, timeout=60
    )
    changes = json.loads(done.stdout or "[]")
    return LEVELS[max((change["level"] for change in changes), default=0)]
