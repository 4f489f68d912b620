"""Does the sandbox answer as the document says, to whom it says, as the request prefers?"""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis

from contract_tests.sandbox.conftest import BASE_PATH, Ask
from scripts.document import DOCUMENT, DocumentError, load, operations
from scripts.judge.thorough import credentials
from scripts.part import part
from scripts.sandbox import TOKEN, create_app
from scripts.sandbox.contract import Contract
from scripts.sandbox.limit import Limit
from scripts.sandbox.simulation import Simulation

schema = schemathesis.openapi.from_path(
    str(DOCUMENT),
    config=schemathesis.Config.from_dict(
        {
            "base-url": f"http://testserver{BASE_PATH}",
            "generation": {"deterministic": True},
            "parameters": credentials(operations(load()), TOKEN),
        }
    ),
)
schema.app = create_app()


@schema.parametrize()
def test_sandbox_keeps_the_contract(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {TOKEN}"})


def documented(status: str) -> list[tuple[str, Any]]:
    operation = next(operations(load()))
    examples = Contract(load()).find(BASE_PATH + operation.path)
    assert examples is not None
    return list(examples[0]["GET"].responses[status].examples.items())


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer user:2-wrong", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x", "Bearer é", "Bearer \x00"],
)
def test_whoever_has_no_token_gets_the_documented_401(header: str | None, ask: Ask, path: str) -> None:
    headers = [] if header is None else [(b"Authorization", header.encode())]
    answer = ask(create_app(), path, token=None, headers=dict(headers))
    assert (answer.status_code, answer.json()) == (401, documented("401")[0][1])
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_scheme_is_read_in_any_case(ask: Ask, path: str) -> None:
    assert ask(create_app(), path, token=None, headers={"Authorization": f"bEARER {TOKEN}"}).status_code == 200


@pytest.mark.parametrize("target", [BASE_PATH or "/nothing", "/v0{path}", "/{path}", "{path}/"])
@pytest.mark.parametrize("suffix", ["", "%2e%2e", "%00"])
def test_path_outside_of_the_document_is_404(target: str, suffix: str, ask: Ask, path: str) -> None:
    alone = part(load(), next(operations(load())).id)
    assert ask(create_app(alone), target.replace("{path}", path) + suffix).status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "QUERY"])
def test_method_outside_of_the_document_is_405(method: str, ask: Ask, path: str) -> None:
    answer = ask(create_app(), path, method)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_head_is_get_without_a_body(ask: Ask, simulation: Simulation, path: str) -> None:
    app = create_app(simulation=simulation)
    head, get = ask(app, path, "HEAD"), ask(app, path)
    assert head.content == b""
    assert head.headers == get.headers


@pytest.mark.parametrize("name", [name for name, _ in documented("200")])
def test_named_example_is_answered(name: str, ask: Ask, path: str) -> None:
    answer = ask(create_app(), path, headers={"Prefer": f"code=200; example={name}"})
    assert answer.json() == dict(documented("200"))[name]


@pytest.mark.parametrize("status", [200, 400, 401])
def test_preferred_status_is_answered(status: int, ask: Ask, path: str) -> None:
    answer = ask(create_app(), path, headers={"Prefer": f'code="{status}"'})
    assert (answer.status_code, answer.json()) == (status, documented(str(status))[0][1])


@pytest.mark.parametrize("seed", range(20))
def test_random_answer_is_lawful_and_repeats_for_its_seed(seed: int, ask: Ask, path: str) -> None:
    app = create_app()
    one, two = (ask(app, path, headers={"Prefer": f"dynamic=true, seed={seed}"}) for _ in range(2))
    assert one.content == two.content
    found = Contract(load()).find(path)
    assert found is not None
    body = found[0]["GET"].responses["200"].schema
    assert body is not None
    assert body.violation(one.json()) is None


@pytest.mark.parametrize(
    ("preference", "told"),
    [
        ("code=404", "200, 400, 401"),
        ("code=abc", "code=400"),
        ("example=nothing", "twoTasks, noTasks"),
        ("dynamic=maybe", "true"),
        ("delay=99", "60"),
        ("=", "name=value"),
    ],
)
def test_impossible_preference_is_422_and_told(preference: str, told: str, ask: Ask, path: str) -> None:
    answer = ask(create_app(), path, headers={"Prefer": preference})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert told in answer.json()["detail"]


def test_preference_for_any_server_is_ignored(ask: Ask, path: str) -> None:
    answer = ask(create_app(), path, headers={"Prefer": "respond-async, wait=10, exmaple=noTasks, code=200"})
    assert answer.status_code == 200
    assert answer.headers["preference-applied"] == 'code="200"'
    assert answer.headers["preference-ignored"] == "respond-async, wait, exmaple"


def test_answer_that_the_document_forbids_is_500_with_the_reason(ask: Ask, path: str) -> None:
    document = load()
    operation = next(operations(document))
    examples = next(iter(operation.responses["200"]["content"].values()))["examples"]
    first = next(iter(examples.values()))
    # Each value of the first item becomes an object, which none of them may be.
    first["value"][0] = {name: {} for name in first["value"][0]}
    answer = ask(create_app(document), path)
    assert answer.status_code == 500
    assert any(f"#/0/{name}" in answer.json()["detail"] for name in first["value"][0])


def test_limit_answers_429_and_when_to_come_back(ask: Ask, path: str) -> None:
    time = [0.0]
    app = create_app(limit=Limit("2/m", clock=lambda: time[0]))
    assert [ask(app, path).status_code for _ in range(3)] == [200, 200, 429]
    assert ask(app, path).headers["retry-after"] == "30"
    time[0] = 30.0
    assert [ask(app, path).status_code for _ in range(2)] == [200, 429]


GROWN: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Grown", "version": "1"},
    "servers": [{"url": "https://api.example/v3"}],
    "paths": {
        "/things/{id}": {
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}],
            "get": {
                "operationId": "getThing",
                "security": [{"key": []}],
                "responses": {"200": {"description": "", "content": {"application/json": {"schema": {
                    "type": "object", "required": ["size"],
                    "properties": {"size": {"enum": ["s", "l"]}, "part": {"$ref": "#/components/schemas/Part"}},
                }}}}},
            },
            "put": {
                "requestBody": {"required": True, "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Part"}}}},
                "responses": {"204": {"description": "done"}, "5XX": {"description": "broken"}},
            },
        }
    },
    "components": {
        "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
        "schemas": {"Part": {"type": "object", "required": ["n"], "properties": {
            "n": {"type": "integer", "minimum": 3, "maximum": 5}, "part": {"$ref": "#/components/schemas/Part"}}}},
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("method", "target", "options", "expected"),
    [
        ("GET", "/v3/things/1", {"headers": {"X-Key": TOKEN}}, 200),
        ("GET", "/v3/things/1", {}, 401),
        ("GET", "/v3/things/one", {"headers": {"X-Key": TOKEN}}, 422),
        ("PUT", "/v3/things/1", {"json": {"n": 4}}, 204),
        ("PUT", "/v3/things/1", {"json": {"n": 6}}, 422),
        ("PUT", "/v3/things/1", {"content": "{", "headers": {"content-type": "application/json"}}, 422),
        ("PUT", "/v3/things/1", {}, 422),
        ("PUT", "/v3/things/1", {"json": {"n": 4}, "headers": {"Prefer": "code=503"}}, 503),
        ("GET", "/v3/things", {}, 404),
    ],
)
def test_grown_document_needs_no_code(
    method: str, target: str, options: dict[str, Any], expected: int, ask: Ask
) -> None:
    assert ask(create_app(GROWN), target, method, token=None, **options).status_code == expected


@pytest.mark.parametrize("document", [{"openapi": "3.0.3"}, {}])
def test_document_of_another_version_is_refused(document: dict[str, Any]) -> None:
    with pytest.raises(DocumentError, match=r"3\.1"):
        create_app(document)


@pytest.mark.parametrize(
    ("template", "target"),
    [
        ("/tasks/{id}:cancel", "/tasks/7:cancel"),
        ("/tasks/{id}:cancel", "/tasks/7%3Acancel"),
        ("/a+b(c)/{id}", "/a+b(c)/7"),
        ("/größe/{id}", "/gr%C3%B6%C3%9Fe/7"),
        ("/a:b", "/a%3Ab"),
        ("/a@b,c$d=e", "/a@b,c$d=e"),
    ],
)
def test_path_is_found_whatever_it_is_made_of_and_before_what_says_less(template: str, target: str) -> None:
    document = load()
    operation = next(item["get"] for item in document["paths"].values() if "get" in item)
    parameters = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]
    # Of these the one that says less stands first.
    document["paths"] = {
        "/tasks/{id}": {"get": {**operation, "operationId": "less", "parameters": parameters}},
        template: {"post": {**operation, "operationId": "more", "parameters": parameters if "{" in template else []}},
    }
    found = Contract(document).find(BASE_PATH + target)
    assert found is not None
    assert [one.operation.id for one in found[0].values()] == ["more"]
    assert found[1] == ({"id": "7"} if "{" in template else {})
