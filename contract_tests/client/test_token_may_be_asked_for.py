"""May the token be a callable, asked before each request and never kept?"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from kling_scheduler import AuthenticatedClient, errors
from kling_scheduler.api.scheduler import get_running_tasks
from kling_scheduler.transports import Httpx

AGAIN = httpx.Response(503, headers={"Retry-After": "0"})


class Wire:
    def __init__(self, *answers: httpx.Response) -> None:
        self.sent: list[str] = []
        self._answers: Iterator[httpx.Response] = iter(answers)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request.headers["Authorization"])
        return next(self._answers)


def client(wire: Wire, token: Any) -> AuthenticatedClient:
    return AuthenticatedClient(token=token, transport=Httpx(httpx.MockTransport(wire)))


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)


def test_each_attempt_asks_again() -> None:
    tokens = iter(["one", "two"])
    wire = Wire(AGAIN, httpx.Response(200, json=[]))
    get_running_tasks.sync(client=client(wire, lambda: next(tokens)))
    assert wire.sent == ["Bearer one", "Bearer two"]


def test_asynchronous_calls_may_await_it() -> None:
    async def token() -> str:
        return "later"

    wire = Wire(httpx.Response(200, json=[]))
    asyncio.run(get_running_tasks.asyncio(client=client(wire, token)))
    assert wire.sent == ["Bearer later"]


def test_synchronous_calls_cannot_await_and_say_so() -> None:
    async def token() -> str:
        return "later"

    with pytest.raises(errors.ConfigurationError, match="asynchronous"):
        get_running_tasks.sync(client=client(Wire(), token))


@pytest.mark.parametrize("token", ["", "with a blank", "line\nbreak", None])
def test_what_cannot_be_sent_is_told_without_showing_it(token: str | None) -> None:
    with pytest.raises(errors.ConfigurationError) as caught:
        get_running_tasks.sync(client=client(Wire(), lambda: token))
    assert str(caught.value).startswith("the token ")
    assert not token or token not in str(caught.value)


def test_what_the_callable_raises_passes() -> None:
    def token() -> str:
        raise LookupError("the vault is shut")

    with pytest.raises(LookupError, match="vault"):
        get_running_tasks.sync(client=client(Wire(), token))
