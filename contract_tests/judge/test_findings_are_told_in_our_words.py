"""Does what Schemathesis objects to read as what came and what is documented, whichever check it was?"""

from __future__ import annotations

from typing import Any

import pytest
import requests
import schemathesis
from schemathesis.core.failures import AcceptedNegativeData, Failure, ResponseTimeExceeded, ServerError
from schemathesis.openapi.checks import (
    AllowHeaderMismatch,
    AuthScenario,
    ContentDeserializationError,
    IgnoredAuth,
    MalformedMediaType,
    MissingContentType,
    MissingHeaderNotRejected,
    MissingHeaders,
    RejectedPositiveData,
    UndefinedContentType,
    UndefinedStatusCode,
    UnsupportedMethodResponse,
)

from scripts.document import Operation, load, operations
from scripts.judge.failures import is_lawful, violation

SAID: Any = {"operation": "o", "message": "Said."}


@pytest.fixture(scope="module")
def operation() -> Operation:
    return next(operations(load()))


def answer(status: int, method: str = "GET", **headers: str) -> schemathesis.Response:
    """An answer to a request of that method."""
    return schemathesis.Response(
        status_code=status,
        headers={name.replace("_", "-"): [value] for name, value in headers.items()},
        content=b"",
        request=requests.Request(method, "https://a.example/").prepare(),
        elapsed=0.1,
        verify=True,
    )


@pytest.mark.parametrize(
    ("failure", "received", "documented", "variant"),
    [
        (
            UndefinedStatusCode(status_code=418, defined_status_codes=["200", "4XX"], allowed_status_codes=[], **SAID),
            "418",
            "200, 4XX",
            "",
        ),
        (
            UndefinedContentType(content_type="a/b", defined_content_types=["c/d", "e/f"], **SAID),
            "a/b",
            "c/d, e/f",
            "a/b",
        ),
        (ContentDeserializationError(**SAID), "a body that is no a/b", "one that can be read as such", ""),
        (MissingContentType(media_types=["c/d"], **SAID), "no Content-Type", "c/d", ""),
        (MissingHeaders(missing_headers=["X-A"], **SAID), "no header X-A", "header X-A, which is required", "X-A"),
        (ServerError(operation="o", status_code=418), "418", "no server error", ""),
        (
            ResponseTimeExceeded(elapsed=12.34, deadline=10, **SAID),
            "an answer after 12.3 ms",
            "one within 10 ms",
            "",
        ),
        (
            IgnoredAuth(scenario=AuthScenario.NO_AUTH, **SAID),
            "418 without credentials",
            "a refusal of all but the token",
            AuthScenario.NO_AUTH.value,
        ),
        (
            MissingHeaderNotRejected(header_name="X-A", status_code=200, expected_statuses=[400, 422], **SAID),
            "200 without X-A",
            "400, 422",
            "X-A",
        ),
        (
            AcceptedNegativeData(status_code=200, expected_statuses=["400"], **SAID),
            "200 for a request that the document does not allow",
            "400",
            "",
        ),
        (
            RejectedPositiveData(status_code=400, allowed_statuses=["200", "404"], **SAID),
            "400 for a request that the document allows",
            "200, 404",
            "",
        ),
        (
            UnsupportedMethodResponse(method="PUT", status_code=200, failure_reason="wrong_status", **SAID),
            "200 for PUT",
            "405 with Allow",
            "PUT",
        ),
        (
            AllowHeaderMismatch(allow_header="PUT", missing_methods=["PATCH", "GET"], undocumented_methods=[], **SAID),
            "Allow: PUT",
            "GET, PATCH as well",
            "",
        ),
        (Failure(operation="o", title="A title", message="Of another check\nand more"), "Of another check", "", ""),
        (Failure(operation="o", title="A title", message=""), "A title", "", ""),
    ],
    ids=lambda value: f"{type(value).__name__}-{value.message}" if isinstance(value, Failure) else "",
)
def test_each_failure_says_what_came_and_what_is_documented(
    operation: Operation, failure: Failure, received: str, documented: str, variant: str
) -> None:
    found = violation(operation, answer(418, content_type="a/b"), failure)
    assert (found.received, found.variant) == (received, variant)
    assert found.documented == (documented or "an answer that the document allows")


def test_media_type_that_is_none_is_quoted_beside_the_documented_ones(operation: Operation) -> None:
    failure = MalformedMediaType(actual="nonsense", defined="a/b", **SAID)
    status = next(int(status) for status in operation.raw["responses"] if status.isdigit())
    found = violation(operation, answer(status), failure)
    assert found.received == 'Content-Type "nonsense", which is none'
    assert found.documented == (", ".join(operation.media_types(status)) or "a media type")


@pytest.mark.parametrize(
    ("status", "method", "media_type", "lawful"),
    [
        (404, "PUT", "text/plain", True),
        (501, "PUT", "text/plain", True),
        (405, "PUT", "text/plain", False),
        (200, "PUT", "text/plain", False),
        (200, "TRACE", "message/http", True),
        (200, "TRACE", "text/plain", False),
    ],
)
def test_other_methods_may_be_answered_as_http_allows(status: int, method: str, media_type: str, lawful: bool) -> None:
    failure = UnsupportedMethodResponse(method=method, status_code=status, failure_reason="wrong_status", **SAID)
    response = answer(status, method, content_type=media_type)
    assert is_lawful(failure, response, "GET", is_named=False) is lawful


@pytest.mark.parametrize(
    ("status", "method", "is_named", "lawful"),
    [(500, "GET", False, False), (500, "GET", True, True), (501, "PUT", False, True), (501, "GET", False, False)],
)
def test_server_error_is_lawful_where_it_is_named(status: int, method: str, is_named: bool, lawful: bool) -> None:
    failure = ServerError(operation="o", status_code=status)
    assert is_lawful(failure, answer(status, method), "GET", is_named=is_named) is lawful


@pytest.mark.parametrize(("missing", "lawful"), [([], True), (["GET"], False)])
def test_allow_may_name_more_than_the_document(missing: list[str], lawful: bool) -> None:
    failure = AllowHeaderMismatch(allow_header="", missing_methods=missing, undocumented_methods=["PUT"], **SAID)
    assert is_lawful(failure, answer(405, "PUT"), "GET", is_named=False) is lawful
