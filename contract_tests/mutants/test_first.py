"""Does an operation that nobody wrote a case for get the ones that the document itself shows?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scripts.cases.on_file import missing, on_file
from scripts.document import load
from scripts.mutants.first import first_cases
from scripts.mutants.writing import add

TEXT = {"schema": {"type": "string"}, "example": "No such job"}
RESPONSES: dict[str, Any] = {
    "200": {
        "description": "All.",
        "headers": {"X-Total": {"required": True, "schema": {"type": "integer"}, "example": 3}},
        "content": {"application/json": {"schema": {"type": "array"}, "example": ["a"]}},
    },
    "204": {"description": "None.", "content": {}},
    "401": {"description": "Who?", "content": {"application/json": {"schema": {"type": "object", "examples": [{}]}}}},
    "404": {"description": "Gone.", "content": {"text/plain": TEXT}},
    "5XX": {"description": "Later.", "content": {"text/csv": {"example": "a,b"}, "text/plain": TEXT}},
    "default": {"description": "Else.", "content": {"application/json": {"schema": {"type": "object"}}}},
}
PARAMETERS = [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}, "example": 7}]


def document(**changes: Any) -> dict[str, Any]:
    described = load()
    operation = {"operationId": "job", "security": [{"apiToken": []}], "parameters": PARAMETERS, "responses": RESPONSES}
    described["paths"] = {"/jobs/{id}": {"get": {**operation, **changes}}}
    return described


def test_each_answer_that_the_document_shows_has_its_case(tmp_path: Path) -> None:
    assert {one.name: one.case for one in first_cases(document(), tmp_path)} == {
        "200-as-documented": {"body": ["a"], "headers": {"X-Total": 3}},
        "204-as-documented": {},
        "401-as-documented": {"request": {"headers": {"Authorization": None}}, "body": {}},
        "404-as-documented": {"text": "No such job"},
        "504-as-documented": {"text": "a,b", "headers": {"Content-Type": "text/csv"}},
    }


def test_what_is_written_is_read_and_only_what_nothing_shows_is_missing(tmp_path: Path) -> None:
    add(tmp_path, first_cases(document(), tmp_path))
    told = missing(document(), on_file(document(), tmp_path), tmp_path)
    assert told == [f"job has no case for default: add one to {tmp_path / 'cases/job.yaml'}"]
    assert first_cases(document(), tmp_path) == []


@pytest.mark.parametrize("place", ["path", "query"])
def test_request_that_the_document_does_not_tell_is_left_to_whoever_writes(place: str, tmp_path: Path) -> None:
    untold = [{**PARAMETERS[0], "in": place, "example": None}]
    del untold[0]["example"]
    path = [] if place == "path" else PARAMETERS
    assert first_cases(document(parameters=[*path, *untold]), tmp_path) == []
