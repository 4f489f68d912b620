"""Does all else follow when somebody adds an operation, with no file touched but the document and its cases?

``contract_tests/second_operation`` is what that person writes: the operation and its cases.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scripts.document import METHODS, ROOT

pytestmark = pytest.mark.extended

WRITTEN = ROOT / "contract_tests/second_operation"
ADDED = YAML(typ="safe").load(WRITTEN / "operation.yaml")
((PATH, ITEM),) = ADDED["paths"].items()
((OPERATION, TAG),) = [(one["operationId"], one["tags"][0]) for name, one in ITEM.items() if name in METHODS]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository with the operation added, and the client generated anew."""
    copy = tmp_path_factory.mktemp("second") / "repository"
    kept = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in kept.split("\0")[:-1]:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 200
    yaml.indent(mapping=2, sequence=4, offset=2)
    document = yaml.load(copy / "openapi.yaml")
    _merge(document, ADDED)
    yaml.dump(document, copy / "openapi.yaml")
    shutil.copytree(WRITTEN / "cases", copy / "contract_tests/cases", dirs_exist_ok=True)
    _run(copy, "scripts.generate")
    return copy


def _merge(document: Any, added: Any) -> None:
    for name, value in added.items():
        if isinstance(value, Mapping) and name in document:
            _merge(document[name], value)
        elif isinstance(value, list) and name in document:
            document[name].extend(value)
        else:
            document[name] = value


def _run(repository: Path, *arguments: str) -> str:
    """What ``python -m`` prints in the copy, where the copy's own client is the installed one."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "USEAPI_"))}
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=repository,
        env={**environment, "PYTHONPATH": os.pathsep.join(map(str, [repository, repository / "generated"]))},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_main_job_holds_every_target_to_it(repository: Path) -> None:
    printed = _run(repository, "pytest", "-q", "-m", "contract", "-p", "no:cacheprovider")
    rows = [line for line in printed.splitlines() if f" {OPERATION} " in line]
    assert [row.split("  ")[0] for row in rows] == [
        line.split("  ")[0] for line in printed.splitlines() if " getRunningTasks " in line
    ]
    assert len(rows) >= 4
    assert "verdict: the contract holds" in printed


def test_each_of_its_clauses_is_pinned_and_its_broken_servers_are_flagged(repository: Path) -> None:
    tests = ["contract_tests/mutants/test_mutants.py::test_every_clause_is_pinned", "contract_tests/broken"]
    printed = _run(repository, "pytest", "-q", "-p", "no:cacheprovider", *tests)
    assert "survivor" not in printed


def test_command_of_the_client_has_it(repository: Path) -> None:
    assert "get-task" in _run(repository, "kling_scheduler", "--help")
