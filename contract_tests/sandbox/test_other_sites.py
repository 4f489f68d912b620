"""Can a page of another site drive the sandbox, under its own name or under one that was bound to this machine?"""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from scripts.document import load, operations
from scripts.sandbox import TOKEN, create_app, serving
from scripts.sandbox.clock import Clock
from scripts.sandbox.simulation import Simulation

PATH = next(iter(operations(load()))).path
ELSEWHERE = "https://elsewhere.example"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    app = create_app(simulation=Simulation(Clock(), seed=7), control=True)
    with serving(app) as base_url:
        yield base_url


def root(url: str) -> str:
    return str(httpx.URL(url).copy_with(path="")).rstrip("/")


@pytest.mark.parametrize("headers", [{"Origin": ELSEWHERE}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}])
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [("DELETE", "tasks", None), ("POST", "tasks", {}), ("PATCH", "clock", {"frozen": True}), ("POST", "reset", None)],
)
def test_page_of_another_site_changes_nothing(
    method: str, path: str, body: object, headers: dict[str, str], url: str
) -> None:
    before = httpx.get(f"{root(url)}/_sandbox/tasks").json()
    refused = httpx.request(method, f"{root(url)}/_sandbox/{path}", json=body, headers=headers)
    assert (refused.status_code, "access-control-allow-origin" in refused.headers) == (403, False)
    assert [task["key"] for task in httpx.get(f"{root(url)}/_sandbox/tasks").json()] == [one["key"] for one in before]


def test_page_of_another_site_reads_nothing_of_what_drives_it(url: str) -> None:
    answer = httpx.get(f"{root(url)}/_sandbox/state", headers={"Origin": ELSEWHERE})
    assert (answer.status_code, "access-control-allow-origin" in answer.headers) == (403, False)


def test_browser_gets_no_leave_to_drive_it_from_elsewhere(url: str) -> None:
    asked = {"Origin": ELSEWHERE, "Access-Control-Request-Method": "DELETE"}
    answer = httpx.options(f"{root(url)}/_sandbox/tasks", headers=asked)
    assert (answer.status_code, "access-control-allow-origin" in answer.headers) == (403, False)


@pytest.mark.parametrize("host", ["elsewhere.example", "127.0.0.1.elsewhere.example:80", "attacker.test:4010"])
@pytest.mark.parametrize("path", ["/_sandbox/tasks", "/"])
def test_name_bound_to_this_machine_is_no_name_of_the_sandboxes(host: str, path: str, url: str) -> None:
    assert httpx.get(f"{root(url)}{path}", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:4010", "127.0.0.1", "[::1]:80", "sandbox.localhost"])
def test_names_of_this_machine_are(host: str, url: str) -> None:
    assert httpx.get(f"{root(url)}/_sandbox/tasks", headers={"Host": host}).status_code == 200


def test_own_page_drives_it(url: str) -> None:
    own = {"Origin": root(url), "Sec-Fetch-Site": "same-origin"}
    assert httpx.post(f"{root(url)}/_sandbox/tasks", json={}, headers=own).status_code == 201


def test_api_is_open_to_every_page_that_has_the_token(url: str) -> None:
    headers = {"Origin": ELSEWHERE, "Authorization": f"Bearer {TOKEN}"}
    answer = httpx.get(f"{url}{PATH}", headers=headers)
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, "*")
