"""Does the control interface refuse what it cannot do, with the place in what was asked?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from scripts.sandbox import create_app, serving
from scripts.sandbox.clock import Clock, from_text
from scripts.sandbox.simulation import Simulation


@pytest.fixture(scope="module")
def control() -> Iterator[httpx.Client]:
    simulation = Simulation(Clock(from_text("2025-04-18T12:00:00Z"), frozen=True), seed=7)
    with serving(create_app(simulation=simulation, control=True)) as url:
        address = httpx.URL(url).copy_with(path="/_sandbox/")
        with httpx.Client(base_url=address, trust_env=False) as client:
            yield client


def test_interface_has_a_document_of_its_own(control: httpx.Client) -> None:
    answer = control.get("openapi.json")
    assert answer.status_code == 200
    assert answer.json()["openapi"].startswith("3.1")


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "said"),
    [
        ("POST", "tasks", {"operation": "none"}, 422, "at #/operation: name one that lists tasks; there is: "),
        ("POST", "tasks", {"age": "old"}, 422, "age"),
        ("DELETE", "tasks/none", None, 404, "no running task is called 'none'"),
        ("PATCH", "clock", {"now": "2025-13-01T00:00:00Z"}, 422, "now"),
        ("PATCH", "clock", {"now": "9999-12-31T23:59:59Z", "forward": 86400}, 422, "at #/now: "),
        ("PATCH", "clock", {"forward": 1e300}, 422, "at #/forward: "),
        ("PUT", "clock", {}, 405, ""),
        ("POST", "tasks", "no object", 422, ""),
    ],
)
def test_refusal_names_the_place(
    control: httpx.Client, method: str, path: str, body: Any, status: int, said: str
) -> None:
    before = control.get("state").json()
    answer = control.request(method, path, json=body)
    assert (answer.status_code, said in answer.text) == (status, True), answer.text
    assert control.get("state").json() == before
