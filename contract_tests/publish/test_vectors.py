"""Are the test vectors what is on file, served byte by byte, and met by the Python client?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from kling_scheduler import AuthenticatedClient

from contract_tests.client_calls import arguments_of, compare, module_of
from contract_tests.exchanges import KEPT
from scripts.cases.reading import CaseError
from scripts.document import DocumentError, base_path, load, operations
from scripts.har import Exchange
from scripts.publish.vectors import LONG, vectors
from scripts.sandbox import TOKEN, create_app, serving
from scripts.sandbox.vectors import PREFIX, VectorsError, load_vectors

DOCUMENT = load()
OPERATIONS = {operation.id: operation for operation in operations(DOCUMENT)}
WRITTEN = vectors(DOCUMENT, TOKEN)
EVERY = [pytest.param(vector, id=vector["name"]) for vector in WRITTEN["vectors"]]
# The client sends no request without a token.
LAWFUL = [
    pytest.param(one, id=one["name"])
    for one in WRITTEN["vectors"]
    if one["origin"] != "violation" and "authorization" in one["request"]["headers"]
]
BY_NAME = {
    f"{one.exchange.operation_id}/{one.kind}/{one.name}": one.exchange
    for one in KEPT
    if not one.exchange.request_unlawful
}
Vector = dict[str, Any]
Ask = Callable[..., httpx.Response]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("vectors") / "vectors.json"
    path.write_text(json.dumps(WRITTEN), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def root(file: Path) -> Iterator[str]:
    app = create_app(vectors=load_vectors(file))
    with serving(app) as url:
        yield url.removesuffix(app.base_path)


@pytest.fixture(scope="module")
def ask_for(root: str) -> Iterator[Ask]:
    """Ask the sandbox for a vector as its request says, with changes."""

    with httpx.Client(base_url=root) as client:

        def send(vector: Vector, **changes: Any) -> httpx.Response:
            request = {**vector["request"], **changes}
            target = PREFIX + vector["name"] + request["path"]
            return client.request(request["method"], target, headers=request["headers"])

        yield send


def test_every_exchange_on_file_is_a_vector() -> None:
    written = [vector["name"] for vector in WRITTEN["vectors"] if vector["origin"] != "made"]
    assert written == list(BY_NAME)
    assert len(set(written)) == len(written)


@pytest.mark.parametrize("vector", EVERY)
def test_sandbox_serves_the_bytes_on_file(vector: Vector, ask_for: Ask) -> None:
    answer = ask_for(vector)
    assert answer.status_code == vector["response"]["status"]
    if vector["origin"] != "made":
        exchange = BY_NAME[vector["name"]]
        assert answer.content == exchange.content
        assert {key: answer.headers[key] for key in vector["response"]["headers"]} == vector["response"]["headers"]


@pytest.mark.parametrize("vector", LAWFUL)
def test_python_client_meets_it(vector: Vector, root: str) -> None:
    operation, expected = OPERATIONS[vector["operation"]], vector["expected"]
    exchange = BY_NAME.get(vector["name"]) or made(vector)
    place = f"{root}{PREFIX}{vector['name']}{base_path(DOCUMENT)}"
    with AuthenticatedClient(base_url=place, token=WRITTEN["token"]) as client:
        answer = module_of(operation.id).sync_detailed(client=client, **arguments_of(exchange))
    assert answer.status_code == expected["status"]
    if "json" in vector["response"]["headers"].get("content-type", ""):
        exchange = replace(exchange, content=json.dumps(expected["value"]).encode())
    compare(operation, exchange, answer.parsed)


def made(vector: Vector) -> Exchange:
    """The exchange of a vector that is not on file, but made from one that is."""
    source = next(one for name, one in BY_NAME.items() if f"{name}," in vector["description"])
    return replace(source, content=vector["response"]["body"].encode())


def test_long_list_is_long() -> None:
    made = [vector for vector in WRITTEN["vectors"] if vector["origin"] == "made"]
    assert made
    assert all(
        len(vector["expected"]["value"]) == LONG == len(json.loads(vector["response"]["body"])) for vector in made
    )


def test_properties_that_the_document_does_not_name_are_not_expected() -> None:
    unknown = [vector for vector in WRITTEN["vectors"] if vector["name"].endswith("200-unknown-property")]
    assert unknown
    for vector in unknown:
        received = json.loads(vector["response"]["body"])
        assert json.dumps(vector["expected"]["value"]) != json.dumps(received)


def test_request_with_other_credentials_is_not_answered_with_the_vector(ask_for: Ask) -> None:
    (vector,) = [one for one in WRITTEN["vectors"] if one["name"].endswith("200-no-tasks")]
    for headers in ({}, {"Authorization": "Bearer user:2-wrong"}):
        answer = ask_for(vector, headers=headers)
        assert answer.status_code == 400
        assert "authorization" in answer.json()["detail"]


def test_credentials_that_the_vector_does_not_have_are_refused(ask_for: Ask) -> None:
    vectors = [one for one in WRITTEN["vectors"] if one["name"].endswith("401-no-token")]
    assert vectors
    for vector in vectors:
        assert ask_for(vector, headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 400


def test_another_method_or_place_is_refused(ask_for: Ask) -> None:
    vector = WRITTEN["vectors"][0]
    assert ask_for(vector, method="QUERY").headers["allow"] == vector["request"]["method"]
    assert ask_for(vector, path=vector["request"]["path"] + "/more").status_code == 404


@pytest.mark.parametrize("sent", ["application/json", "Application/JSON;charset=utf-8"])
def test_media_type_of_a_request_is_the_same_with_other_parameters(sent: str, tmp_path: Path) -> None:
    vector = WRITTEN["vectors"][0]
    request = {**vector["request"], "method": "POST", "headers": {"content-type": "application/json; charset=utf-8"}}
    path = tmp_path / "vectors.json"
    path.write_text(json.dumps({**WRITTEN, "vectors": [{**vector, "request": request}]}), encoding="utf-8")
    with serving(app := create_app(vectors=load_vectors(path))) as url:
        target = url.removesuffix(app.base_path) + PREFIX + vector["name"] + request["path"]
        assert httpx.post(target, headers={"Content-Type": sent}).status_code == vector["response"]["status"]
        assert httpx.post(target, headers={"Content-Type": "text/plain"}).status_code == 400


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        ("{}", "needs the member 'vectors'"),
        ('{"vectors": [{"name": "one"}]}', "#/vectors/0 needs the member 'request'"),
        ("[]", "no vector"),
    ],
)
def test_file_that_is_none_is_one_line_with_the_place(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "vectors.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(VectorsError) as error:
        load_vectors(path)
    assert str(error.value).startswith(f"{path}")
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(VectorsError, match="cannot be read"):
        load_vectors(tmp_path / "nowhere.json")


def test_exchange_of_an_unknown_operation_stops_it(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases/nobody.yaml").write_text("lawful:\n  200-nothing:\n    body: []\n", encoding="utf-8")
    with pytest.raises(CaseError, match="there is no operation nobody"):
        vectors(DOCUMENT, TOKEN, tmp_path)


def test_operation_without_a_case_stops_it(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=f"^{next(iter(OPERATIONS))} has no case for 200: add one to "):
        vectors(DOCUMENT, TOKEN, tmp_path)
