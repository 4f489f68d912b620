"""Does all else follow when somebody adds operations, with no file touched but the document and their cases?

``contract_tests/second_operation`` is what that person writes: the vendor's two sibling endpoints and their cases, of
which a few lines were typed and the rest came of ``python -m scripts.mutants --write``.
"""

from __future__ import annotations

import json
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
OPERATIONS = {
    operation["operationId"]: (method, path)
    for path, item in ADDED["paths"].items()
    for method, operation in item.items()
    if method in METHODS
}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository with the operations added, and the client generated anew."""
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
    _merge(document, YAML().load(WRITTEN / "operation.yaml"))
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


def _run(repository: Path, *arguments: str, expected: int = 0) -> str:
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
    assert done.returncode == expected, done.stdout
    return done.stdout


def test_main_job_holds_every_target_to_them(repository: Path) -> None:
    printed = _run(repository, "pytest", "-q", "-m", "contract", "-p", "no:cacheprovider")
    rows = printed.splitlines()
    ours = [line.split("  ")[0] for line in rows if " getRunningTasks " in line]
    assert len(ours) >= 4
    for operation in OPERATIONS:
        assert [line.split("  ")[0] for line in rows if f" {operation} " in line] == ours
    assert "verdict: the contract holds" in printed


def test_each_of_their_clauses_is_pinned(repository: Path) -> None:
    last = _run(repository, "scripts.mutants").splitlines()[-1]
    caught, _, total, *_ = last.removeprefix("mutants: ").split()
    assert int(caught) == int(total) > 250


def test_few_lines_are_enough_to_begin_with(repository: Path, tmp_path: Path) -> None:
    folder = tmp_path / "contract_tests"
    for kind in ("cases", "recordings", "violations"):
        shutil.copytree(repository / "contract_tests" / kind, folder / kind)
    (folder / "cases/deleteRunningTask.yaml").write_text(
        "lawful:\n  200-stopped:\n  400-refused: {body: {error: x}}\n"
        "  401-no-token: {request: {headers: {Authorization: null}}, body: {error: x, code: 401}}\n"
        "  404-not-running: {body: {error: x}}\n",
        encoding="utf-8",
    )
    _run(repository, "scripts.mutants", "--folder", str(folder), "--write", expected=1)
    assert "no case was found" not in _run(repository, "scripts.mutants", "--folder", str(folder))


def test_operation_without_a_case_is_named_with_its_file(repository: Path, tmp_path: Path) -> None:
    folder = tmp_path / "contract_tests"
    for kind in ("cases", "recordings", "violations"):
        shutil.copytree(repository / "contract_tests" / kind, folder / kind)
    (folder / "cases/getAvailable.yaml").unlink()
    printed = _run(repository, "scripts.cases", "--folder", str(folder), expected=1)
    assert f"getAvailable has no case for 200: add one to {folder / 'cases/getAvailable.yaml'}" in printed


def test_their_broken_servers_are_flagged(repository: Path) -> None:
    _run(repository, "pytest", "-q", "-p", "no:cacheprovider", "-n2", "contract_tests/broken")


@pytest.mark.parametrize("tests", ["client", "har", "mutants", "redaction"])
def test_what_is_tested_of_one_operation_is_true_of_more(tests: str, repository: Path) -> None:
    _run(repository, "pytest", "-q", "-p", "no:cacheprovider", "-n2", "-m", "not extended", f"contract_tests/{tests}")


def test_command_of_the_client_has_them(repository: Path) -> None:
    printed = _run(repository, "kling_scheduler", "--help")
    assert "get-available" in printed
    assert "delete-running-task" in printed


def test_verdict_on_the_change_is_that_it_adds(repository: Path) -> None:
    printed = _run(repository, "scripts.compare", str(ROOT / "openapi.yaml"), "openapi.yaml", "--json", expected=1)
    found = json.JSONDecoder().raw_decode(printed[printed.index("{") :])[0]["differences"]
    assert {one["verdict"] for one in found} <= {"additive", "patch"}
