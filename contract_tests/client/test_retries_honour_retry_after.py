"""Is a call that may be repeated asked again, as late as the service says, and no other?"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from kling_scheduler import AuthenticatedClient, errors
from kling_scheduler._retry import Attempts
from kling_scheduler.api.scheduler import get_running_tasks
from kling_scheduler.transports import Httpx

DONE = httpx.Response(200, json=[])
DOWN = httpx.ConnectError("refused")


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were waited for, without waiting."""
    found: list[float] = []

    async def sleep(seconds: float) -> None:
        found.append(seconds)

    monkeypatch.setattr("time.sleep", found.append)
    monkeypatch.setattr("anyio.sleep", sleep)
    return found


def transport(*outcomes: httpx.Response | Exception) -> httpx.MockTransport:
    left: Iterator[httpx.Response | Exception] = iter(outcomes)

    def handle(_: httpx.Request) -> httpx.Response:
        outcome = next(left)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return httpx.MockTransport(handle)


def called(*outcomes: httpx.Response | Exception, **options: Any) -> list[Any]:
    given = Httpx(transport(*outcomes))
    with AuthenticatedClient(token="t", transport=given, **options) as client:
        return list(get_running_tasks.sync(client=client))


@pytest.mark.parametrize("outcome", [DOWN, httpx.ReadTimeout("slow"), *map(httpx.Response, (429, 500, 502, 503, 504))])
def test_what_passes_by_itself_is_asked_again(outcome: httpx.Response | Exception, waits: list[float]) -> None:
    assert called(outcome, outcome, DONE) == []
    assert len(waits) == 2
    assert 0.25 <= waits[0] <= 0.5
    assert 0.5 <= waits[1] <= 1.0


def test_asynchronous_call_is_asked_again(waits: list[float]) -> None:
    async def call() -> list[Any]:
        async with AuthenticatedClient(
            token="t", transport=Httpx(transport(DOWN, httpx.Response(200, json=[])))
        ) as client:
            return list(await get_running_tasks.asyncio(client=client))

    assert asyncio.run(call()) == []
    assert len(waits) == 1


@pytest.mark.parametrize("status", [400, 401, 404, 596, 302])
def test_what_stays_is_asked_once(status: int, waits: list[float]) -> None:
    with pytest.raises(errors.ApiError) as caught:
        called(httpx.Response(status, json={"error": "x", "code": 401}))
    assert (waits, caught.value.attempts) == ([], 1)


def test_last_failure_is_told_with_how_often_it_was_asked(waits: list[float]) -> None:
    with pytest.raises(errors.NoAnswer) as none:
        called(DOWN, DOWN, DOWN)
    with pytest.raises(errors.ServerError) as some:
        called(*[httpx.Response(503, headers={"X-Request-Id": "abc"})] * 3)
    assert (none.value.attempts, some.value.attempts, some.value.request_id) == (3, 3, "abc")
    assert len(waits) == 4


def test_zero_turns_it_off(waits: list[float]) -> None:
    with pytest.raises(errors.NoAnswer):
        called(DOWN, max_retries=0)
    assert waits == []


@pytest.mark.parametrize(
    "refused",
    [
        httpx.Response(429, headers={"Retry-After": "7"}),
        httpx.Response(429, json={"error": "x", "retryAfter": 7}),
    ],
    ids=["header", "body"],
)
def test_service_says_when(refused: httpx.Response, waits: list[float]) -> None:
    assert called(refused, DONE) == []
    assert waits == [7]


def test_moment_in_the_body_says_when(waits: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kling_scheduler._retry.time", lambda: 1745000000.0)
    assert called(httpx.Response(429, json={"retryAfter": "2025-04-18T18:13:29.000Z"}), DONE) == []
    assert waits == [9]


@pytest.mark.parametrize("said", ["soon", [], {"a": 1}, -5, True, None, 10**400])
def test_nonsense_in_the_body_is_no_wait(said: Any, waits: list[float]) -> None:
    assert called(httpx.Response(429, json={"retryAfter": said}), DONE) == []
    assert 0.25 <= waits[0] <= 0.5


def test_nothing_is_asked_after_the_deadline(waits: list[float]) -> None:
    with pytest.raises(errors.TooManyRequests):
        called(httpx.Response(429, headers={"Retry-After": "600"}), deadline=120)
    assert waits == []


@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_what_may_do_something_twice_is_asked_once(method: str) -> None:
    assert Attempts("x", method, 2, 120).after_failure(DOWN) is None


def test_each_attempt_is_logged_without_the_token(waits: list[float], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "kling_scheduler"):
        called(DOWN, httpx.Response(503), DONE)
    said = [record.getMessage() for record in caplog.records if record.name == "kling_scheduler"]
    assert [line.split(" after ")[0] for line in said] == [
        "getRunningTasks: attempt 1: NoAnswer",
        "getRunningTasks: attempt 2: 503",
        "getRunningTasks: attempt 3: 200",
    ]


@pytest.mark.parametrize(
    ("header", "expected"), [("30", 30.0), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0), ("soon", None), ("9" * 400, None)]
)
def test_the_exception_tells_the_wait(header: str, expected: float | None) -> None:
    with pytest.raises(errors.TooManyRequests) as caught:
        called(httpx.Response(429, headers={"Retry-After": header}), max_retries=0)
    assert caught.value.retry_after == expected
