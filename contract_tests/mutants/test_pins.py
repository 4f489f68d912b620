"""Does a clause that nothing pins come with the case that pins it, ready to paste?"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from contract_tests.judge.grown import many
from scripts.bench.grown import multiplied
from scripts.cases.on_file import FOLDER, on_file
from scripts.document import at, load, operations
from scripts.judge.contract import Contract
from scripts.mutants.__main__ import main
from scripts.mutants.jury import Jury
from scripts.mutants.mutations import mutants
from scripts.mutants.writing import add

SENT = {"$ref": "#/components/schemas/Sent"}
NAME = next(iter(operations(load()))).id


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of what is on file."""
    for kind in ("cases", "recordings", "violations"):
        shutil.copytree(FOLDER / kind, tmp_path / kind)
    return tmp_path


def left_out(folder: Path, *names: str) -> Path:
    """The file of cases, less those."""
    path = folder / f"cases/{NAME}.yaml"
    yaml = YAML()
    yaml.width = 10_000
    said = yaml.load(path)
    for kind in ("lawful", "unlawful"):
        for name in set(said[kind]) & set(names):
            del said[kind][name]
    yaml.dump(said, path)
    return path


def run(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    code = main(["--folder", str(folder), *options])
    printed, errors = capsys.readouterr()
    assert errors == ""
    return code, printed


@pytest.mark.parametrize(
    ("missing", "ending"),
    [
        ("200-no-tasks", "schema"),
        ("200-largest-id", "id/maximum"),
        ("200-elapsed-second-60", "elapsed/pattern"),
        ("429-too-many-requests", "responses"),
        ("200-html", "content/application~1json"),
    ],
)
def test_case_that_is_told_catches_the_survivor(folder: Path, missing: str, ending: str) -> None:
    left_out(folder, missing)
    document = load()
    kept = on_file(document, folder)
    clauses = [one for one in mutants(document) if one.pointer.endswith(ending) and not one.implied]
    jury = Jury(document, kept)
    for mutant in [one for one in clauses if not jury.catcher(one)]:
        found = jury.pin(mutant, folder)
        assert found is not None
        add(folder, [found])
        assert Jury(document, on_file(document, folder)).catcher(mutant)


@pytest.mark.extended
def test_missing_cases_are_written_and_pin_their_clauses(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = left_out(folder, "200-no-tasks", "200-largest-id", "200-elapsed-second-60", "200-over-99-minutes")
    kept = path.read_text(encoding="utf-8").splitlines()
    code, printed = run(folder, capsys, "--write")
    assert code == 1
    told = [line for line in printed.splitlines() if line.startswith("survivor: ")]
    assert len(told) == printed.count(f"  add to cases/{NAME}.yaml, under ") > 2
    assert f"mutants: {152 - len(told)} of 152 caught" in printed.splitlines()[-1]
    written = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in kept if line not in written] == []
    assert [line for line in printed.splitlines() if line.startswith("    body:") and line not in written] == []
    assert run(folder, capsys)[0] == 0


@pytest.mark.extended
def test_file_that_is_not_there_is_made(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / f"cases/{NAME}.yaml").unlink()
    _, before = run(folder, capsys, "--write")
    _, after = run(folder, capsys)
    assert "mutants: 152 of 152" not in before
    assert [line for line in after.splitlines() if line.startswith("  add to")] == []


def test_document_that_is_none_is_one_line(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--folder", str(folder), "--document", str(tmp_path / "none.yaml")]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)


def test_mutant_is_judged_by_what_it_touches_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    real = Contract

    def counting(document: Any) -> Any:
        asked.append(len(list(operations(document))))
        return real(document)

    document = multiplied(load(), 4)
    kept = on_file(load())
    jury = Jury(document, kept)
    monkeypatch.setattr("scripts.mutants.jury.Contract", counting)
    touched = [one for one in mutants(document) if not one.on_request and not one.implied and "2" not in one.pointer]
    for mutant in touched[:20]:
        jury.catcher(mutant)
    assert set(asked) == {1}
    assert len(asked) <= 20


def test_reference_to_what_means_the_same_is_no_survivor() -> None:
    document = multiplied(load(), 2)
    for section, named in document["components"].items():
        document["components"][section] = dict(sorted(named.items()))
    jury = Jury(document, on_file(load()))
    targets = {
        one.pointer: str(at(document, one.pointer)).rpartition("/")[2]
        for one in mutants(document)
        if one.kind == "$ref"
    }
    changed = [one for one in mutants(document) if one.kind == "$ref"]
    same = [one for one in changed if targets[one.pointer].strip("2") == one.what.strip("2")]
    assert same
    assert all(jury.is_equivalent(one) for one in same)


def test_operations_that_share_components_are_judged_one_by_one() -> None:
    document = many(3)
    kept = [one for one in on_file(load()) if one.exchange.operation_id == NAME]
    jury = Jury(document, kept)
    (first, *_) = [one for one in mutants(document) if one.pointer.startswith("/components/schemas")]
    assert jury.catcher(first)


def test_request_that_must_be_refused_pins_what_is_sent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    described = load()
    sent = {"type": "object", "required": ["size"], "properties": {"size": {"type": "integer", "maximum": 9}}}
    body = {"required": True, "content": {"application/json": {"schema": SENT, "example": {"size": 1}}}}
    responses = {"204": {"description": "Made."}, "400": {"description": "Refused."}}
    operation = {"operationId": "make", "security": [], "requestBody": body, "responses": responses}
    described |= {"paths": {"/jobs": {"post": operation}}, "components": {"schemas": {"Sent": sent}}}
    path = tmp_path / "openapi.yaml"
    YAML().dump(described, path)
    options = ["--document", str(path), "--folder", str(tmp_path)]
    assert main([*options, "--write"]) == 1
    assert capsys.readouterr().out.splitlines()[-1].endswith(" cases are written: run it again")
    assert main(options) == 0
    text = (tmp_path / "cases/make.yaml").read_text(encoding="utf-8")
    assert "request: {unlawful: true, body: " in text
    document = load(path)
    without = Jury(document, [one for one in on_file(document, tmp_path) if not one.exchange.request_unlawful])
    missed = [one for one in mutants(document) if without.catcher(one) is None]
    assert "/components/schemas/Sent/type" in {one.pointer for one in missed}
