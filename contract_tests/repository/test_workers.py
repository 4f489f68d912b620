"""Does a run that pytest-xdist spreads over processes reach the verdict that one process reaches?"""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from contract_tests.conftest import SECTIONS, VERDICT, pytest_testnodedown
from scripts.document import ROOT
from scripts.judge.screen import lines
from scripts.judge.verdict import Verdict

JUDGING = """
import pytest
from scripts.judge.judgement import Judgement
from scripts.judge.violation import Violation

pytestmark = pytest.mark.contract

def test_one(verdict, sections):
    verdict.add("target", Judgement("anOperation", 200, 3, True, []))
    sections["heading"] = ["a line to read"]

def test_other(verdict):
    wrong = Violation("a_check", "anOperation", 401, "/0", "1", "2")
    verdict.add("target", Judgement("anOperation", 401, 4, False, [wrong]))
"""


@pytest.mark.extended
def test_what_each_worker_found_is_told(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("from contract_tests.conftest import *\n", encoding="utf-8")
    test = tmp_path / "test_judging.py"
    test.write_text(JUDGING, encoding="utf-8")
    arguments = [
        "-c",
        str(ROOT / "pyproject.toml"),
        "--rootdir",
        str(tmp_path),
        "-n",
        "2",
        "-p",
        "no:cacheprovider",
        str(test),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    for line in [
        "target  anOperation  200 401        7       1",
        "violation: target: J999 anOperation 401: a_check at #/0",
        "verdict: the contract is broken",
        "a line to read",
    ]:
        assert line in done.stdout
    assert done.returncode == 1


def test_worker_that_broke_off_breaks_the_verdict() -> None:
    verdict = Verdict()
    config = SimpleNamespace(stash={VERDICT: verdict, SECTIONS: {}})
    pytest_testnodedown(SimpleNamespace(config=config, gateway=SimpleNamespace(id="gw0")), error="killed")
    assert verdict.exit_code == 1
    assert next(iter(lines(verdict))) == "failed: worker gw0 broke off"
