"""Is the token carried as the document has it, and is a request without an answer told in one sentence?"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import respx

from scripts.document import Operation, operations
from scripts.record import fetch as fetching
from scripts.record.asking import Values
from scripts.record.fetch import FetchError, fetch
from scripts.server import Server

TOKEN = "canary:4711"
URL = "https://a.example/v1/x"
SCHEMES: dict[str, dict[str, str]] = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "basic": {"type": "http", "scheme": "basic"},
    "oauth2": {"type": "oauth2"},
    "header": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "query": {"type": "apiKey", "in": "query", "name": "key"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "session"},
}


def operation(scheme: str | None) -> Operation:
    """The operation of a document that has no other."""
    held: dict[str, Any] = {"operationId": "do", "responses": {"200": {"description": "d"}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "servers": [{"url": "https://a.example/v1"}],
        "paths": {"/x": {"get": {**held, "security": [{scheme: []}] if scheme else []}}},
        "components": {"securitySchemes": SCHEMES},
    }
    return next(operations(document))


@pytest.fixture
def router() -> Iterator[respx.MockRouter]:
    with respx.mock(assert_all_called=False) as router:
        router.get(url__startswith=URL).respond(200, json=[])
        yield router


def asked(router: respx.MockRouter, scheme: str | None, token: str | None = TOKEN) -> httpx.Request:
    """The request that is sent."""
    fetch(operation(scheme), Server("https://a.example/v1", token), Values())
    request: httpx.Request = router.calls.last.request
    return request


@pytest.mark.parametrize(
    ("scheme", "header", "value"),
    [
        ("bearer", "Authorization", f"Bearer {TOKEN}"),
        ("oauth2", "Authorization", f"Bearer {TOKEN}"),
        ("header", "X-Key", TOKEN),
        ("cookie", "Cookie", f"session={TOKEN}"),
    ],
)
def test_token_goes_into_its_header(router: respx.MockRouter, scheme: str, header: str, value: str) -> None:
    request = asked(router, scheme)
    assert request.headers[header] == value
    assert str(request.url) == URL


def test_token_goes_into_the_query(router: respx.MockRouter) -> None:
    assert asked(router, "query").url.params["key"] == TOKEN


@pytest.mark.parametrize(("scheme", "token"), [(None, TOKEN), ("bearer", None), ("query", None)])
def test_nothing_is_sent_where_nothing_is_asked_for_or_given(
    router: respx.MockRouter, scheme: str | None, token: str | None
) -> None:
    request = asked(router, scheme, token)
    assert TOKEN not in f"{request.url} {request.headers.multi_items()}"
    assert "authorization" not in request.headers


def test_scheme_that_one_token_cannot_fill_is_told(router: respx.MockRouter) -> None:
    with pytest.raises(FetchError, match="do takes its token under the scheme basic: record it with --har"):
        asked(router, "basic")
    assert not router.calls


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (httpx.ConnectTimeout("x"), "it took longer than 15 seconds"),
        (httpx.ReadError("x"), "the connection failed (ConnectionError)"),
        (httpx.ProxyError("x"), "the proxy that the environment names cannot be reached"),
    ],
)
def test_cause_is_told_in_the_words_of_the_judge(
    router: respx.MockRouter, error: httpx.RequestError, cause: str
) -> None:
    router.get(url__startswith=URL).mock(side_effect=error)
    with pytest.raises(FetchError) as told:
        asked(router, "bearer")
    assert str(told.value) == f"no answer from https://a.example/v1: {cause}"


def test_server_without_tls_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        server = Server(f"https://127.0.0.1:{listening.getsockname()[1]}", TOKEN)
        with pytest.raises(FetchError, match="no TLS connection with it can be trusted"):
            fetch(operation("bearer"), server, Values())
        thread.join()


def test_proxy_that_cannot_be_reached_is_told(router: respx.MockRouter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    router.get(url__startswith=URL).mock(side_effect=httpx.ConnectError("x"))
    with pytest.raises(FetchError, match="the proxy that the environment names cannot be reached"):
        asked(router, "bearer")


def test_error_of_another_kind_is_named_without_its_text(router: respx.MockRouter) -> None:
    router.get(url__startswith=URL).mock(side_effect=httpx.InvalidURL(f"what {TOKEN} says"))
    with pytest.raises(FetchError) as told:
        asked(router, "bearer")
    assert str(told.value) == "no answer: InvalidURL"


def test_answer_that_is_too_large_is_no_recording(router: respx.MockRouter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 10)
    router.get(url__startswith=URL).respond(200, text="x" * 11)
    with pytest.raises(FetchError, match="the answer has more than 10 bytes"):
        asked(router, "bearer")


def test_answer_that_does_not_end_is_given_up(router: respx.MockRouter, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    monkeypatch.setattr(fetching, "DEADLINE", 0.05)
    monkeypatch.setattr(fetching, "_try", lambda *_: ended.wait(60))
    with pytest.raises(FetchError, match="no whole answer in 0 s"):
        asked(router, "bearer")
    ended.set()
