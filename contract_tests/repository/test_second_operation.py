"""Does all else follow when somebody adds operations, with no file touched but the document and their cases?

``contract_tests/second_operation`` is what that person writes: the vendor's two sibling endpoints and their cases, of
which a few lines were typed and the rest came of ``python -m scripts.mutants --write``.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from contract_tests.repository.copies import consumed, copied, run, whole_suite
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
    copy = copied(tmp_path_factory.mktemp("second"), WRITTEN / "operation.yaml")
    shutil.copytree(WRITTEN / "cases", copy / "contract_tests/cases", dirs_exist_ok=True)
    run(copy, "scripts.generate")
    return copy


def test_main_job_holds_every_target_to_them(repository: Path) -> None:
    printed = run(repository, "pytest", "-q", "-m", "contract", "-p", "no:cacheprovider")
    rows = printed.splitlines()
    ours = [line.split("  ")[0] for line in rows if " getRunningTasks " in line]
    assert len(ours) >= 4
    for operation in OPERATIONS:
        assert [line.split("  ")[0] for line in rows if f" {operation} " in line] == ours
    assert "verdict: the contract holds" in printed


def test_each_of_their_clauses_is_pinned(repository: Path) -> None:
    last = run(repository, "scripts.mutants").splitlines()[-1]
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
    run(repository, "scripts.mutants", "--folder", str(folder), "--write", expected=1)
    assert "no case was found" not in run(repository, "scripts.mutants", "--folder", str(folder))


def test_operation_without_a_case_is_named_with_its_file(repository: Path, tmp_path: Path) -> None:
    folder = tmp_path / "contract_tests"
    for kind in ("cases", "recordings", "violations"):
        shutil.copytree(repository / "contract_tests" / kind, folder / kind)
    (folder / "cases/getAvailable.yaml").unlink()
    printed = run(repository, "scripts.cases", "--folder", str(folder), expected=1)
    assert f"getAvailable has no case for 200: add one to {folder / 'cases/getAvailable.yaml'}" in printed


def test_whole_suite_is_true_of_them(repository: Path) -> None:
    assert " passed" in whole_suite(repository).splitlines()[-1]


@pytest.mark.parametrize("language", ["typescript", "go"])
def test_clients_of_other_languages_call_them(language: str, repository: Path) -> None:
    lines = consumed(repository, language)
    assert f"{language}: passed" in lines
    met, total = lines[-1].split(" | ")[4].split("/")
    assert met == total
    assert int(total) > 30


def test_command_of_the_client_has_them(repository: Path) -> None:
    printed = run(repository, "kling_scheduler", "--help")
    assert "get-available" in printed
    assert "delete-running-task" in printed


def test_verdict_on_the_change_is_that_it_adds(repository: Path) -> None:
    printed = run(repository, "scripts.compare", str(ROOT / "openapi.yaml"), "openapi.yaml", "--json", expected=1)
    found = json.JSONDecoder().raw_decode(printed[printed.index("{") :])[0]["differences"]
    assert {one["verdict"] for one in found} <= {"additive", "patch"}
