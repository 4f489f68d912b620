"""Are the test vectors what is on file, served byte by byte, and met by the Python client?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from kling_scheduler import AuthenticatedClient

from contract_tests.client_calls import arguments_of, compare, module_of
from contract_tests.exchanges import HERE, on_file
from scripts.document import DocumentError, base_path, load, operations
from scripts.har import read
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
    files = [Path(str(one.values[0])) for kind in ("recordings", "violations") for one in on_file(kind)]  # type: ignore[attr-defined]
    assert sorted(written) == sorted(f"{file.parent.name}/{file.parts[-3][:-1]}/{file.stem}" for file in files)
    assert len(set(written)) == len(written)


@pytest.mark.parametrize("vector", EVERY)
def test_sandbox_serves_the_bytes_on_file(vector: Vector, ask_for: Ask) -> None:
    answer = ask_for(vector)
    assert answer.status_code == vector["response"]["status"]
    if vector["origin"] != "made":
        exchange = read(HERE / f"{vector['origin']}s" / vector["operation"] / f"{vector['name'].split('/')[-1]}.har")
        assert answer.content == exchange.content
        assert {key: answer.headers[key] for key in vector["response"]["headers"]} == vector["response"]["headers"]


@pytest.mark.parametrize("vector", LAWFUL)
def test_python_client_meets_it(vector: Vector, root: str) -> None:
    operation, expected = OPERATIONS[vector["operation"]], vector["expected"]
    place = f"{root}{PREFIX}{vector['name']}{base_path(DOCUMENT)}"
    with AuthenticatedClient(base_url=place, token=WRITTEN["token"]) as client:
        arguments = arguments_of(operation, vector["request"]["path"])
        answer = module_of(operation).sync_detailed(client=client, **arguments)
    assert answer.status_code == expected["status"]
    (media,) = operation.responses[str(expected["status"])]["content"].values()
    compare(DOCUMENT, media["schema"], expected["value"], answer.parsed)


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
    (vector,) = [one for one in WRITTEN["vectors"] if one["name"].endswith("401-no-token")]
    assert ask_for(vector, headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 400


def test_another_method_or_place_is_refused(ask_for: Ask) -> None:
    vector = WRITTEN["vectors"][0]
    assert ask_for(vector, method="POST").headers["allow"] == vector["request"]["method"]
    assert ask_for(vector, path=vector["request"]["path"] + "/more").status_code == 404


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
    (tmp_path / "recordings/nobody").mkdir(parents=True)
    source = next((HERE / "recordings").glob("*/*.har"))
    (tmp_path / "recordings/nobody" / source.name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(DocumentError, match="there is no operation nobody"):
        vectors(DOCUMENT, TOKEN, tmp_path)


def test_operation_without_a_recording_stops_it(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="has no recording"):
        vectors(DOCUMENT, TOKEN, tmp_path)
