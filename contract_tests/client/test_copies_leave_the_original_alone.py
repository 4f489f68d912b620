"""Are copies of a client independent in their settings, and is plain http kept off the network?"""

from __future__ import annotations

import asyncio

import httpx
import pytest
from kling_scheduler import AuthenticatedClient, errors
from kling_scheduler.api.scheduler import get_running_tasks
from kling_scheduler.transports import Httpx


def test_headers_and_timeout_of_a_copy_are_its_own_and_the_original_stays_open() -> None:
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, json=[])

    with AuthenticatedClient(token="t", transport=Httpx(httpx.MockTransport(answer))) as client:
        with client.with_headers({"X-Trace": "1"}).with_timeout(3) as copy:
            get_running_tasks.sync(client=copy)
        get_running_tasks.sync(client=client)
    assert [request.headers.get("X-Trace") for request in sent] == ["1", None]
    assert [request.extensions["timeout"]["read"] for request in sent] == [3, 30]
    with pytest.raises(RuntimeError, match="closed"):
        get_running_tasks.sync(client=client)


def test_asynchronous_copies_share_the_pool_and_the_last_to_close_closes_it() -> None:
    class Transport(httpx.MockTransport):
        closed = 0

        async def aclose(self) -> None:
            self.closed += 1

    sent: list[str | None] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers.get("X-Trace"))
        return httpx.Response(200, json=[])

    async def call(transport: Transport) -> None:
        async with AuthenticatedClient(token="t", transport=Httpx(transport)) as client:
            async with client.with_headers({"X-Trace": "1"}) as copy:
                await get_running_tasks.asyncio(client=copy)
            assert transport.closed == 0
            await get_running_tasks.asyncio(client=client)
        assert transport.closed == 1
        with pytest.raises(RuntimeError, match="closed"):
            await get_running_tasks.asyncio(client=client)

    asyncio.run(call(Transport(answer)))
    assert sent == ["1", None]


@pytest.mark.parametrize(
    "url", ["http://example.com", "ftp://example.com", "https://u:p@example.com", "", "https://x?q"]
)
def test_an_unusable_base_url_is_refused(url: str) -> None:
    with pytest.raises(errors.ConfigurationError):
        AuthenticatedClient(token="t", base_url=url)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://localhost", "http://[::1]:8/v1/", "https://example.com"])
def test_loopback_and_https_are_taken(url: str) -> None:
    assert AuthenticatedClient(token="t", base_url=url).base_url == url.rstrip("/")
