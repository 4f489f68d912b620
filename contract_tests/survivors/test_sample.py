"""Are changes of our own code drawn the same way each time, and only where they can mean something?"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.extended

MODULE = """
from functools import cache
@cache
def width(given: int | None, least: int = 3) -> int | None:
    limit: int | None = 4
    return least + 1 if given else limit
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "module.py").write_text(MODULE, encoding="utf-8")
    return tmp_path / "package"


def drawn(package: Path, seed: int) -> list[tuple[str, tuple[int, int], int]]:
    # What it is made with is installed for the longer tests alone.
    from scripts.survivors.sample import sample

    with contextlib.chdir(package):
        return [
            (one.operator_name, one.start_pos, one.occurrence)
            for item in sample(package, 4, seed)
            for one in item.mutations
        ]


def test_one_seed_draws_the_same_and_another_one_others(package: Path) -> None:
    assert drawn(package, 1) == drawn(package, 1)
    assert len({tuple(drawn(package, seed)) for seed in range(6)}) > 1


def test_neither_annotations_nor_decorators_are_changed(package: Path) -> None:
    from scripts.survivors.sample import idle

    assert len(idle(package / "module.py")) == 5
    lines = {start[0] for _, start, _ in (one for seed in range(12) for one in drawn(package, seed))}
    # What is left: the default, the sum, the condition and the constants.
    assert lines == {4, 5, 6}
    columns = {start[1] for _, start, _ in (one for seed in range(12) for one in drawn(package, seed)) if start[0] == 4}
    assert columns == {MODULE.splitlines()[3].index("3")}


def test_code_that_was_changed_reaches_no_other_machine(tmp_path: Path) -> None:
    from scripts.survivors.__main__ import GUARD

    (tmp_path / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    asked = "import socket; socket.create_connection((%r, 9), 1)"
    told = {
        host: subprocess.run(
            [sys.executable, "-c", asked % host], env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True
        ).stderr.splitlines()[-1]
        for host in ("192.0.2.1", "127.0.0.1")
    }
    assert told["192.0.2.1"] == "OSError: 192.0.2.1 is another machine"
    assert told["127.0.0.1"].startswith("ConnectionRefusedError")
