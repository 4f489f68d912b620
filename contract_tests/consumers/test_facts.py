"""Is what each language's client notices on file, and is it what a run finds?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from contract_tests.publish.test_bundle import no_node
from scripts.consumers import __main__ as command
from scripts.consumers.facts import contradictions, found, merged, on_file
from scripts.consumers.judging import Judged
from scripts.consumers.languages import LANGUAGES
from scripts.consumers.run import Result
from scripts.document import ROOT, DocumentError, load
from scripts.publish.__main__ import write
from scripts.publish.bundle import bundle
from scripts.publish.facts import facts, facts_page
from scripts.publish.vectors import vectors
from scripts.sandbox import TOKEN

KNOWN = on_file()
WRITTEN = vectors(load(), TOKEN)
VIOLATIONS = [one for one in WRITTEN["vectors"] if one["origin"] == "violation"]


def result(name: str, **noticed: bool) -> Result:
    return Result(LANGUAGES[name], "passed", True, Judged(1, {}, dict(noticed)))


def test_every_language_was_run_with_the_generator_that_is_pinned() -> None:
    assert {name: about["version"] for name, about in KNOWN["languages"].items()} == {
        name: language.generator_version() for name, language in LANGUAGES.items()
    }


def test_every_violation_of_an_operation_that_was_run_is_on_file() -> None:
    run = {name.partition("/")[0] for name in KNOWN["noticed"]}
    assert run
    there = {one["name"] for one in VIOLATIONS if one["operation"] in run}
    operations = {one["operation"] for one in VIOLATIONS}
    assert there == {name for name in KNOWN["noticed"] if name.partition("/")[0] in operations}
    assert all(told.keys() == LANGUAGES.keys() for told in KNOWN["noticed"].values())


@pytest.mark.parametrize("name", LANGUAGES)
def test_readme_has_the_figures_on_file(name: str) -> None:
    told = [one[name] for one in KNOWN["noticed"].values()]
    rows = (ROOT / "scripts" / "publish" / "README.md").read_text("utf-8").splitlines()
    (row,) = (line for line in rows if line.startswith(f"| {LANGUAGES[name].title} |"))
    assert f"| {sum(told)} of {len(told)}" in row


def test_bundle_tells_each_violation_with_what_was_found_and_leaves_out_what_was_not_run() -> None:
    told = facts(WRITTEN, KNOWN)
    assert [one["vector"] for one in told["facts"]] == [one["name"] for one in VIOLATIONS]
    assert all(one["says"] for one in told["facts"])
    for language in told["languages"]:
        assert 0 < language["notices"] <= language["of"]
    fewer = {**KNOWN, "languages": {"go": KNOWN["languages"]["go"]}, "noticed": {}}
    alone = facts(WRITTEN, fewer)
    assert [(one["name"], one["of"]) for one in alone["languages"]] == [("go", 0)]
    page = facts_page(alone).decode()
    assert page.count("not run") == len(VIOLATIONS)
    assert "Rust" not in page


def test_page_shows_text_that_anybody_wrote_as_text() -> None:
    document = {**WRITTEN["document"], "title": "<script>x</script>"}
    assert "<script>" not in facts_page(facts({**WRITTEN, "document": document}, KNOWN)).decode()


def test_run_replaces_what_it_found_and_keeps_what_others_found() -> None:
    before = merged(KNOWN, found([result("go", a=True), result("rust", a=False)]), [violation("a")])
    after = merged(before, found([result("go", a=False, b=True)]), [violation("a"), violation("b")])
    assert after["noticed"] == {"a": {"go": False, "rust": False}, "b": {"go": True}}
    # What failed says nothing.
    assert found([Result(LANGUAGES["go"], "failed: x")])["noticed"] == {}


def test_run_that_finds_something_else_says_so() -> None:
    known = merged(KNOWN, found([result("go", a=True)]), [violation("a")])
    assert list(contradictions(known, found([result("go", a=True)]))) == []
    assert list(contradictions(known, found([result("go", a=True, b=False)]))) == []
    assert "no longer noticed" in next(contradictions(known, found([result("go", a=False)])))
    other = found([result("go", a=True)])
    other["languages"]["go"]["version"] = "0.0.1"
    assert "0.0.1" in next(contradictions(known, other))


def violation(name: str) -> dict[str, Any]:
    return {"name": name, "origin": "violation"}


def test_python_client_notices_what_is_on_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(bundle(typescript=no_node), tmp_path / "dist")
    code = command.main(["python", "--dist", str(tmp_path / "dist"), "--work", str(tmp_path / "work")])
    told = capsys.readouterr()
    assert code == 0, told
    assert LANGUAGES["python"].title in told.out


def test_facts_on_file_that_are_none_are_told(tmp_path: Path) -> None:
    for text, told in ((json.dumps({"format": 0}), "not of format 1"), ("[", "facts.json: ")):
        (tmp_path / "facts.json").write_text(text, encoding="utf-8")
        with pytest.raises(DocumentError, match=told):
            on_file(tmp_path / "facts.json")
