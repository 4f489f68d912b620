"""Does the judge run as one file, away from the repository?"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from contract_tests.judge.live import SECRET
from scripts.one_file import packed
from scripts.sandbox import create_app, serving


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    path = tmp_path / "judge.py"
    path.write_text(packed("judge"), encoding="utf-8")
    return path


def run(url: str, *command: str | Path) -> tuple[int, str]:
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "USEAPI_BASE_URL"}}
    done = subprocess.run(
        [*command, "live", "--base-url", url, "--report", "report"],
        cwd=Path(command[-1]).parent,
        env={**environment, "USEAPI_TOKEN": SECRET},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    return done.returncode, done.stdout + done.stderr


def test_file_judges_a_server_and_writes_every_report(alone: Path) -> None:
    with serving(create_app(token=SECRET)) as url:
        code, output = run(url, sys.executable, "-I", alone)
    assert (code, output.rstrip().splitlines()[-1]) == (0, "verdict: the contract holds"), output
    assert len(list((alone.parent / "report").iterdir())) == 5


def test_every_dependency_is_pinned_and_the_file_is_the_same_each_time() -> None:
    text = packed("judge")
    names = re.findall(r'(?m)^#   "([^"]+)",$', text)
    assert names
    assert [name for name in names if not re.fullmatch(r"[\w-]+==[\w.]+( ; .+)?", name)] == []
    assert packed("judge") == text


@pytest.mark.extended
@pytest.mark.parametrize("program", ["uv", "pipx"])
def test_readers_of_the_bundle_run_it_as_it_is(program: str, alone: Path) -> None:
    found = Path(sys.executable).with_name(program)
    assert found.exists() or shutil.which(program)
    with serving(create_app(token=SECRET)) as url:
        code, output = run(url, found, "run", alone)
    assert (code, "verdict: the contract holds" in output) == (0, True), output
