"""Is what was saved all there, and does what cannot be saved, restored or told never come in?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contract_tests.sandbox.conftest import START, Ask
from scripts.sandbox import create_app
from scripts.sandbox.cli import main
from scripts.sandbox.clock import LATEST, Clock
from scripts.sandbox.simulation import Simulation
from scripts.sandbox.state import StateError, load_state, save_state


def nested(depth: int) -> str:
    return '{"x":' * depth + "1" + "}" * depth


@pytest.mark.parametrize(
    "fields", ['{"x": NaN}', '{"x": -Infinity}', '{"x": 1e400}', '{"x": "\\ud800"}', '{"\\udfff": 1}', nested(900)]
)
def test_what_no_json_can_carry_is_refused(fields: str, ask: Ask, simulation: Simulation) -> None:
    app = create_app(simulation=simulation, control=True)
    answer = ask(app, "/_sandbox/tasks", "POST", content=f'{{"fields": {fields}}}', headers=JSON)
    assert answer.status_code == 400
    assert [task for task in ask(app, "/_sandbox/tasks").json() if task["key"].startswith("added")] == []


JSON = {"content-type": "application/json"}


@pytest.mark.parametrize("body", [{"age": 3e9}, {"duration": 3e9}])
def test_task_beyond_the_clocks_years_is_refused(body: object, ask: Ask) -> None:
    moment = START if "age" in str(body) else LATEST - 60
    app = create_app(simulation=Simulation(Clock(moment, frozen=True)), control=True)
    assert ask(app, "/_sandbox/tasks", "POST", json=body).status_code == 422
    assert ask(app, "/_sandbox/state", "PUT", json=ask(app, "/_sandbox/state").json()).status_code == 200


def test_refused_state_leaves_tasks_and_clock_as_they_were(ask: Ask, simulation: Simulation) -> None:
    app = create_app(simulation=simulation, control=True)
    ask(app, "/_sandbox/tasks", "POST", json={"age": 5})
    before = ask(app, "/_sandbox/state").json()
    broken = json.loads(json.dumps(before))
    (tasks,) = broken["operations"].values()
    broken["clock"] = {"now": "2030-01-01T00:00:00Z", "speed": 9, "frozen": False}
    tasks["added"].append({**tasks["added"][0], "key": "added-2", "fields": {"email": 3}})
    assert ask(app, "/_sandbox/state", "PUT", json=broken).status_code == 422
    assert ask(app, "/_sandbox/state").json() == before


def test_next_task_takes_no_restored_ones_place(ask: Ask, simulation: Simulation) -> None:
    app = create_app(simulation=simulation, control=True)
    ask(app, "/_sandbox/tasks", "POST", json={})
    state = ask(app, "/_sandbox/state").json()
    next(iter(state["operations"].values()))["count"] = 0
    ask(app, "/_sandbox/state", "PUT", json=state)
    assert ask(app, "/_sandbox/tasks", "POST", json={}).json()["key"] == "added-2"


@pytest.mark.parametrize("text", ['{"seed": "\\ud800"}', '{"seed": ' + "1" * 5000 + "}", '{"seed": NaN}', nested(5000)])
def test_file_that_cannot_be_restored_is_one_line(text: str, simulation: Simulation, tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text(text, "utf-8")
    with pytest.raises(StateError, match=r"state\.json"):
        load_state(simulation, tmp_path / "state.json")


@pytest.mark.parametrize("place", ["", "gone/state.json", "link", "folder", "/dev/null"])
def test_place_where_nothing_can_be_saved_is_told_at_the_start(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("scripts.sandbox.cli.listen", lambda *_: pytest.fail("it is served"))
    Path("target").write_text("kept", "utf-8")
    Path("link").symlink_to("target")
    Path("folder").mkdir()
    assert main(["--save", place]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("sandbox: ")
    assert Path("target").read_text("utf-8") == "kept"


def test_link_beside_the_file_is_not_written_through(simulation: Simulation, tmp_path: Path) -> None:
    (tmp_path / "target").write_text("kept", "utf-8")
    (tmp_path / "state.json.new").symlink_to(tmp_path / "target")
    create_app(simulation=simulation)
    save_state(simulation, tmp_path / "state.json")
    assert (tmp_path / "target").read_text("utf-8") == "kept"
    load_state(simulation, tmp_path / "state.json")
