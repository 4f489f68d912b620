"""Do the facts of the page and the document say the same, and does each clause that cites the page have its facts?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from contract_tests.page.dress import DOCUMENT, FACTS, OPERATION
from scripts.document import DOCUMENT as PATH
from scripts.document import DocumentError, at, base_url, operations, pointer_of, resolve
from scripts.judge.page.facts import FILES, Fact, Facts, facts_for
from scripts.judge.page.judging import page_url

# TypeScript has one type for every number.
PAGE_TYPE = {"integer": "number", "number": "number", "string": "string", "boolean": "boolean"}
STATED: list[Fact] = [fact for place, fact in FACTS.facts.items() if place]
SCHEMA = resolve(DOCUMENT, OPERATION.responses["200"]["content"]["application/json"]["schema"]["items"])


def value(place: str) -> Any:
    return FACTS.facts[place].value


def below(above: str) -> list[str]:
    """The steps right below a place."""
    return [found[1] for place in FACTS.facts if (found := re.fullmatch(rf"{above}/([^/#]+)", place))]


def test_every_file_of_facts_is_of_an_operation() -> None:
    names = {path.stem for path in FILES.glob("*.yaml")}
    assert names
    assert names <= {operation.id for operation in operations(DOCUMENT)}


@pytest.mark.parametrize("fact", FACTS.facts.values(), ids=lambda fact: fact.place or "page")
def test_clauses_that_rest_on_a_fact_exist(fact: Fact) -> None:
    assert fact.rests
    assert len(set(fact.rests)) == len(fact.rests)
    for pointer in fact.rests:
        at(DOCUMENT, pointer)


def test_no_wording_is_kept() -> None:
    hashes = [one for hashes in FACTS.wording.values() for one in hashes]
    assert hashes
    assert [one for one in hashes if not re.fullmatch(r"[0-9a-f]{16}|any|absent", one)] == []
    assert [fact.place for fact in STATED for phrase in fact.says if len(phrase.split()) > 2] == []


def test_every_text_of_a_fact_has_its_wording() -> None:
    assert {fact.place for fact in STATED if fact.says} <= set(FACTS.wording)


def test_address_and_method_are_the_documents() -> None:
    urls = {fact.value for fact in STATED if re.search(r"(^|#)url$", fact.place)}
    methods = {fact.value for fact in STATED if re.search(r"(^|#)method$", fact.place)}
    assert (methods, urls) == ({OPERATION.method}, {base_url(DOCUMENT) + OPERATION.path})


def test_header_is_the_documents() -> None:
    (requirement,) = OPERATION.security
    (name,) = requirement
    scheme = DOCUMENT["components"]["securitySchemes"][name]
    assert scheme["type"] == "http"
    assert {place: value(f"header/{place}") for place in below("header")} == {"Authorization": scheme["scheme"].title()}


def test_statuses_are_the_documents_and_no_others() -> None:
    assert below("status") == list(OPERATION.responses)


def test_model_has_the_documents_fields_and_types() -> None:
    types = {name: PAGE_TYPE[field["type"]] for name, field in SCHEMA["properties"].items()}
    assert {name: value(f"model/{name}") for name in below("model")} == types


def test_no_field_of_the_model_is_required() -> None:
    assert value("model#optional") == "all"
    assert "required" not in SCHEMA


def test_samples_are_the_documents() -> None:
    assert below("sample") == [sample["label"] for sample in OPERATION.raw["x-codeSamples"]]


def contracts(place: str) -> Any:
    """The example that the contract has for the page's: the same, with what the page has wrong mended."""
    fact = FACTS.facts[place]
    if fact.value == "array":
        return [contracts(f"{place}/{step}") for step in below(place)]
    if fact.value == "object":
        return {step: contracts(f"{place}/{step}") for step in below(place)}
    return at(DOCUMENT, fact.rests[0]) if fact.is_address else fact.value if fact.mended is None else fact.mended


@pytest.mark.parametrize("status", OPERATION.responses)
def test_first_example_is_the_pages(status: str) -> None:
    (media,) = OPERATION.responses[status]["content"].values()
    first = next(iter(media["examples"].values()))
    assert first["value"] == contracts(f"status/{status}/body")


def test_date_is_the_one_that_the_document_was_written_from() -> None:
    assert re.search(rf"^#.*as it stood on {value('edited')}", PATH.read_text(encoding="utf-8"), re.MULTILINE)


def test_page_is_the_one_that_the_document_names() -> None:
    assert page_url(OPERATION) == DOCUMENT["externalDocs"]["url"]
    own = {"externalDocs": {"url": "https://docs.test/one"}}
    (operation,) = operations({**DOCUMENT, "paths": {"/x": {"get": {**OPERATION.raw, **own}}}})
    assert page_url(operation) == "https://docs.test/one"


def owners(text: str) -> Iterator[tuple[str, str]]:
    """Each comment of evidence, with the JSON pointer of what it stands at."""
    lines = text.splitlines()
    pointers = dict(_pointers(YAML(typ="safe", pure=True).compose(text), []))
    at_line = 0
    while at_line < len(lines):
        comment = []
        start = at_line
        while at_line < len(lines) and lines[at_line].strip().startswith("#"):
            comment.append(lines[at_line].strip().lstrip("# "))
            at_line += 1
        if comment and comment[0].startswith("Evidence:"):
            # At the head of a schema it speaks of all of it.
            before = pointers.get(start - 1, "")
            after = pointers[at_line]
            yield " ".join(comment), before if after.startswith(f"{before}/") and before else after
        at_line += 1


def _pointers(node: Node | None, steps: list[str | int]) -> Iterator[tuple[int, str]]:
    if isinstance(node, MappingNode):
        for key, inner in node.value:
            yield key.start_mark.line, pointer_of([*steps, key.value])
            yield from _pointers(inner, [*steps, key.value])
    elif isinstance(node, SequenceNode):
        for index, inner in enumerate(node.value):
            yield inner.start_mark.line, pointer_of([*steps, index])
            yield from _pointers(inner, [*steps, index])


CITING = [pair for pair in owners(PATH.read_text(encoding="utf-8")) if re.search(r"\bpage\b", pair[0])]


def test_comments_of_evidence_are_found() -> None:
    text = PATH.read_text(encoding="utf-8")
    assert len(list(owners(text))) == len(re.findall(r"^\s*# Evidence:", text, re.MULTILINE))
    assert CITING
    assert all(one != other for one, other in pairwise(pointer for _, pointer in CITING))


@pytest.mark.parametrize(("comment", "pointer"), CITING, ids=[pointer for _, pointer in CITING])
def test_comment_that_cites_the_page_has_a_fact(comment: str, pointer: str) -> None:
    resting = [fact.place for fact in STATED for one in fact.rests if one == pointer or one.startswith(f"{pointer}/")]
    assert resting, f"no fact of {FILES} rests on #{pointer}: {comment}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("facts: [", "not YAML"),
        ("rests: /x\n", "not a file of facts: KeyError 'facts'"),
        ("facts: {url: {is: x}}\nrests: /x\n", "not a file of facts: KeyError 'rests'"),
        ("facts: [url]\nrests: /x\n", "not a file of facts: AttributeError"),
        ("facts: {url: x}\nrests: /x\n", "not a file of facts: TypeError"),
    ],
    ids=["yaml", "no-facts", "no-clause", "list", "no-mapping"],
)
def test_file_that_is_none_of_facts_is_one_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / f"{OPERATION.id}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match=said) as error:
        facts_for(OPERATION, tmp_path)
    assert "\n" not in str(error.value)


def test_operation_without_facts_has_none(tmp_path: Path) -> None:
    assert facts_for(OPERATION, tmp_path) is None


def test_facts_of_another_operation_are_another_file(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("facts: {url: {is: x, rests: /a}}\nrests: /b\n", encoding="utf-8")
    item: Mapping[str, Any] = {"get": {"operationId": "other", "responses": {}}}
    (operation,) = operations({"paths": {"/x": item}})
    found = facts_for(operation, tmp_path)
    assert found == Facts("other", {"": Fact("", ("/b",)), "url": Fact("url", ("/a",), value="x")}, {})
