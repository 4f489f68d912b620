"""Does a contract run flag each fault, by the check that should?"""

from __future__ import annotations

import json

import pytest
import requests
import schemathesis
from schemathesis.core.failures import FailureGroup

from contract_tests.sandbox.conftest import Ask
from scripts.document import DOCUMENT, load, operations
from scripts.sandbox import TOKEN, create_app, serving
from scripts.sandbox.contract import Contract
from scripts.sandbox.faults import FAULTS

NO_SUCCESS = "no request was answered with success"

# What flags each fault: Schemathesis's failures, or the transport's error.
FLAGGED_BY = {
    "slow": {"ReadTimeout"},
    "hang": {"ReadTimeout"},
    "cut": {"ChunkedEncodingError"},
    "reset": {"ConnectionError"},
    "wrong-type": {"UndefinedContentType"},
    "html-502": {"ServerError", "UndefinedStatusCode"},
    "429": {"UndefinedStatusCode"},
    "596": {"ServerError", "UndefinedStatusCode"},
    "malformed-field": {"JsonSchemaError"},
    "impossible-value": {"JsonSchemaError"},
    "wrong-shape": {"JsonSchemaError"},
    "bad-json": {"MalformedJson"},
    "empty-body": {"MalformedJson"},
    "expired-token": {NO_SUCCESS},
    "flapping": {"ServerError", "UndefinedStatusCode"},
    "no-auth": {"IgnoredAuth"},
}


def contract_run(url: str) -> set[str]:
    """What two calls of the first operation are flagged by."""
    config = schemathesis.Config.from_dict({"base-url": url, "generation": {"deterministic": True}})
    schema = schemathesis.openapi.from_path(str(DOCUMENT), config=config)
    first = next(operations(load()))
    operation = schema.find_operation_by_path(first.method, first.path)
    assert operation is not None
    flagged: set[str] = set()
    statuses = []
    for _ in range(2):
        try:
            headers = {"Authorization": f"Bearer {TOKEN}"}
            response = operation.Case().call_and_validate(headers=headers, timeout=1)
            statuses.append(response.status_code)
        except FailureGroup as group:
            flagged |= {type(failure).__name__ for failure in group.exceptions}
        except requests.RequestException as error:
            flagged.add(type(error).__name__)
    if not flagged and not any(status // 100 == 2 for status in statuses):
        flagged.add(NO_SUCCESS)
    return flagged


def test_every_fault_has_its_check() -> None:
    assert FLAGGED_BY.keys() == FAULTS.keys()


@pytest.mark.parametrize(("name", "expected"), FLAGGED_BY.items(), ids=FLAGGED_BY)
def test_fault_is_flagged_by_its_check(name: str, expected: set[str]) -> None:
    with serving(create_app(faults=[name])) as url:
        assert contract_run(url) == expected


def test_sandbox_without_a_fault_is_not_flagged() -> None:
    with serving(create_app()) as url:
        assert contract_run(url) == set()


def test_fault_is_preferred_for_one_request_alone(ask: Ask, path: str) -> None:
    app = create_app()
    answer = ask(app, path, headers={"Prefer": "fault=429"})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "2")
    assert ask(app, path).status_code == 200


def test_several_faults_add_up(ask: Ask, path: str) -> None:
    answer = ask(create_app(), path, headers={"Prefer": 'fault="malformed-field wrong-type"'})
    assert answer.headers["content-type"].startswith("text/html")
    endpoint = next(iter(Contract(load())))
    schema = endpoint.responses["200"].schema
    assert schema is not None
    assert schema.violation(json.loads(answer.content))


def test_every_second_answer_flaps(ask: Ask, path: str) -> None:
    app = create_app(faults=["flapping"])
    assert [ask(app, path).status_code for _ in range(4)] == [200, 502, 200, 502]


def test_unknown_fault_is_told_with_those_that_are(ask: Ask, path: str) -> None:
    answer = ask(create_app(), path, headers={"Prefer": "fault=fire"})
    assert answer.status_code == 422
    assert all(name in answer.json()["detail"] for name in FAULTS)
