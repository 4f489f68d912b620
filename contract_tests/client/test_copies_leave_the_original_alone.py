"""Are copies of a client independent in their settings, and is plain http kept off the network?"""

from __future__ import annotations

import httpx
import pytest
from kling_scheduler import AuthenticatedClient, errors
from kling_scheduler.api.scheduler import get_running_tasks


def test_headers_and_timeout_of_a_copy_are_its_own_and_the_original_stays_open() -> None:
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, json=[])

    with AuthenticatedClient(token="t", httpx_args={"transport": httpx.MockTransport(answer)}) as client:
        with client.with_headers({"X-Trace": "1"}).with_timeout(3) as copy:
            get_running_tasks.sync(client=copy)
        get_running_tasks.sync(client=client)
    assert [request.headers.get("X-Trace") for request in sent] == ["1", None]
    assert [request.extensions["timeout"]["read"] for request in sent] == [3, 30]
    with pytest.raises(RuntimeError, match="closed"):
        get_running_tasks.sync(client=client)


@pytest.mark.parametrize(
    "url", ["http://example.com", "ftp://example.com", "https://u:p@example.com", "", "https://x?q"]
)
def test_an_unusable_base_url_is_refused(url: str) -> None:
    with pytest.raises(errors.ConfigurationError):
        AuthenticatedClient(token="t", base_url=url)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://localhost", "http://[::1]:8/v1/", "https://example.com"])
def test_loopback_and_https_are_taken(url: str) -> None:
    assert AuthenticatedClient(token="t", base_url=url).base_url == url.rstrip("/")
