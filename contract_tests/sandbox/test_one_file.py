"""What does the one file serve, and what does it say where its packages are missing?"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from contract_tests.sandbox.conftest import root_of
from contract_tests.sandbox.running import started
from scripts.document import DOCUMENT, ROOT
from scripts.one_file import packed

TITLE = "title: Kling scheduler of useapi.net"


@pytest.mark.parametrize(
    ("beside", "named", "expected"),
    [(False, False, "Kling scheduler"), (True, False, "Beside"), (True, True, "Named")],
    ids=["built-in", "beside", "named"],
)
def test_named_document_wins_over_the_one_beside_over_the_built_in(
    *, beside: bool, named: bool, expected: str, alone: Path
) -> None:
    text = DOCUMENT.read_text("utf-8")
    if beside:
        (alone / DOCUMENT.name).write_text(text.replace(TITLE, "title: Beside"), "utf-8")
    if named:
        (alone / "named.yaml").write_text(text.replace(TITLE, "title: Named"), "utf-8")
    arguments = ["--document", "named.yaml"] if named else []
    command = (sys.executable, "-I", str(alone / "sandbox.py"))
    with started(*arguments, command=command, cwd=alone) as (_, url, __):
        assert httpx.get(f"{root_of(url)}/openapi.json").json()["info"]["title"].startswith(expected)


def test_missing_package_is_one_line_that_names_what_installs_it(alone: Path) -> None:
    command = [sys.executable, "-I", "-S", str(alone / "sandbox.py")]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=20)
    (line,) = run.stderr.splitlines()
    assert (run.returncode, "uv run sandbox.py" in line, "pipx run sandbox.py" in line) == (2, True, True)


def test_file_is_written_where_no_package_is(tmp_path: Path) -> None:
    command = [sys.executable, "-S", "-m", "scripts.one_file", "sandbox", str(tmp_path / "sandbox.py")]
    subprocess.run(command, cwd=ROOT, check=True, timeout=20)
    assert (tmp_path / "sandbox.py").read_text("utf-8") == packed("sandbox")


def test_everything_that_it_names_is_pinned() -> None:
    names = re.findall(r'(?m)^#   "(.+)",$', packed("sandbox"))
    assert names
    assert [name for name in names if not re.match(r"[A-Za-z0-9-]+==[^ ;]+( ;.*)?$", name)] == []
