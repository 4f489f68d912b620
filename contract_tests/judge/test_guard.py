"""Is a run held to its bounds in requests, rate, time and size, whatever the server does?"""

from __future__ import annotations

import functools
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date

import pytest
import requests

from contract_tests.judging import settle
from scripts.document import load
from scripts.judge.asker import Asker
from scripts.judge.checks.measures import LARGEST_BODY
from scripts.judge.contract import Contract
from scripts.judge.guard import SAFE, Bounds, Guard, Spent
from scripts.judge.plan import plan
from scripts.judge.target import BUDGET, INTERVAL, PLAIN_REQUESTS, Target, live_target
from scripts.judge.verdict import Verdict
from scripts.sandbox import TOKEN, create_app, serving

TODAY = date(2026, 11, 25)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
Speak = Callable[[socket.socket, bytes], None]


@contextmanager
def speaking(speak: Speak) -> Iterator[str]:
    """The URL of a server that says what ``speak`` does, on each connection, once the request is there."""

    def serve(connection: socket.socket) -> None:
        with closing(connection), suppress(OSError):
            speak(connection, connection.recv(65536))

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=serve, args=(listening.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def dripping(text: bytes) -> Speak:
    """Say ``text``, then a byte now and then without end."""

    def speak(connection: socket.socket, _: bytes) -> None:
        connection.sendall(text)
        for _turn in range(200):
            connection.sendall(b"1")
            time.sleep(0.05)

    return speak


def ok(connection: socket.socket, _: bytes) -> None:
    connection.sendall(HEAD + b"Content-Length: 2\r\nConnection: close\r\n\r\n[]")


@pytest.mark.parametrize(
    "head",
    [b"", b"HTTP/1.1 200 OK\r\nX: ", HEAD + b"\r\n", HEAD + b"Content-Length: 999999\r\n\r\n"],
    ids=["status", "header", "body", "sized-body"],
)
def test_answer_that_drips_is_given_up_in_time(head: bytes) -> None:
    with speaking(dripping(head)) as url:
        began = time.monotonic()
        with pytest.raises(requests.ReadTimeout):
            Guard(Bounds(answer=0.5)).get(url)
        assert time.monotonic() - began < 3


def test_endless_body_is_read_as_far_as_a_check_needs_to_refuse_it() -> None:
    def flood(connection: socket.socket, _: bytes) -> None:
        connection.sendall(HEAD + b"\r\n")
        while True:
            connection.sendall(b" " * 1_000_000)

    with speaking(flood) as url:
        content = Guard(Bounds()).get(url).content
    assert LARGEST_BODY < len(content) < 2 * LARGEST_BODY


def test_request_beyond_the_budget_is_not_sent() -> None:
    asked = []

    def count(connection: socket.socket, _: bytes) -> None:
        asked.append(1)
        ok(connection, _)

    guard = Guard(Bounds(requests=2))
    with speaking(count) as url:
        assert [guard.get(url).status_code for _ in range(2)] == [200, 200]
        with pytest.raises(Spent, match="the 2 requests that a run may send are spent"):
            guard.get(url)
    assert len(asked) == 2


def test_each_request_is_told_before_it_is_sent() -> None:
    told: list[int] = []
    guard = Guard(Bounds())
    guard.watch = told.append
    with speaking(ok) as url:
        guard.get(url)
        guard.get(url)
    assert told == [1, 2]


def test_requests_keep_their_distance() -> None:
    guard = Guard(Bounds(interval=0.2))
    with speaking(ok) as url:
        began = time.monotonic()
        for _ in range(3):
            guard.get(url)
    assert time.monotonic() - began >= 0.4


def test_run_ends_in_time_however_many_requests_are_left() -> None:
    guard = Guard(Bounds(run=0.3))

    def slowly(connection: socket.socket, _: bytes) -> None:
        time.sleep(0.1)
        ok(connection, _)

    with speaking(slowly) as url:
        ask = functools.partial(guard.get, url)
        with pytest.raises(Spent, match=r"the run took longer than 0\.3 seconds"):
            deque((ask() for _ in range(20)), maxlen=0)
    assert len(guard.sent) < 5


def test_cookies_of_one_answer_are_not_sent_with_the_next_request() -> None:
    def bake(connection: socket.socket, _: bytes) -> None:
        connection.sendall(HEAD + b"Set-Cookie: a=b\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]")

    guard = Guard(Bounds())
    with speaking(bake) as url:
        guard.get(url)
        assert "Cookie" not in guard.get(url).request.headers


def examine(server: Target, guard: Guard | None = None) -> Verdict:
    contract, verdict = Contract(load(), config=PLAIN_REQUESTS), Verdict()
    operation = next(iter(contract.operations.values()))
    case = contract.schema[operation.path][operation.method].Case()
    asker = Asker(contract, server, guard)
    with suppress(pytest.fail.Exception, pytest.skip.Exception):
        settle(asker, verdict, lambda: asker.examine(case))
    return verdict


def test_requests_that_checks_send_by_themselves_count() -> None:
    log: list[str] = []
    with serving(create_app(log=log.append)) as url:
        guard = Guard(Bounds(requests=BUDGET))
        assert examine(Target("live", TOKEN, url), guard).exit_code == 0
        sent = len(log)
        verdict = examine(Target("live", TOKEN, url, bounds=Bounds(requests=sent - 1)))
    assert len(guard.sent) == sent > 1
    assert len(log) == sent + sent - 1
    assert (
        verdict.unjudged["live"]
        == f"{url} is asked nothing more: the {sent - 1} requests that a run may send are spent"
    )


def test_documents_own_server_is_asked_little_and_slowly_and_it_is_said() -> None:
    there, elsewhere = "https://127.0.0.1:1/v1", "https://127.0.0.1:2/v1"
    service = live_target({"USEAPI_TOKEN": TOKEN}, there)
    assert (service.bounds.requests, service.bounds.interval) == (BUDGET, INTERVAL) == (15, 1.0)
    contract = Contract(load())
    planned = plan(contract, service, unsafe=False, today=TODAY)
    promise = list(planned.promise(service))
    assert promise[0] == f"live: at most 15 requests, 1 s apart, for at most 120 s, to {there}"
    assert promise[1] == f"asked: {', '.join(one.id for one in planned.asked)}, {planned.each} requests each"
    assert {one.id for one in planned.asked} == {one.id for one in contract.operations.values() if one.method in SAFE}
    other = live_target({"USEAPI_TOKEN": TOKEN, "USEAPI_BASE_URL": elsewhere}, there)
    assert other.bounds.requests is None
    assert f"for at most 120 s, to {elsewhere}" in next(plan(contract, other, unsafe=False, today=TODAY).promise(other))


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("", BUDGET),
        ("https://host.example/v1/", BUDGET),
        ("https://HOST.example/v1", BUDGET),
        ("https://host.example.:443/v2", BUDGET),
        ("HTTPS://host.example", BUDGET),
        ("https://other.example/v1", None),
        ("https://host.example:8443/v1", None),
        ("http://127.0.0.1:4010/v1", None),
    ],
)
def test_documents_own_server_is_spared_however_its_address_is_spelled(base_url: str, expected: int | None) -> None:
    environment = {"USEAPI_TOKEN": TOKEN, "USEAPI_BASE_URL": base_url}
    assert live_target(environment, "https://host.example/v1").bounds.requests == expected


def test_server_that_kept_silent_is_not_asked_again() -> None:
    asked = []

    def silent(connection: socket.socket, _: bytes) -> None:
        asked.append(1)
        time.sleep(1)

    with speaking(silent) as url:
        guard = Guard(Bounds(answer=0.2))
        verdicts = [examine(Target("live", TOKEN, url), guard), examine(Target("live", TOKEN, url), guard)]
    assert [verdict.exit_code for verdict in verdicts] == [2, 2]
    assert len(asked) == 1
