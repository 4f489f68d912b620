"""Is a webhook called when its task ends, if that was asked for and it is on this machine, and never otherwise?"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Empty, Queue
from typing import Any

import httpx
import pytest

from contract_tests.sandbox.conftest import START, Ask
from scripts.sandbox import create_app, serving
from scripts.sandbox.app import Sandbox
from scripts.sandbox.clock import Clock
from scripts.sandbox.simulation import Simulation
from scripts.sandbox.tasks import Task, TaskList
from scripts.sandbox.webhooks import Webhooks, receiver_of

Calls = Queue[tuple[str, dict[str, str], Any]]


@contextmanager
def receiver() -> Iterator[tuple[str, Calls]]:
    """A server for webhooks on loopback: its URL, and what it was sent."""
    calls: Calls = Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            calls.put((self.path, dict(self.headers), json.loads(body)))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hook?a=b", calls
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def said() -> Queue[str]:
    return Queue()


@pytest.fixture
def simulation() -> Simulation:
    return Simulation(Clock(START, frozen=True), seed=7)


@pytest.fixture
def app(simulation: Simulation, said: Queue[str]) -> Iterator[Sandbox]:
    opened = create_app(simulation=simulation, control=True, webhooks=Webhooks(simulation, said.put))
    tasks_of(simulation).automatic = False
    yield opened
    opened.close()


def tasks_of(simulation: Simulation) -> TaskList:
    (tasks,) = simulation.lists.values()
    return tasks


def started(simulation: Simulation, url: str, **options: Any) -> str:
    tasks = tasks_of(simulation)
    assert tasks.roles.webhook is not None
    return tasks.add({tasks.roles.webhook: url}, **options).key


def ended(simulation: Simulation, key: str) -> None:
    tasks_of(simulation).end(key)


def outlived(simulation: Simulation, key: str) -> None:
    simulation.clock.set(now=START + 61)


@pytest.mark.parametrize("end", [ended, outlived])
def test_end_is_told_once_with_the_task_as_it_was_listed_and_without_the_token(
    simulation: Simulation, app: Sandbox, said: Queue[str], end: Callable[[Simulation, str], None]
) -> None:
    with receiver() as (url, calls):
        key = started(simulation, url, duration=60.0)
        app.tick()
        tasks = tasks_of(simulation)
        listed = tasks.listed(tasks.added[key], START)
        end(simulation, key)
        app.tick()
        target, headers, task = calls.get(timeout=5)
        assert said.get(timeout=5).endswith(" 204")
        app.tick()
        with pytest.raises(Empty):
            calls.get(timeout=0.2)
    assert target == "/hook?a=b"
    assert headers["Content-Type"] == "application/json"
    assert "Authorization" not in headers
    aged = {tasks.roles.elapsed: "01:00"} if end is outlived else {}
    assert task == {**listed, **aged}


def test_server_looks_at_the_clock_by_itself(simulation: Simulation, app: Sandbox) -> None:
    with receiver() as (url, calls), serving(app):
        key = started(simulation, url)
        threading.Event().wait(0.3)
        ended(simulation, key)
        assert calls.get(timeout=5)


def test_nobody_is_called_unless_asked_for(simulation: Simulation) -> None:
    app = create_app(simulation=simulation, control=True)
    with receiver() as (url, calls), serving(app):
        key = started(simulation, url)
        threading.Event().wait(0.3)
        ended(simulation, key)
        with pytest.raises(Empty):
            calls.get(timeout=0.5)


def test_task_that_a_reset_did_away_with_has_not_ended(
    simulation: Simulation, app: Sandbox, ask: Ask, said: Queue[str]
) -> None:
    with receiver() as (url, calls):
        started(simulation, url)
        app.tick()
        simulation.reset()
        app.tick()
        with pytest.raises(Empty):
            calls.get(timeout=0.2)


def test_host_elsewhere_is_left_alone_and_told_once(simulation: Simulation, app: Sandbox, said: Queue[str]) -> None:
    for _ in range(2):
        key = started(simulation, "https://example.com/webhook")
        app.tick()
        ended(simulation, key)
        app.tick()
    assert said.get(timeout=1) == "webhook: example.com is left alone: it is not http on this machine"
    assert said.empty()


def test_receiver_that_is_not_there_is_one_line(simulation: Simulation, app: Sandbox, said: Queue[str]) -> None:
    with receiver() as (url, _):
        pass
    key = started(simulation, url)
    app.tick()
    ended(simulation, key)
    app.tick()
    assert said.get(timeout=5).endswith("no answer (ConnectionRefusedError)")


@pytest.mark.parametrize("url", ["http://[V1.a]/", "http://[::1/", "http://]/", "http://\u2100.example/", "http://:/"])
def test_url_that_cannot_be_read_ends_nothing(
    url: str, simulation: Simulation, said: Queue[str], capsys: pytest.CaptureFixture[str]
) -> None:
    app = create_app(simulation=simulation, control=True, webhooks=Webhooks(simulation, said.put))
    tasks = tasks_of(simulation)
    tasks.automatic = False
    assert tasks.roles.webhook is not None
    # Past the check of the document's own, whose idea of a URL may be another.
    tasks.added["odd"] = Task("odd", START, None, {tasks.roles.webhook: url})
    app.tick()
    with receiver() as (good, calls):
        ended_too = started(simulation, good)
        app.tick()
        tasks.clear()
        assert ended_too not in tasks.added
        app.tick()
        assert calls.get(timeout=5)
    app.close()
    # The call is a thread of its own, so which line comes first is chance.
    assert [line for line in (said.get(timeout=5), said.get(timeout=5)) if "left alone" in line]
    assert capsys.readouterr().err == ""


def test_bug_within_a_tick_is_told_and_ends_nothing(
    simulation: Simulation, app: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: TaskList) -> list[Task]:
        raise LookupError("broken on purpose")

    monkeypatch.setattr(TaskList, "running", broken)
    with serving(app) as url:
        threading.Event().wait(0.4)
        assert httpx.get(url + "/nothing").status_code == 404
    told = capsys.readouterr().err
    assert told.count("LookupError: broken on purpose") > 1
    assert told.count("Traceback") == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/",
        "http://127.0.0.1.example.com/",
        "http://127.0.0.1@example.com/",
        "http://example.com@127.0.0.1/",
        "http://0.0.0.0/",
        "http://169.254.169.254/",
        "http://[::ffff:10.0.0.1]/",
        "http://2130706433/",
        "https://127.0.0.1/",
        "ftp://127.0.0.1/",
        "http://127.0.0.1:99999/",
        "http://[::1/",
        "http:///webhook",
    ],
)
def test_url_that_leads_elsewhere_or_nowhere_has_no_receiver(url: str) -> None:
    assert receiver_of(url) is None


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8080/x", "http://127.1.2.3/x", "http://[::1]/x", "http://localhost/x"]
)
def test_loopback_url_has_one(url: str) -> None:
    found = receiver_of(url)
    assert found is not None
    assert found.target == "/x"


def test_receiver_that_drips_keeps_nobody_from_ending(simulation: Simulation, said: Queue[str]) -> None:
    webhooks = Webhooks(simulation, said.put)
    create_app(simulation=simulation, control=True, webhooks=webhooks)
    tasks_of(simulation).automatic = False
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        asked = threading.Event()

        def drip() -> None:
            connection, _ = listener.accept()
            with connection, suppress(OSError):
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 200 OK\r\nA: ")
                asked.set()
                while not ended.wait(0.1):
                    connection.sendall(b"a")

        thread = threading.Thread(target=drip)
        thread.start()
        try:
            key = started(simulation, f"http://127.0.0.1:{listener.getsockname()[1]}/")
            webhooks.look()
            tasks_of(simulation).end(key)
            webhooks.look()
            assert asked.wait(5)
            closing = threading.Thread(target=webhooks.close)
            closing.start()
            closing.join(2)
            assert not closing.is_alive()
        finally:
            ended.set()
            thread.join()


def test_port_0_is_no_port_of_a_receiver() -> None:
    assert receiver_of("http://127.0.0.1:0/") is None


def test_call_that_was_answered_just_now_lets_the_sandbox_end(simulation: Simulation, said: Queue[str]) -> None:
    webhooks = Webhooks(simulation, said.put)
    webhooks._open.add(HTTPConnection("127.0.0.1", 9))
    webhooks.close()
