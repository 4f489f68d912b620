"""Is a header that the document does not allow told as a header, and never as the body?"""

from __future__ import annotations

from typing import Any

import pytest
import requests
import schemathesis

from contract_tests.exchanges import recorded_case
from scripts.document import load
from scripts.judge.contract import Contract
from scripts.judge.violation import Violation

HEADERS: dict[str, Any] = {
    "X-Total": {"required": True, "schema": {"type": "integer", "minimum": 0}},
    "X-Names": {"schema": {"type": "array", "items": {"type": "string", "maxLength": 3}}},
}


def judged(**headers: str) -> list[Violation]:
    document = load()
    operation = next(item["get"] for item in document["paths"].values() if "get" in item)
    operation["responses"]["200"] = {"description": "All.", "headers": HEADERS}
    contract = Contract(document)
    case = recorded_case(contract, next(iter(contract.operations.values())))
    request = requests.Request("GET", "http://127.0.0.1/").prepare()
    given = {name.replace("_", "-"): [value] for name, value in headers.items()}
    response = schemathesis.Response(
        status_code=200, headers=given, content=b"", request=request, elapsed=0.1, verify=True
    )
    return contract.judge(case, response).violations


@pytest.mark.parametrize(
    ("headers", "name", "received"),
    [
        ({"x_total": "many"}, "X-Total", 'header X-Total: "many"'),
        ({"x_total": "-1"}, "X-Total", "header X-Total: -1"),
        ({"x_total": "1", "x_names": "abc,long"}, "X-Names", 'header X-Names: "long"'),
        ({}, "X-Total", "no header X-Total"),
    ],
)
def test_header_is_named_and_the_clause_is_that_of_the_headers(
    headers: dict[str, str], name: str, received: str
) -> None:
    (found,) = judged(**headers)
    assert (found.check, found.variant, found.received) == ("response_headers_conformance", name, received)
    assert found.place.endswith("/responses/200/headers")
    assert found.pointer == ""


def test_lawful_headers_pass() -> None:
    assert judged(x_total="3", x_names="a,b") == []
