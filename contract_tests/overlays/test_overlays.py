"""Does an overlay make the new document of the old one?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from contract_tests.compare.table import EDITS, Edit, base
from contract_tests.compare.two import written
from contract_tests.overlays.applying import applied, read
from scripts.compare.__main__ import main
from scripts.document import load, operations
from scripts.judge.about import About
from scripts.judge.drift import drift
from scripts.judge.judgement import Judgement
from scripts.judge.reports import write
from scripts.judge.verdict import Verdict
from scripts.overlays import changes, json_path, overlay

# What YAML can write at all.
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"))
PLAIN = st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False, allow_infinity=False) | TEXT
VALUES = st.recursive(PLAIN, lambda v: st.lists(v, max_size=3) | st.dictionaries(TEXT, v, max_size=4), max_leaves=12)
DOCUMENTS = st.dictionaries(TEXT, VALUES, max_size=4)


def said(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def between(old: Any, new: Any) -> str:
    listed = list(changes(old, new))
    return overlay("t", "1", listed) if listed else ""


@settings(deadline=None)
@given(DOCUMENTS, DOCUMENTS)
def test_any_document_becomes_any_other(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert said(applied(old, between(old, new))) == said(new)


def test_names_that_yaml_takes_for_numbers_are_text() -> None:
    old, new = {"responses": {200: 1, "default": 1, True: 0}}, {"responses": {200: 2, 404: 3, "default": 1}}
    made = between(old, new)
    assert applied(json.loads(json.dumps(old)), made) == json.loads(json.dumps(new))
    assert "$['responses']['true']" in made


@given(st.lists(st.text(st.characters(codec="utf-8")) | st.integers(0, 99)))
def test_paths_lead_where_they_were_made_for(steps: list[str | int]) -> None:
    assert read(json_path(tuple(steps))) == steps


@pytest.mark.parametrize("edit", EDITS[::5], ids=[edit.name for edit in EDITS[::5]])
def test_edits_of_a_document_are_written(edit: Edit) -> None:
    old, new = base(), edit.of(base())
    assert said(applied(old, between(old, new))) == said(json.loads(json.dumps(new)))


def test_documents_that_say_the_same_have_no_overlay(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert between({"a": [1]}, {"a": [1]}) == ""
    with pytest.raises(ValueError, match="nothing changes"):
        overlay("t", "1", [])
    old, _ = written(tmp_path)
    assert main([old, old, "--format", "overlay"]) == 0
    assert capsys.readouterr().out.strip() == ""


def test_command_writes_one_with_what_each_step_means(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = written(tmp_path)
    main([old, new, "--format", "overlay"])
    told = capsys.readouterr().out
    assert said(applied(load(Path(old)), told)) == said(load(Path(new)))
    actions = YAML(typ="safe").load(told)["actions"]
    assert any(action.get("description", "").startswith("breaking: ") for action in actions)


def test_report_documents_what_answers_held_beyond_the_document(tmp_path: Path) -> None:
    document = load()
    operation = next(operations(document))
    verdict = Verdict(about=About())
    headers = {"content-type": ["application/json"], "deprecation": ["@1"]}
    notices = list(drift(operation, 599, headers, b'{"why": [1, {"a": null}]}'))
    assert notices
    verdict.add("target", Judgement(operation.id, 599, 1, notices=notices))
    write(verdict, tmp_path)
    new = applied(document, (tmp_path / "drift.overlay.yaml").read_text("utf-8"))
    assert list(drift(next(operations(new)), 599, headers, b'{"why": [1, {"a": null}]}')) == []
    # A run that has nothing to add leaves none of an earlier one.
    write(Verdict(about=About()), tmp_path)
    assert not (tmp_path / "drift.overlay.yaml").exists()
