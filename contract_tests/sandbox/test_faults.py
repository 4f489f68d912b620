"""Does a contract run flag each fault, by the check that should?"""

from __future__ import annotations

import json
from contextlib import suppress

import pytest

from contract_tests.judging import settle
from contract_tests.sandbox.conftest import START, Ask
from scripts.document import load
from scripts.judge.asker import Asker
from scripts.judge.checks import measures
from scripts.judge.contract import Contract as Judge
from scripts.judge.guard import Bounds
from scripts.judge.target import PLAIN_REQUESTS, Target
from scripts.judge.verdict import Verdict
from scripts.sandbox import TOKEN, create_app, faults, serving
from scripts.sandbox.clock import Clock, to_text
from scripts.sandbox.contract import Contract
from scripts.sandbox.faults import FAULTS
from scripts.sandbox.simulation import Simulation

NOT_JUDGED = "not judged"

# What flags each fault: the checks, or that nothing could be judged.
FLAGGED_BY = {
    "slow": {"response_time"},
    "hang": {NOT_JUDGED},
    "cut": {"framing"},
    "reset": {NOT_JUDGED},
    "wrong-type": {"content_type_conformance"},
    "html-502": {"not_a_server_error", "status_code_conformance"},
    "402": {"status_code_conformance"},
    "429": {NOT_JUDGED},
    "596": {"not_a_server_error", "status_code_conformance"},
    "malformed-field": {"response_schema_conformance"},
    "impossible-value": {"response_schema_conformance"},
    "wrong-shape": {"response_schema_conformance"},
    "bad-json": {"response_schema_conformance"},
    "empty-body": {"response_schema_conformance"},
    "expired-token": {NOT_JUDGED},
    "flapping": {"repeated_answers"},
    "no-auth": {"ignored_auth"},
}


def contract_run(url: str) -> set[str]:
    """What flags the answer to the first operation, asked as a live run asks."""
    contract, verdict = Judge(load(), config=PLAIN_REQUESTS), Verdict()
    operation = next(iter(contract.operations.values()))
    case = contract.schema[operation.path][operation.method].Case()
    asker = Asker(contract, Target("live", TOKEN, url, bounds=Bounds(answer=1.0)), observed=True)
    with suppress(pytest.fail.Exception, pytest.skip.Exception):
        settle(asker, verdict, lambda: asker.examine(case))
    return {violation.check for _, violation in verdict.violations} or ({NOT_JUDGED} if verdict.unjudged else set())


def be_impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the slow answer, and the bound that it breaks, in a tenth of their time."""
    monkeypatch.setattr(faults, "SLOW_SECONDS", faults.SLOW_SECONDS / 10)
    monkeypatch.setattr(measures, "LONGEST_ANSWER", measures.LONGEST_ANSWER / 10)


def test_every_fault_has_its_check() -> None:
    assert FLAGGED_BY.keys() == FAULTS.keys()


@pytest.mark.parametrize(("name", "expected"), FLAGGED_BY.items(), ids=FLAGGED_BY)
def test_fault_is_flagged_by_its_check(name: str, expected: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    if "response_time" in expected:
        be_impatient(monkeypatch)
    with serving(create_app(faults=[name])) as url:
        assert contract_run(url) == expected


def test_sandbox_without_a_fault_is_not_flagged() -> None:
    with serving(create_app()) as url:
        assert contract_run(url) == set()


def test_fault_is_preferred_for_one_request_alone(ask: Ask, path: str) -> None:
    app = create_app(simulation=Simulation(Clock(START, frozen=True)))
    answer = ask(app, path, headers={"Prefer": "fault=429"})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "2")
    assert answer.json()["retryAfter"] == to_text(START + 2)
    assert ask(app, path).status_code == 200


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("402", {"error": "Subscription required", "code": 402}),
        ("596", {"error": "Account user@email.com in error state: refresh token rejected", "code": 596}),
    ],
)
def test_undocumented_error_has_the_body_of_the_vendor(fault: str, expected: object, ask: Ask, path: str) -> None:
    answer = ask(create_app(), path, headers={"Prefer": f"fault={fault}"})
    assert (answer.status_code, answer.json()) == (int(fault), expected)


def test_error_of_another_api_keeps_its_own_shape(ask: Ask, path: str) -> None:
    document = load()
    item = next(item for item in document["paths"].values() if "get" in item)
    error = {"type": "object", "required": ["message"], "properties": {"message": {"type": "string"}}}
    content = {"application/json": {"schema": error, "example": {"message": "No."}}}
    item["get"]["responses"]["400"] = {"description": "No.", "content": content}
    answer = ask(create_app(document), path, headers={"Prefer": "fault=596"})
    assert (answer.status_code, answer.json()) == (596, {"message": "No."})


@pytest.mark.parametrize("status", [402, 429, 596])
def test_error_that_the_document_has_is_the_documented_one(status: int, ask: Ask, path: str) -> None:
    document = load()
    item = next(item for item in document["paths"].values() if "get" in item)
    content = {"application/json": {"schema": {"type": "object"}, "example": {"why": "documented"}}}
    wait = {"schema": {"type": "integer"}, "example": 7}
    documented = {"description": "No.", "headers": {"Retry-After": wait}, "content": content}
    item["get"]["responses"][str(status)] = documented
    answer = ask(create_app(document), path, headers={"Prefer": f"fault={status}"})
    assert (answer.status_code, answer.json()) == (status, {"why": "documented"})
    assert len(answer.headers.get_list("retry-after")) == 1


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
