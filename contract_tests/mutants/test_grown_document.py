"""Does a document with one more operation need data alone for its clauses to be pinned?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from contract_tests.exchanges import KEPT
from scripts.cases.on_file import OnFile, on_file
from scripts.document import DOCUMENT, load
from scripts.mutants.jury import Jury
from scripts.mutants.mutations import Mutant, mutants
from scripts.mutants.score import Score, score

RECORDED: dict[str, Any] = {
    "200-on": {"state": "on"},
    "200-off-unknown-property": {"state": "off", "since": 1},
    "401-refused": {},
}
REFUSED: dict[str, tuple[Any, str, str]] = {
    "200-without-state": ({}, "response_schema_conformance", ""),
    "200-null": (None, "response_schema_conformance", ""),
    "200-array": ([], "response_schema_conformance", ""),
    "200-other-state": ({"state": "odd"}, "response_schema_conformance", "/state"),
    "202-nothing": (None, "status_code_conformance", ""),
    "404-not-found": ({}, "status_code_conformance", ""),
}


def grown() -> dict[str, Any]:
    """The document with a made-up operation that has a parameter in its query."""
    document = load()
    first = next(iter(next(iter(document["paths"].values())).values()))
    state = {"type": "string", "enum": ["on", "off"]}
    body = {"type": "object", "required": ["state"], "properties": {"state": state}}
    parameters = [
        {"name": "depth", "in": "query", "schema": {"type": "integer"}},
    ]
    document["paths"]["/lamps"] = {
        "get": {
            "operationId": "getLamp",
            "security": first["security"],
            "parameters": parameters,
            "responses": {
                "200": {"description": "A lamp.", "content": {"application/json": {"schema": body}}},
                "401": {"description": "Refused."},
            },
        }
    }
    return document


def added(folder: Path, *left_out: str) -> list[OnFile]:
    """The exchanges on file, and those of the new operation but for those that are ``left_out``."""
    lawful: dict[str, Any] = {name: {"body": body} for name, body in RECORDED.items()}
    unlawful: dict[str, Any] = {
        name: {"body": body, "refused": {"by": check, "at": pointer, "why": "made up"}}
        for name, (body, check, pointer) in REFUSED.items()
    }
    for media_type in ("application/xml", "text/html"):
        refused = {"by": "content_type_conformance", "why": "made up"}
        answer = {"body": {"state": "on"}, "headers": {"Content-Type": media_type}, "refused": refused}
        unlawful[f"200-{media_type.replace('/', '-')}"] = answer
    cases = {"lawful": lawful, "unlawful": unlawful}
    for kind in cases.values():
        for name in set(kind) & set(left_out):
            del kind[name]
    (folder / "cases").mkdir()
    (folder / "cases/getLamp.yaml").write_text(json.dumps(cases), encoding="utf-8")
    return [*KEPT, *on_file(grown(), folder)]


def judged(kept: list[OnFile]) -> Score:
    document = grown()
    return score(DOCUMENT, Jury(document, kept), [mutant for mutant in mutants(document) if _is_new(mutant)])


def _is_new(mutant: Mutant) -> bool:
    return mutant.pointer.startswith("/paths/~1lamps")


def test_new_operation_is_pinned_by_its_own_exchanges(tmp_path: Path) -> None:
    result = judged(added(tmp_path))
    assert not result.survivors, "\n".join(result.lines())
    assert set(result.caught) == {"a recording", "a violation", "a recorded request", "the generated client"}


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ("200-off-unknown-property", {"enum/1", "schema"}),
        ("200-without-state", {"required"}),
        ("404-not-found", {"responses/401"}),
    ],
    ids=["recording", "violation", "status"],
)
def test_exchange_taken_away_leaves_its_clauses_unpinned(tmp_path: Path, missing: str, expected: set[str]) -> None:
    survivors = judged(added(tmp_path, missing)).survivors
    assert all(any(mutant.pointer.endswith(end) for mutant in survivors) for end in expected)
