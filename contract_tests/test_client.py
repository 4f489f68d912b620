"""Does every documented field of every lawful response come back through the client?"""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import httpx
import pytest
import respx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract_tests.bodies import bodies
from contract_tests.client_calls import BASE_URL, TOKEN, arguments_of, client, compare, module_of
from contract_tests.exchanges import DOCUMENT, exchange_of, named, sendable
from scripts.cases.on_file import OnFile
from scripts.document import Operation, base_url, operations
from scripts.har import REDACTED, Exchange
from scripts.judge.judgement import Judgement
from scripts.judge.verdict import Verdict

pytestmark = pytest.mark.contract

OPERATIONS = {operation.id: operation for operation in operations(DOCUMENT)}
JSON_RESPONSES = [
    pytest.param(operation, status, media_type, id=f"{operation.id}-{status}-{media_type}")
    for operation in OPERATIONS.values()
    for status, response in operation.responses.items()
    for media_type, media in response.get("content", {}).items()
    if "schema" in media and media_type.partition(";")[0].endswith(("/json", "+json"))
]
# Made once: a TLS context costs more than all else in a call.
CLIENT = client()


@pytest.fixture(scope="module")
def service() -> Iterator[respx.MockRouter]:
    """A strict stand-in for the service: a request that nobody expects is an error."""
    with respx.mock(base_url=BASE_URL, assert_all_mocked=True, assert_all_called=True) as router:
        yield router


def expect(service: respx.MockRouter, exchange: Exchange) -> respx.Route:
    """The stand-in answers this exchange's request, and no other."""
    # A route without a query would answer for another with one.
    service.clear()
    return service.request(exchange.method, exchange.url.removeprefix(base_url(DOCUMENT)).partition("?")[0]).respond(
        exchange.status, headers=exchange.headers, content=exchange.content
    )


def call(exchange: Exchange, how: str = "sync") -> Any:
    """The detailed answer to the call that sends the exchange's request, sync or async."""
    module, arguments = module_of(exchange.operation_id), arguments_of(exchange)
    if how == "sync":
        return module.sync_detailed(client=CLIENT, **arguments)

    async def call_async() -> Any:
        async with client() as async_client:
            return await module.asyncio_detailed(client=async_client, **arguments)

    return asyncio.run(call_async())


def assert_sent(request: httpx.Request, exchange: Exchange) -> None:
    """Fail unless the request is the exchange's."""
    assert unquote(request.url.raw_path.decode().partition("?")[0]) == unquote(
        urlsplit(BASE_URL).path + urlsplit(exchange.url.removeprefix(base_url(DOCUMENT))).path
    )
    assert sorted(parse_qsl(request.url.query.decode(), keep_blank_values=True)) == sorted(
        (name, TOKEN if value == REDACTED else value) for name, value in exchange.query
    )
    if "json" in exchange.request_media_type:
        assert json.loads(request.content) == json.loads(exchange.request_content)
    elif not exchange.request_media_type.startswith("multipart/"):
        assert request.content == exchange.request_content
    for name, value in exchange.request_headers:
        if name.lower() not in {"accept", "content-type"}:
            assert request.headers[name] == value.replace(REDACTED, TOKEN)


@pytest.mark.parametrize("how", ["sync", "async"])
@pytest.mark.parametrize("kept", sendable())
def test_recording_comes_back_whole(kept: OnFile, how: str, service: respx.MockRouter, verdict: Verdict) -> None:
    exchange = kept.exchange
    operation = OPERATIONS[exchange.operation_id]
    route = expect(service, exchange)

    answer = call(exchange, how)

    assert_sent(route.calls.last.request, exchange)
    assert (answer.status_code, answer.content) == (exchange.status, exchange.content)
    compared = compare(operation, exchange, answer.parsed)
    verdict.add(f"client, {how}", Judgement(operation.id, exchange.status, compared + 2, exchange.status < 300))


@pytest.mark.parametrize(("operation", "status", "media_type"), JSON_RESPONSES)
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
@given(data=st.data())
def test_any_lawful_body_comes_back_whole(
    operation: Operation, status: str, media_type: str, data: st.DataObject, service: respx.MockRouter
) -> None:
    body = data.draw(bodies(operation, status, media_type))
    exchange = replace(
        exchange_of(operation),
        status=status_of(operation, status),
        content=json.dumps(body).encode(),
        headers=[("Content-Type", media_type)],
    )
    expect(service, exchange)

    answer = call(exchange)

    assert answer.status_code == exchange.status
    compare(operation, exchange, answer.parsed)


def status_of(operation: Operation, key: str) -> int:
    """A status that a documented response covers: of a range or a default, one that no other does."""
    if key.isdecimal():
        return int(key)
    first = int(key[0]) * 100 if key[0].isdecimal() else 400
    covered = range(first, 600)
    return next(one for one in covered if (found := operation.response_for(one)) is not None and found[0] == key)


def test_strict_stand_in_refuses_an_unexpected_request(service: respx.MockRouter) -> None:
    service.reset()
    service.clear()
    with pytest.raises(respx.models.AllMockedAssertionError):
        call(exchange_of(next(iter(OPERATIONS.values()))))


def test_comparison_sees_a_field_that_is_lost(service: respx.MockRouter) -> None:
    exchange = replace(named("200-two-tasks"), content=b'[{"id": 1}]')
    operation = OPERATIONS[exchange.operation_id]
    expect(service, exchange)
    returned = call(exchange).parsed
    assert compare(operation, exchange, returned) == 1
    with pytest.raises(AssertionError):
        compare(operation, replace(exchange, content=b'[{"id": 1, "replyRef": "reference-id"}]'), returned)


def test_request_with_another_query_is_seen(service: respx.MockRouter) -> None:
    exchange = named("200-two-tasks")
    route = expect(service, exchange)
    call(exchange)
    assert_sent(route.calls.last.request, exchange)
    with pytest.raises(AssertionError):
        assert_sent(route.calls.last.request, replace(exchange, url=f"{exchange.url}?x=1"))
