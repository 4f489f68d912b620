"""Does a document with one more operation need data alone for its clauses to be pinned?"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from contract_tests.exchanges import HERE
from contract_tests.mutants.jury import Jury
from contract_tests.mutants.mutations import Mutant, mutants
from contract_tests.mutants.score import Score, score
from scripts.document import DOCUMENT, base_url, load

RECORDED: dict[str, tuple[int, Any]] = {
    "200-on": (200, {"state": "on"}),
    "200-off-unknown-property": (200, {"state": "off", "since": 1}),
    "401-refused": (401, {}),
}
REFUSED: dict[str, tuple[int, Any, str, str]] = {
    "200-without-state": (200, {}, "response_schema_conformance", ""),
    "200-null": (200, None, "response_schema_conformance", ""),
    "200-array": (200, [], "response_schema_conformance", ""),
    "200-other-state": (200, {"state": "odd"}, "response_schema_conformance", "/state"),
    "204-nothing": (204, None, "status_code_conformance", ""),
    "404-not-found": (404, {}, "status_code_conformance", ""),
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


def write(path: Path, url: str, status: int, body: Any, media_type: str = "application/json") -> dict[str, Any]:
    """Write a HAR file with one exchange."""
    path.parent.mkdir(exist_ok=True)
    text = json.dumps(body)
    entry = {
        "time": 0,
        "request": {"method": "GET", "url": url, "headers": [{"name": "Authorization", "value": "Bearer REDACTED"}]},
        "response": {
            "status": status,
            "headers": [{"name": "Content-Type", "value": media_type}],
            "content": {"size": len(text), "text": text},
        },
    }
    provenance = {"origin": "synthetic", "date": "2026-11-23", "changes": ["Made up."]}
    log: dict[str, Any] = {"version": "1.2", "_provenance": provenance, "entries": [entry]}
    path.write_text(json.dumps({"log": log}), encoding="utf-8")
    return log


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """The exchanges on file and those of the new operation."""
    recordings, violations = (shutil.copytree(HERE / kind, tmp_path / kind) for kind in ("recordings", "violations"))
    url = f"{base_url(load())}/lamps"
    for name, (status, body) in RECORDED.items():
        write(recordings / "getLamp" / f"{name}.har", url, status, body)
    refused = [(name, *one, "application/json") for name, one in REFUSED.items()]
    for media_type in ("application/xml", "text/html"):
        name = f"200-{media_type.replace('/', '-')}"
        refused.append((name, 200, {"state": "on"}, "content_type_conformance", "", media_type))
    for name, status, body, check, pointer, media_type in refused:
        path = violations / "getLamp" / f"{name}.har"
        log = write(path, url, status, body, media_type)
        log["_expected"] = {"check": check, "pointer": pointer, "reason": "made up"}
        path.write_text(json.dumps({"log": log}), encoding="utf-8")
    return recordings, violations


def judged(document: dict[str, Any], folders: tuple[Path, Path]) -> Score:
    return score(DOCUMENT, Jury(document, *folders), [mutant for mutant in mutants(document) if _is_new(mutant)])


def _is_new(mutant: Mutant) -> bool:
    return mutant.pointer.startswith("/paths/~1lamps")


def test_new_operation_is_pinned_by_its_own_exchanges(folders: tuple[Path, Path]) -> None:
    result = judged(grown(), folders)
    assert not result.survivors, "\n".join(result.lines())
    assert set(result.caught) == {"a recording", "a violation", "a recorded request", "the generated client"}


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ("recordings/getLamp/200-off-unknown-property.har", {"enum/1", "schema"}),
        ("violations/getLamp/200-without-state.har", {"required"}),
        ("violations/getLamp/404-not-found.har", {"responses/401"}),
    ],
    ids=["recording", "violation", "status"],
)
def test_exchange_taken_away_leaves_its_clauses_unpinned(
    folders: tuple[Path, Path], missing: str, expected: set[str]
) -> None:
    path = folders[0].parent / missing
    path.unlink()
    survivors = judged(grown(), folders).survivors
    assert all(any(mutant.pointer.endswith(end) for mutant in survivors) for end in expected)
