"""Does the judge's command line say on one screen what it can, and in one line what is wrong?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from contract_tests.judge.live import SECRET, judge, run_live
from scripts.document import ROOT
from scripts.judge.codes import BY_ID, CODES, explain
from scripts.sandbox import create_app, serving


def test_module_is_a_program() -> None:
    done = subprocess.run([sys.executable, "-m", "scripts.judge"], cwd=ROOT, capture_output=True, timeout=60)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (4, b"", 1)


@pytest.mark.parametrize("command", [[], ["live"], ["page"], ["explain"]], ids=["judge", "live", "page", "explain"])
def test_help_fits_a_screen(command: list[str]) -> None:
    code, output, _ = judge(*command, "--help")
    lines = output.splitlines()
    assert code == 0
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 82


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nothing"],
        ["live", "--nothing"],
        ["live", "--max-seconds", "0"],
        ["live", "--max-seconds", "nan"],
        ["live", "--path-value", "x"],
        ["live", "--known", "no-such-file.yaml"],
        ["explain", "J000"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_one_line_and_4(arguments: list[str]) -> None:
    code, output, error = judge(*arguments)
    assert (code, output, len(error.splitlines())) == (4, "", 1)


def test_every_code_is_explained_under_a_name_that_is_its_own() -> None:
    assert len({code.check for code in BY_ID.values()}) == len(BY_ID) == len(CODES) + 1
    assert all(len(explain(code)) >= 5 for code in BY_ID)
    assert explain("j101") == explain("response_schema_conformance")


def test_annotations_name_the_line_of_the_document(tmp_path: Path) -> None:
    with serving(create_app(token=SECRET, faults=["malformed-field"])) as url:
        code, output = run_live(url, SECRET, "--format", "github")
    lines = [line for line in output.splitlines() if line.startswith("::error ")]
    assert lines
    for line in lines:
        assert line.startswith("::error file=openapi.yaml,line=")
        assert "title=J101 response_schema_conformance::" in line
    assert (code, output.splitlines()[-1]) == (1, "verdict: the contract is broken")
