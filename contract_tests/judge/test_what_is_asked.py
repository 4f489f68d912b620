"""Is a server asked what does nothing, in shares that are said before, and nothing else without being told to?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from contract_tests.judge.grown import grown, many, parameter, written
from contract_tests.judge.live import SECRET, run_live
from scripts.document import load, operations
from scripts.judge.contract import Contract
from scripts.judge.guard import Bounds, Guard, Withheld
from scripts.judge.plan import Plan, plan, refusals, repeats, simplest
from scripts.judge.target import BUDGET, live_target
from scripts.sandbox import create_app, serving

SERVICE = "https://service.example/v1"
UNSAFE: list[tuple[str, str, dict[str, object]]] = [
    (next(iter(operations(load()))).path, "delete", {}),
    ("/others", "post", {}),
    ("/others", "put", {}),
]
DAY = date(2026, 11, 25)


def planned(document: dict[str, object], url: str = SERVICE, *, unsafe: bool = False, day: date = DAY) -> Plan:
    target = live_target({"USEAPI_TOKEN": SECRET, "USEAPI_BASE_URL": url}, SERVICE, unsafe=unsafe)
    return plan(Contract(document), target, unsafe=unsafe, today=day)


@pytest.mark.parametrize("unsafe", [False, True])
def test_service_itself_is_never_sent_what_may_do_something(unsafe: bool) -> None:
    found = planned(grown(*UNSAFE), unsafe=unsafe)
    assert [operation.method for operation in found.asked] == ["GET"]
    assert set(found.left_out) == {"other0", "other1", "other2"}
    target = live_target({"USEAPI_TOKEN": SECRET}, SERVICE, unsafe=unsafe)
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
        with pytest.raises(Withheld):
            target.guard().request(method, SERVICE)


def test_another_server_is_sent_it_when_told_to() -> None:
    other = "https://other.example/v1"
    assert len(planned(grown(*UNSAFE), other).asked) == 1
    assert len(planned(grown(*UNSAFE), other, unsafe=True).asked) == 4


def test_server_on_another_machine_is_sent_safe_methods_alone() -> None:
    target = live_target({"USEAPI_TOKEN": SECRET, "USEAPI_BASE_URL": "https://other.example/v1"}, SERVICE)
    with pytest.raises(Withheld):
        target.guard().post("https://other.example/v1")


def test_guard_without_such_bounds_sends_any_method() -> None:
    with serving(create_app()) as url:
        assert Guard(Bounds()).post(url).status_code == 404


def test_operation_that_may_do_something_reaches_no_server(tmp_path: Path) -> None:
    document, log = grown(*UNSAFE), list[str]()
    with serving(create_app(document, token=SECRET, log=log.append)) as url:
        code, output = run_live(url, SECRET, "--document", str(written(document, tmp_path)))
    assert "not asked: other1: POST may do something; --unsafe sends it" in output
    assert code == 0, output
    assert [line for line in log if "/others" in line] == []
    assert [line for line in log if "DELETE" in line] == []


def test_probe_of_one_path_is_no_request_to_another_ones_operation(tmp_path: Path) -> None:
    first = next(iter(operations(load()))).path
    item = {"parameters": [parameter("id", "path", type="integer")]}
    document, log = grown((f"{first}/all", "get", {}), (f"{first}/{{id}}", "delete", item)), list[str]()
    with serving(create_app(document, token=SECRET, log=log.append)) as url:
        code, output = run_live(url, SECRET, "--document", str(written(document, tmp_path)))
    assert code == 0, output
    assert any(line.startswith("PUT ") and "/all" in line for line in log)
    assert [line for line in log if line.startswith("DELETE ") and "/all" in line] == []


@pytest.mark.parametrize(("count", "asked", "each"), [(1, 1, 5), (3, 3, 5), (4, 4, 3), (15, 15, 1), (40, 15, 1)])
def test_budget_is_shared_out(count: int, asked: int, each: int) -> None:
    found = planned(many(count))
    assert (len(found.asked), found.each, len(found.left_out)) == (asked, each, count - asked)
    assert 1 + len(refusals(found)) + repeats(found) <= each
    assert asked * each <= BUDGET


def test_operations_take_turns_from_day_to_day() -> None:
    days = [planned(many(40), day=date(2026, 11, day)) for day in range(1, 9)]
    assert len({operation.id for found in days for operation in found.asked}) == 40


def test_known_value_of_a_path_is_sent() -> None:
    document = grown(("/tasks/{id}", "get", {"parameters": [parameter("id", "path", type="integer")]}))
    contract = Contract(document)
    case = simplest(contract, contract.operations["other0"], {"id": "4711"})
    assert case.formatted_path == "/tasks/4711"


@pytest.mark.extended
def test_healthy_server_with_an_optional_parameter_holds(tmp_path: Path) -> None:
    document = grown(("/others", "get", {"parameters": [parameter("email", "query", type="string", format="email")]}))
    with serving(create_app(document, token=SECRET)) as url:
        code, output = run_live(url, SECRET, "--document", str(written(document, tmp_path)))
    assert (code, "verdict: the contract holds" in output) == (0, True), output
