"""Does some exchange on file, or else the generated client, pin every clause of the document?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from contract_tests.exchanges import KEPT
from scripts.document import DOCUMENT, load, pointer_of
from scripts.mutants.edits import replaced, without
from scripts.mutants.jury import Jury
from scripts.mutants.mutations import mutants
from scripts.mutants.patterns import neighbours
from scripts.mutants.schemas import implied
from scripts.mutants.score import Score, score


def written(document: Any, folder: Path) -> Path:
    path = folder / "openapi.yaml"
    with path.open("w", encoding="utf-8") as file:
        YAML().dump(document, file)
    return path


def test_every_clause_is_pinned(sections: dict[str, list[str]]) -> None:
    document = load()
    result = score(DOCUMENT, Jury(document, KEPT), mutants(document))
    sections["mutants"] = list(result.lines())
    assert result.caught
    assert not result.survivors, "\n".join(result.lines())


def schemas_of(document: Any) -> dict[str, Any]:
    schemas: dict[str, Any] = document["components"]["schemas"]
    return schemas


def plant_keyword(document: Any) -> str:
    name, schema = next((name, one) for name, one in schemas_of(document).items() if one["type"] == "object")
    field = next(field for field, one in schema["properties"].items() if one["type"] == "string")
    schema["properties"][field]["maxLength"] = 500
    return f"/components/schemas/{name}/properties/{field}/maxLength"


def plant_property(document: Any) -> str:
    name, schema = next((name, one) for name, one in schemas_of(document).items() if one["type"] == "object")
    schema["properties"]["planted"] = {"type": "string"}
    return f"/components/schemas/{name}/properties/planted"


def plant_component(document: Any) -> str:
    schemas_of(document)["Planted"] = {"type": "integer"}
    return "/components/schemas/Planted/type"


def plant_status(document: Any) -> str:
    path, item = next(iter(document["paths"].items()))
    method, operation = next(iter(item.items()))
    operation["responses"]["418"] = {"description": "Planted."}
    return f"/paths/{path.replace('/', '~1')}/{method}/responses/418"


@pytest.mark.parametrize("plant", [plant_keyword, plant_property, plant_component, plant_status])
def test_clause_that_no_data_pins_survives_by_name(tmp_path: Path, plant: Callable[[Any], str]) -> None:
    document = load()
    pointer = plant(document)
    path = written(document, tmp_path)
    planted = next(mutant for mutant in mutants(document) if mutant.pointer == pointer)

    result = score(path, Jury(document, KEPT), [planted])

    key = pointer.rpartition("/")[2].strip('"')
    lines = path.read_text(encoding="utf-8").splitlines()
    assert result.survivors
    for mutant in result.survivors:
        told = mutant.told(path)
        assert f"#{pointer} {mutant.change}" in told
        assert key in lines[int(told.split(":")[1]) - 1]


def test_exchange_that_breaks_the_document_itself_is_an_error() -> None:
    with pytest.raises(ValueError, match="does not fit the document: "):
        Jury(replaced(load(), ("servers", 0, "url"), "https://other.example"), KEPT)


def test_unpinned_document_scores_below_its_total() -> None:
    document = load()
    mutant = mutants(document)[0]
    result = Score(DOCUMENT, survivors=[mutant])
    assert list(result.lines()) == [
        f"survivor: {mutant.told(DOCUMENT)}",
        "  no case was found for it",
        "mutants: 0 of 1 caught",
    ]


def test_mutants_are_distinct_and_leave_the_document_alone() -> None:
    document = load()
    made = mutants(document)
    assert document == load()
    assert all(mutant.of(document) != document for mutant in made)
    assert len({(mutant.pointer, mutant.change, mutant.what) for mutant in made}) == len(made)


@pytest.mark.parametrize(("media_type", "is_judged"), [("text/plain", False), ("a/b+json; x=y", True), ("*/*", True)])
def test_schema_of_what_is_no_json_is_no_clause(media_type: str, is_judged: bool) -> None:
    document = load()
    path, item = next((path, item) for path, item in document["paths"].items() if "get" in item)
    item["get"]["responses"]["404"] = {
        "description": "Text.",
        "content": {media_type: {"schema": {"type": "string"}}},
    }
    schema = pointer_of(["paths", path, "get", "responses", "404", "content", media_type, "schema"])
    assert any(one.pointer.startswith(schema) for one in mutants(document)) is is_judged


def test_texts_are_no_clauses() -> None:
    texts = {"description", "summary", "title", "examples", "tags", "info", "externalDocs", "x-codeSamples"}
    kinds = {mutant.kind for mutant in mutants(load())}
    assert not texts & kinds


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("^a$", {"a$", "^a"}),
        ("[0-5]", {"[1-5]", "[0-4]", "[0-6]"}),
        ("x{2,}", {"x{1,}", "x{3,}", "x{2}"}),
        ("x{2}", {"x{2,}", "x{3}"}),
        ("x?", {"x", "x{0}"}),
        ("x+?", {"x*?"}),
        (r"\^\$\?", set()),
    ],
)
def test_neighbours_of_a_pattern(pattern: str, expected: set[str]) -> None:
    assert {text for _, text in neighbours(pattern)} == expected


@pytest.mark.parametrize(
    ("schema", "keyword", "expected"),
    [
        ({"type": "integer", "const": 401}, "type", True),
        ({"type": "integer", "const": 401}, "const", False),
        ({"type": "string", "enum": ["a", 1]}, "type", False),
        ({"format": "int64", "minimum": 0, "maximum": 9}, "format", True),
        ({"format": "int64", "minimum": 0}, "format", False),
        ({"format": "email", "minimum": 0, "maximum": 9}, "format", False),
    ],
)
def test_clause_is_implied_only_when_no_value_tells(schema: dict[str, Any], keyword: str, expected: bool) -> None:
    assert implied(schema, without(schema, keyword)) is expected
