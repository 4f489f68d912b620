"""Does every documented field of every lawful response come back through the client?"""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import respx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract_tests.bodies import bodies
from contract_tests.client_calls import BASE_URL, TOKEN, arguments_of, client, compare, module_of
from contract_tests.exchanges import HERE, on_file
from scripts.document import Operation, base_url, load, operations
from scripts.har import read
from scripts.judge.judgement import Judgement
from scripts.judge.verdict import Verdict

pytestmark = pytest.mark.contract

DOCUMENT = load()
OPERATIONS = {operation.id: operation for operation in operations(DOCUMENT)}
# A recorded URL says what an operation's parameters can be.
URLS = {read(path).operation_id: read(path).url for path in sorted((HERE / "recordings").glob("*/*.har"))}
JSON_RESPONSES = [
    pytest.param(operation, status, media_type, id=f"{operation.id}-{status}")
    for operation in OPERATIONS.values()
    for status, response in operation.responses.items()
    for media_type in response.get("content", {})
]


@pytest.fixture(scope="module")
def service() -> Iterator[respx.MockRouter]:
    """A strict stand-in for the service: a request that nobody expects is an error."""
    with respx.mock(base_url=BASE_URL, assert_all_mocked=True, assert_all_called=True) as router:
        yield router


# Made once: a TLS context costs more than all else in a call.
CLIENT = client()


def call(operation: Operation, url: str, how: str = "sync") -> Any:
    """The detailed answer to the call that asks for ``url``, sync or async."""
    module, arguments = module_of(operation), arguments_of(operation, url)
    if how == "sync":
        return module.sync_detailed(client=CLIENT, **arguments)

    async def call_async() -> Any:
        async with client() as async_client:
            return await module.asyncio_detailed(client=async_client, **arguments)

    return asyncio.run(call_async())


@pytest.mark.parametrize("how", ["sync", "async"])
@pytest.mark.parametrize("path", on_file("recordings"))
def test_recording_comes_back_whole(path: Path, how: str, service: respx.MockRouter, verdict: Verdict) -> None:
    exchange = read(path)
    operation = OPERATIONS[exchange.operation_id]
    route = service.request(operation.method, exchange.url.removeprefix(base_url(DOCUMENT))).respond(
        exchange.status, headers=exchange.headers, content=exchange.content
    )

    answer = call(operation, exchange.url, how)

    assert route.calls.last.request.headers["Authorization"] == f"Bearer {TOKEN}"
    assert (answer.status_code, answer.content) == (exchange.status, exchange.content)
    media = operation.responses[str(exchange.status)]["content"]
    schema = media[exchange.headers[0][1].split(";")[0]]["schema"]
    compared = compare(DOCUMENT, schema, json.loads(exchange.content), answer.parsed)
    verdict.add(f"client, {how}", Judgement(operation.id, exchange.status, compared + 2, exchange.status < 300))


@pytest.mark.parametrize(("operation", "status", "media_type"), JSON_RESPONSES)
@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
@given(data=st.data())
def test_any_lawful_body_comes_back_whole(
    operation: Operation, status: str, media_type: str, data: st.DataObject, service: respx.MockRouter
) -> None:
    body = data.draw(bodies(operation, status, media_type))
    url = URLS[operation.id]
    service.request(operation.method, url.removeprefix(base_url(DOCUMENT))).respond(
        int(status), content=json.dumps(body).encode(), headers={"Content-Type": media_type}
    )

    answer = call(operation, url)

    assert answer.status_code == int(status)
    compare(DOCUMENT, operation.responses[status]["content"][media_type]["schema"], body, answer.parsed)


def test_strict_stand_in_refuses_an_unexpected_request(service: respx.MockRouter) -> None:
    service.reset()
    service.clear()
    operation = next(iter(OPERATIONS.values()))
    with pytest.raises(respx.models.AllMockedAssertionError):
        call(operation, URLS[operation.id])


def test_comparison_sees_a_field_that_is_lost(service: respx.MockRouter) -> None:
    operation = OPERATIONS["getRunningTasks"]
    service.request(operation.method, operation.path).respond(200, json=[{"id": 1}])
    schema = operation.responses["200"]["content"]["application/json"]["schema"]
    returned = call(operation, URLS[operation.id]).parsed
    assert compare(DOCUMENT, schema, [{"id": 1}], returned) == 1
    with pytest.raises(AssertionError):
        compare(DOCUMENT, schema, [{"id": 1, "replyRef": "reference-id"}], returned)
