"""Is a case of a few lines the exchange that it means, and is one that is none told with its line?"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from contract_tests.exchanges import KEPT
from scripts.cases.__main__ import main
from scripts.cases.on_file import RECORDING, missing, on_file
from scripts.cases.reading import CaseError
from scripts.document import base_url, load, operations
from scripts.har import Exchange, header

ERRORS = {"application/json": {"schema": {"type": "object"}}}
ITEM: dict[str, Any] = {
    "parameters": [{"name": "taskId", "in": "path", "required": True, "schema": {"type": "integer"}, "example": 7}],
    "delete": {
        "operationId": "endTask",
        "security": [{"apiToken": []}],
        "parameters": [{"name": "ids", "in": "query", "schema": {"type": "array"}}],
        "responses": {
            "204": {"description": "Done."},
            "404": {"description": "None.", "content": {"text/plain": {"schema": {"type": "string"}}}},
            "4XX": {"description": "Refused.", "content": ERRORS},
            "503": {"description": "Later.", "content": ERRORS},
            "599": {"description": "Either.", "content": {"text/plain": {}, "image/*": {}}},
        },
    },
    "post": {
        "operationId": "changeTask",
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"type": "object"}, "example": {"size": 1}}},
        },
        "responses": {"200": {"description": "Done.", "content": {"image/png": {}}}},
    },
    "put": {
        "operationId": "paintTask",
        "parameters": [{"name": "X-How", "in": "header", "required": True, "schema": {"enum": ["fast", "slow"]}}],
        "requestBody": {"required": True, "content": {"image/png": {}, "image/jpeg": {}}},
        "responses": {"204": {"description": "Done."}},
    },
}


def document() -> dict[str, Any]:
    described = copy.deepcopy(load())
    described["paths"]["/tasks/{taskId}"] = ITEM
    return described


def read(text: str, folder: Path, operation: str = "endTask") -> dict[str, Exchange]:
    (folder / "cases").mkdir(exist_ok=True)
    (folder / f"cases/{operation}.yaml").write_text(text, encoding="utf-8")
    return {one.name: one.exchange for one in on_file(document(), folder)}


def one(text: str, folder: Path, operation: str = "endTask") -> Exchange:
    (exchange,) = read(text, folder, operation).values()
    return exchange


def test_answer_of_nothing_is_a_name_alone(tmp_path: Path) -> None:
    found = one("lawful:\n  204-done:\n", tmp_path)
    assert (found.method, found.url) == ("DELETE", f"{base_url(load())}/tasks/7")
    assert (found.status, found.headers, found.content) == (204, [], b"")
    assert dict(found.request_headers)["Authorization"] == "Bearer REDACTED"


@pytest.mark.parametrize(
    ("said", "content", "media_type"),
    [
        ("404-none: {text: No such task}", b"No such task", "text/plain; charset=utf-8"),
        ("409-busy: {body: {error: ä}}", '{"error":"ä"}'.encode(), "application/json; charset=utf-8"),
        ("503-later: {body: null}", b"null", "application/json; charset=utf-8"),
        ("302-away: {text: ''}", b"", "application/json; charset=utf-8"),
        ("409-broken: {base64: /wA=}", b"\xff\x00", "application/json; charset=utf-8"),
        ("409-html: {text: <p>, headers: {content-type: text/html}}", b"<p>", "text/html"),
        ("409-bare: {text: <p>, headers: {Content-Type: null}}", b"<p>", ""),
        ("409-twice: {body: {at: 2025-04-18}}", b'{"at":"2025-04-18"}', "application/json; charset=utf-8"),
    ],
)
def test_body_has_the_documented_media_type(said: str, content: bytes, media_type: str, tmp_path: Path) -> None:
    found = one(f"lawful:\n  {said}\n", tmp_path)
    assert (found.content, header(found.headers, "content-type")) == (content, media_type)


def test_header_may_come_twice(tmp_path: Path) -> None:
    found = one("lawful:\n  204-done: {headers: {Link: [a, b], Retry-After: 5}}\n", tmp_path)
    assert found.headers == [("Link", "a"), ("Link", "b"), ("Retry-After", "5")]


def test_request_says_what_differs_from_the_file_and_the_file_from_the_document(tmp_path: Path) -> None:
    text = (
        "request: {query: {ids: [1, 2]}, headers: {X-A: b}}\nlawful:\n  204-done:\n"
        "  204-other: {request: {path: {taskId: a/b}, query: {ids: null, x: true}, headers: {Authorization: null}}}\n"
    )
    found = read(text, tmp_path)
    assert found["204-done"].url.endswith("/tasks/7?ids=1&ids=2")
    assert found["204-done"].query == [("ids", "1"), ("ids", "2")]
    assert found["204-other"].url.endswith("/tasks/a%2Fb?x=true")
    assert header(found["204-other"].request_headers, "authorization") == ""
    assert header(found["204-other"].request_headers, "x-a") == "b"


def test_request_must_have_a_body_and_has_the_documents_example(tmp_path: Path) -> None:
    text = "lawful:\n  200-a: {base64: /wA=}\n  200-b: {base64: /wA=, request: {body: {size: 2}}}\n"
    found = read(text, tmp_path, "changeTask")
    assert [one.request_content for one in found.values()] == [b'{"size":1}', b'{"size":2}']
    assert {one.request_media_type for one in found.values()} == {"application/json; charset=utf-8"}
    assert {header(one.headers, "content-type") for one in found.values()} == {"image/png"}


def test_required_header_is_sent(tmp_path: Path) -> None:
    found = one("lawful:\n  204-a: {request: {text: x, headers: {Content-Type: image/png}}}\n", tmp_path, "paintTask")
    assert header(found.request_headers, "x-how") == "fast"


def test_violation_says_what_refuses_it(tmp_path: Path) -> None:
    refused = "refused: {by: strict_json, at: /error, why: a name stands there once}"
    found = one(f'unlawful:\n  409-twice: {{{refused}, text: \'{{"error":"","error":""}}\'}}\n', tmp_path)
    assert found.expected is not None
    assert (found.expected.check, found.expected.pointer) == ("strict_json", "/error")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("lawful: [", 1, "not YAML"),
        ("lawful:\n  204-a:\n  204-a:\n", 3, "not YAML"),
        ("- a\n", 1, 'is not of type "object"'),
        ("lawful:\n  done:\n", 2, "named by its status and its situation, as in 200-empty, not 'done'"),
        ("lawful:\n  204-done:\n\n    boddy: 1\n", 2, "'boddy' was unexpected"),
        ("lawful:\n  409-a:\n    body: 1\n    text: a\n", 4, "one of body and text is the body"),
        ("lawful:\n  409-a:\n    base64: '!'\n", 3, "no base64"),
        ("lawful:\n  409-a:\n    body:\n      - .nan\n", 4, "no number that JSON has"),
        ("lawful:\n  409-a:\n    body:\n      1: a\n", 3, "the key 1 is no text"),
        ('lawful:\n  409-a:\n    text: "\\uD83D"\n', 3, "say it in base64"),
        ("unlawful:\n  409-a:\n    body: 1\n", 2, '"refused" is a required property'),
        ("unlawful:\n  409-a:\n    refused: {by: x, why: y, at: error}\n", 3, "does not match"),
        ("lawful:\n  204-a:\n    request: {path: {other: 1}}\n", 2, "has no other in its path"),
        ("lawful:\n  204-a:\n    request: {path: {taskId: ''}}\n", 2, "'' can be no value of taskId in a path"),
        ("lawful:\n  204-a:\n    request: {path: {taskId: ..}}\n", 2, "'..' can be no value of taskId in a path"),
        ("unlawful:\n  204-a: {refused: {by: x, why: y}, body: 1}\n", 2, "a 204 has no body"),
        ("lawful:\n  204-a: {request: {unlawful: true}}\n", 2, "does not allow is not answered with 204"),
        ("lawful:\n  599-a:\n    body: 1\n", 2, "more than one media type: say Content-Type"),
    ],
)
def test_what_is_no_case_is_one_line_with_its_place(text: str, line: int, said: str, tmp_path: Path) -> None:
    with pytest.raises(CaseError) as error:
        read(text, tmp_path)
    told = str(error.value)
    assert told.startswith(f"{tmp_path / 'cases/endTask.yaml'}:{line}: ")
    assert said in told
    assert "\n" not in told


@pytest.mark.parametrize("text", ["lawful:\n  204-done: {request: {text: x}}\n", "lawful:\n  204-done:\n"])
def test_body_that_may_be_of_several_types_must_say_which(text: str, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"say Content-Type|needs a body"):
        read(text, tmp_path, "paintTask")


def test_file_of_no_operation_is_named_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no operation nobody; there is: getRunningTasks, "):
        read("lawful:\n  200-a:\n", tmp_path, "nobody")


def test_name_of_a_recording_is_taken(tmp_path: Path) -> None:
    recorded = next(one for one in KEPT if one.path.suffix == ".har" and one.kind == RECORDING)
    folder = tmp_path / "recordings" / recorded.exchange.operation_id
    folder.mkdir(parents=True)
    (folder / recorded.path.name).write_text(recorded.path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(CaseError, match=f"there is another recording of that name, {recorded.name}: "):
        read(f"lawful:\n  {recorded.name}:\n", tmp_path, recorded.exchange.operation_id)


def test_answer_without_a_case_is_named_with_the_file_for_it(tmp_path: Path) -> None:
    read("lawful:\n  204-done:\n  404-none:\n  409-busy:\n", tmp_path)
    described = {**document(), "paths": {"/tasks/{taskId}": {key: ITEM[key] for key in ("parameters", "delete")}}}
    place = tmp_path / "cases/endTask.yaml"
    assert missing(described, on_file(described, tmp_path), tmp_path) == [
        f"endTask has no case for {key}: add one to {place}" for key in ("503", "599")
    ]


def test_nothing_is_missing_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert {one.exchange.operation_id for one in KEPT} == {one.id for one in operations(load())}
    assert main([]) == 0
    assert capsys.readouterr().out.endswith(" violations on file, 0 missing\n")


def test_command_names_what_is_missing_and_exits_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    operation = next(operations(load()))
    assert main(["--folder", str(tmp_path)]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    status, place = next(iter(operation.responses)), tmp_path / "cases" / f"{operation.id}.yaml"
    assert first == f"{operation.id} has no case for {status}: add one to {place}"


def test_command_says_in_one_line_what_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / f"cases/{next(operations(load())).id}.yaml").write_text("lawful: [", encoding="utf-8")
    assert main(["--folder", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert told.startswith("cases: ")
    assert told.count("\n") == 1
