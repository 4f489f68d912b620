"""Do simulated tasks live by the clock, and does the control interface move them?"""

from __future__ import annotations

import itertools
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import schemathesis

from contract_tests.sandbox.conftest import START, Ask
from scripts.sandbox import create_app
from scripts.sandbox.clock import Clock, from_text
from scripts.sandbox.control import control_document
from scripts.sandbox.simulation import Simulation
from scripts.sandbox.state import StateError, load_state, save_state

CONTROL = "/_sandbox"

control_schema = schemathesis.openapi.from_dict(
    control_document(),
    config=schemathesis.Config.from_dict(
        {
            "base-url": f"http://testserver{CONTROL}",
            "generation": {"deterministic": True, "max-examples": 15},
            # What the schema allows can still be impossible, such as a moment beyond the clock.
            # Nor need a random key ever be that of a task.
            "checks": {"positive_data_acceptance": {"enabled": False}, "at_least_one_success": {"enabled": False}},
        }
    ),
)
control_schema.app = create_app(simulation=Simulation(Clock(START), seed=1), control=True)


@pytest.mark.extended
@control_schema.parametrize()
def test_control_keeps_its_own_contract(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate()


def seconds(elapsed: str) -> int:
    minutes, rest = elapsed.split(":")
    return 60 * int(minutes) + int(rest)


def test_elapsed_time_is_the_time_since_the_start_as_the_clock_goes(
    ask: Ask, path: str, simulation: Simulation
) -> None:
    app = create_app(simulation=simulation)
    seen = 0
    for now in range(int(START), int(START) + 600, 7):
        simulation.clock.set(now=now)
        for task in ask(app, path).json():
            age = now - datetime.fromisoformat(task["started"]).timestamp()
            assert seconds(task["elapsed"]) == int(age + 0.0005)
            seen += 1
    assert seen > 100


def test_tasks_start_and_end(ask: Ask, path: str, simulation: Simulation) -> None:
    app = create_app(simulation=simulation)
    before = {task["id"] for task in ask(app, path).json()}
    simulation.clock.set(now=START + 120)
    after = {task["id"] for task in ask(app, path).json()}
    assert before - after
    assert after - before


def test_same_seed_and_moment_show_the_same_tasks_and_another_seed_others(ask: Ask, path: str) -> None:
    def body(seed: int) -> bytes:
        return ask(create_app(simulation=Simulation(Clock(START, frozen=True), seed=seed)), path).content

    assert body(1) == body(1) != body(2)


def test_accelerated_clock_runs_as_many_times_as_fast() -> None:
    real = [0.0]
    clock = Clock(START, speed=60, real=lambda: real[0])
    real[0] = 2.0
    assert clock.now() - START == 120
    clock.set(frozen=True)
    real[0] = 3.0
    assert clock.now() - START == 120


def test_added_task_is_listed_until_it_is_ended(ask: Ask, path: str, simulation: Simulation) -> None:
    app = create_app(simulation=simulation, control=True)
    new = {"age": 225, "fields": {"replyRef": "mine"}}
    added = ask(app, f"{CONTROL}/tasks", "POST", json=new)
    assert added.status_code == 201
    listed = [task for task in ask(app, path).json() if task.get("replyRef") == "mine"]
    assert [task["elapsed"] for task in listed] == ["03:45"]
    assert ask(app, f"{CONTROL}/tasks/{added.json()['key']}", "DELETE").status_code == 200
    assert all(task.get("replyRef") != "mine" for task in ask(app, path).json())
    assert ask(app, f"{CONTROL}/tasks/{added.json()['key']}", "DELETE").status_code == 404


def test_cleared_tasks_are_gone_and_a_reset_starts_over(ask: Ask, path: str, simulation: Simulation) -> None:
    app = create_app(simulation=simulation, control=True)
    before = ask(app, path).json()
    assert ask(app, f"{CONTROL}/tasks", "DELETE").json() == []
    assert ask(app, path).json() == []
    ask(app, f"{CONTROL}/reset", "POST")
    assert ask(app, path).json() == before != []


@pytest.mark.parametrize(
    ("fields", "place"), [({"id": "text"}, "#/id"), ({"started": "2025-04-18T12:00:00Z"}, "#/fields/started")]
)
def test_task_that_the_document_forbids_is_refused(
    fields: dict[str, Any], place: str, ask: Ask, simulation: Simulation
) -> None:
    app = create_app(simulation=simulation, control=True)
    answer = ask(app, f"{CONTROL}/tasks", "POST", json={"fields": fields})
    assert answer.status_code == 422
    assert place in answer.json()["detail"]


def test_control_is_closed_unless_asked_for(ask: Ask, simulation: Simulation) -> None:
    app = create_app(simulation=simulation)
    assert ask(app, f"{CONTROL}/tasks").status_code == 404
    assert ask(app, f"{CONTROL}/openapi.json").status_code == 404


def test_state_comes_back_from_its_file(ask: Ask, path: str, simulation: Simulation, tmp_path: Path) -> None:
    app = create_app(simulation=simulation, control=True)
    ask(app, f"{CONTROL}/tasks", "POST", json={"age": 5, "duration": 60})
    save_state(simulation, tmp_path / "state.json")
    other = Simulation(Clock(START + 10_000), seed=99)
    restored = create_app(simulation=other)
    load_state(other, tmp_path / "state.json")
    assert ask(restored, path).json() == ask(app, path).json() != []


def test_bad_state_file_is_an_error_that_names_the_place(simulation: Simulation, tmp_path: Path) -> None:
    create_app(simulation=simulation)
    good = simulation.state()
    name = next(iter(good["operations"]))

    def told(text: str) -> str:
        (tmp_path / "state.json").write_text(text, encoding="utf-8")
        with pytest.raises(StateError) as caught:
            load_state(simulation, tmp_path / "state.json")
        assert simulation.state() == good
        return str(caught.value).removeprefix(str(tmp_path / "state.json"))

    assert told('{"seed": 1,\n  seed}').startswith(":2:")
    assert "#/seed" in told(json.dumps({**good, "seed": "one"}))
    assert "/operations/other" in told(json.dumps({**good, "operations": {"other": good["operations"][name]}}))
    task = {"key": "a", "started": "2025-04-18T12:00:00Z", "ends": None, "fields": {"id": "text"}}
    spoiled = {**good, "operations": {name: {**good["operations"][name], "added": [task]}}}
    assert f"/operations/{name}: at /added/0/fields" in told(json.dumps(spoiled))


@pytest.mark.parametrize("text", ["yesterday", "2025-04-18", "2025-04-18T12:00:00", "9999-12-31T23:59:59Z"])
def test_moment_without_a_meaning_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"moment|zone|outside"):
        from_text(text)


def test_task_that_ends_while_all_are_cleared_is_no_error(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = itertools.count(START, 60)
    monkeypatch.setattr(Clock, "now", lambda _: next(moments))
    app = create_app(simulation=Simulation(Clock(START), seed=1), control=True)
    assert {ask(app, f"{CONTROL}/tasks", "DELETE").status_code for _ in range(20)} == {200}
