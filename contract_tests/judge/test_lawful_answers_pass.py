"""Is nothing that HTTP and JSON allow taken for a broken promise?"""

from __future__ import annotations

from typing import Any

import pytest
import requests
import schemathesis

from contract_tests.exchanges import recorded_case
from scripts.document import load
from scripts.judge.contract import Contract
from scripts.judge.credentials import refused_for
from scripts.judge.judgement import Judgement

CONTRACT = Contract(load())
OPERATION = next(iter(CONTRACT.operations.values()))
BEYOND = {
    "digits": b'[{"other": ' + b"9" * 5000 + b"}]",
    "levels": b'[{"other": ' + b"[" * 100_000 + b"]" * 100_000 + b"}]",
}


def judged(method: Any, status: int, content: bytes, contract: Contract = CONTRACT, /, **headers: str) -> Judgement:
    """What an answer to the holder of the token is worth."""
    case = recorded_case(contract, OPERATION)
    case.method = method
    request = requests.Request(method, f"http://127.0.0.1/v1{OPERATION.path}").prepare()
    named = {name.replace("_", "-"): [value] for name, value in headers.items()}
    response = schemathesis.Response(
        status_code=status, headers=named, content=content, request=request, elapsed=0.1, verify=True
    )
    return contract.judge(case, response)


@pytest.mark.parametrize("content", BEYOND.values(), ids=BEYOND)
def test_what_is_beyond_this_reader_is_a_notice(content: bytes) -> None:
    found = judged("GET", 200, content, content_type="application/json")
    assert (found.violations, [one.kind for one in found.notices]) == ([], ["not_read"])


@pytest.mark.parametrize(
    ("method", "status", "headers"),
    [
        ("TRACE", 200, {"content_type": "message/http"}),
        ("TRACE", 501, {"content_type": "application/json"}),
        ("PATCH", 404, {"content_type": "application/json"}),
        ("OPTIONS", 204, {"allow": "GET, HEAD, OPTIONS, DELETE"}),
    ],
    ids=["trace-echoed", "trace-unknown", "patch-not-found", "options-with-more"],
)
def test_method_beyond_the_document_may_be_answered_as_http_allows(
    method: str, status: int, headers: dict[str, str]
) -> None:
    checks = {one.check for one in judged(method, status, b"", **headers).violations}
    assert checks.isdisjoint({"unsupported_method", "allow_header_conformance", "not_a_server_error"})


@pytest.mark.parametrize(
    ("key", "flagged"), [("503", False), ("5XX", False), ("default", True), ("502", True)], ids=str
)
def test_server_error_that_the_document_names_keeps_the_contract(key: str, flagged: bool) -> None:
    document = load()
    answers = next(item["get"] for item in document["paths"].values() if "get" in item)["responses"]
    answers[key] = answers["400"]
    content, contract = b'{"error": "Later."}', Contract(document)
    found = {one.check for one in judged("GET", 503, content, contract, content_type="application/json").violations}
    assert ("not_a_server_error" in found) is flagged


def test_digits_alone_make_no_other_case_of_a_token() -> None:
    assert "other-case" not in refused_for(OPERATION, "1234567890")
    assert "other-case" in refused_for(OPERATION, "user:1-abc")
