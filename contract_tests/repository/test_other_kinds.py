"""Whatever kind the next operation is of, does all follow from the document, its examples and two typed lines?"""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_tests.repository.copies import consumed, copied, run, whole_suite
from scripts.document import ROOT

pytestmark = pytest.mark.extended

KINDS = ROOT / "contract_tests/second_operation/kinds.yaml"
# What the document does not show: a value of a path, and the first answer of a list without an example.
TYPED = {
    "cancelKlingTask": "request: {path: {id: 7}}\n",
    "getAccount": "request: {path: {n: 7}}\n",
    "getProgress": "lawful:\n  200-two: {body: {a: 1, b: 2}}\n",
}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy with the operations, the client generated anew, and the cases that are written for them."""
    copy = copied(tmp_path_factory.mktemp("kinds"), KINDS)
    for name, text in TYPED.items():
        (copy / f"contract_tests/cases/{name}.yaml").write_text(text, encoding="utf-8")
    run(copy, "scripts.generate")
    run(copy, "scripts.mutants", "--write", expected=1, seconds=1200)
    return copy


def test_cases_that_are_written_pin_every_clause(repository: Path) -> None:
    last = run(repository, "scripts.mutants", seconds=1200).splitlines()[-1]
    caught, _, total, *_ = last.removeprefix("mutants: ").split()
    assert int(caught) == int(total) > 600


def test_every_documented_answer_has_its_case(repository: Path) -> None:
    assert run(repository, "scripts.cases").endswith(", 0 missing\n")


def test_whole_suite_is_true_of_them(repository: Path) -> None:
    assert " passed" in whole_suite(repository).splitlines()[-1]


def test_bundle_is_published(repository: Path, tmp_path: Path) -> None:
    run(repository, "scripts.publish", "--output", str(tmp_path / "bundle"))
    assert (tmp_path / "bundle/openapi-3.0.json").exists()


@pytest.mark.parametrize("language", ["typescript", "go"])
def test_clients_of_other_languages_call_them(language: str, repository: Path) -> None:
    lines = consumed(repository, language)
    assert "consumers: createVideo is called in no language: its request has a body" in lines
    assert f"{language}: passed" in lines
