"""Does the next call on a connection read its own answer, whatever status the one before it had?"""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from contract_tests.sandbox.conftest import Ask
from scripts.document import load
from scripts.sandbox import TOKEN, create_app, serving

HEADERS = {"Authorization": f"Bearer {TOKEN}"}


def with_statuses(*statuses: str) -> dict[str, object]:
    """The document, its first operation answering with a body at every one of the statuses too."""
    document = load()
    item = next(item for item in document["paths"].values() if "get" in item)
    responses = item["get"]["responses"]
    responses |= dict.fromkeys(statuses, responses["200"])
    return document


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving(create_app(with_statuses("100", "101", "204", "205", "304", "600", "999"))) as base_url:
        yield base_url


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("status", [204, 205, 304])
def test_answer_that_has_no_body_sends_none(status: int, method: str, url: str, path: str) -> None:
    parts = urlsplit(url)
    with closing(http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=3)) as connection:
        for _ in range(2):
            connection.request(method, path, headers={**HEADERS, "Prefer": f"code={status}"})
            answer = connection.getresponse()
            assert (answer.status, answer.read(), answer.getheader("connection")) == (status, b"", None)
            connection.request("GET", path, headers=HEADERS)
            answer = connection.getresponse()
            assert (answer.status, answer.read()[:1]) == (200, b"[")


@pytest.mark.parametrize("status", [100, 101, 600, 999])
def test_status_that_ends_no_request_is_refused(status: int, url: str, path: str) -> None:
    parts = urlsplit(url)
    with closing(http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=3)) as connection:
        connection.request("GET", path, headers={**HEADERS, "Prefer": f"code={status}"})
        answer = connection.getresponse()
        assert (answer.status, answer.getheader("content-type")) == (422, "application/problem+json")
        assert b"200 to 599" in answer.read()


@pytest.mark.parametrize("status", ["100", "600"])
def test_status_is_not_chosen_where_it_is_the_only_one(status: str, ask: Ask, path: str) -> None:
    document = load()
    item = next(item for item in document["paths"].values() if "get" in item)
    item["get"]["responses"] = {status: {"description": "Nothing that ends a request."}}
    answer = ask(create_app(document), path)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
