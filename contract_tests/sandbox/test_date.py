"""Does Date follow the simulated clock, so that whoever reads an answer finds its tasks possible?"""

from __future__ import annotations

from email.utils import parsedate_to_datetime

import httpx
import pytest

from contract_tests.sandbox.conftest import START, Ask
from scripts.document import load, operations
from scripts.judge.scheduler import oddities
from scripts.sandbox import TOKEN, create_app, serving
from scripts.sandbox.clock import Clock
from scripts.sandbox.simulation import Simulation

OPERATION = next(iter(operations(load())))


@pytest.mark.parametrize("speed", [1.0, 60.0, 1_000_000.0])
@pytest.mark.parametrize("frozen", [True, False])
def test_judge_notices_nothing(*, frozen: bool, speed: float, path: str) -> None:
    clock = Clock(START, frozen=frozen, speed=speed)
    app = create_app(simulation=Simulation(clock, seed=7))
    clock.set(now=START + 300)
    seen = 0
    with serving(app) as url, httpx.Client(headers={"Authorization": f"Bearer {TOKEN}"}) as client:
        for _ in range(20):
            answer = client.get(url + OPERATION.path)
            headers = {name: [value] for name, value in answer.headers.items()}
            assert list(oddities(OPERATION.id, 200, headers, answer.content)) == []
            seen += len(answer.json())
    assert seen


def test_every_answer_tells_the_moment_of_the_clock(ask: Ask, simulation: Simulation, path: str) -> None:
    app = create_app(simulation=simulation)
    for target in (path, "/healthz", "/nowhere"):
        assert parsedate_to_datetime(ask(app, target).headers["date"]).timestamp() == START


def test_answer_has_one_date(path: str) -> None:
    with serving(create_app()) as url:
        assert len(httpx.get(url).headers.get_list("date")) == 1
