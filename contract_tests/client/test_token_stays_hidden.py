"""Can the token be found in anything that the package prints, logs, raises or pickles?"""

from __future__ import annotations

import asyncio
import logging
import pickle
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from kling_scheduler import AuthenticatedClient, errors
from kling_scheduler.api.scheduler import get_running_tasks
from kling_scheduler.transports import Httpx

CANARY = "canary-0815-token"


def refused(request: httpx.Request) -> httpx.Response:
    assert request.headers["Authorization"] == f"Bearer {CANARY}"
    return httpx.Response(596, json={"error": f"who is {CANARY}?"})


def unreachable(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("gone", request=request)


@pytest.mark.parametrize("answer", [refused, unreachable])
def test_no_output_holds_it(
    answer: Callable[[httpx.Request], httpx.Response],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with (
        caplog.at_level(logging.DEBUG),
        AuthenticatedClient(token=CANARY, max_retries=0, transport=Httpx(httpx.MockTransport(answer))) as client,
    ):
        with pytest.raises((errors.UnexpectedStatus, errors.NoAnswer)) as caught:
            get_running_tasks.sync(client=client)
        seen = [repr(client), str(client), repr(vars(client)["_headers"]), repr(caught.value), str(caught.value)]
        seen += ["".join(traceback.format_exception(caught.value)), caplog.text, *capfd.readouterr()]
        with pytest.raises(TypeError, match="pickled"):
            pickle.dumps(client)
    assert not [text for text in seen if CANARY in text]
    assert caught.value.__cause__ is None


def frames_of_ours(error: BaseException) -> Iterator[str]:
    trace = error.__traceback__
    while trace is not None:
        if "kling_scheduler" in trace.tb_frame.f_code.co_filename:
            yield from (f"{trace.tb_frame.f_code.co_name}.{k} = {v!r}" for k, v in trace.tb_frame.f_locals.items())
        trace = trace.tb_next
    for other in {error.__cause__, error.__context__} - {None}:
        yield from frames_of_ours(other)  # type: ignore[arg-type]


def synchronous(client: AuthenticatedClient) -> object:
    return get_running_tasks.sync(client=client)


def asynchronous(client: AuthenticatedClient) -> object:
    return asyncio.run(get_running_tasks.asyncio(client=client))


def too_large(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, content=b"[" + b" " * 99)


def encoded(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, stream=httpx.ByteStream(b"[]"), headers={"Content-Encoding": "br"})


@pytest.mark.parametrize("answer", [refused, unreachable, too_large, encoded])
@pytest.mark.parametrize("call", [synchronous, asynchronous])
def test_no_variable_of_ours_shows_it_to_a_crash_report(
    answer: Callable[[httpx.Request], httpx.Response], call: Callable[..., Any]
) -> None:
    client = AuthenticatedClient(
        token=CANARY, max_retries=0, max_response_bytes=50, transport=Httpx(httpx.MockTransport(answer))
    )
    with pytest.raises(errors.SchedulerError) as caught:
        call(client)
    shown = list(frames_of_ours(caught.value))
    assert shown
    assert not [text for text in shown if CANARY in text]


@pytest.mark.parametrize(
    "arguments",
    [
        {"token": f"{CANARY} "},
        {"token": CANARY, "base_url": "ftp://x"},
        {"token": CANARY, "headers": {"Authorization": f"Bearer {CANARY}\n"}},
        {"token": CANARY, "timeout": -1},
        {"token": lambda: f"{CANARY} "},
        {"base_url": "ftp://x"},
    ],
    ids=["token", "base-url", "header", "timeout", "callable", "environment"],
)
def test_no_variable_of_ours_shows_it_when_the_settings_are_wrong(
    arguments: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USEAPI_TOKEN", f"{CANARY} ")
    with pytest.raises(errors.ConfigurationError) as caught:
        get_running_tasks.sync(client=AuthenticatedClient(**arguments))
    assert not [text for text in frames_of_ours(caught.value) if CANARY in text]


def test_a_credential_among_the_headers_is_blotted_too() -> None:
    def echo(request: httpx.Request) -> httpx.Response:
        return httpx.Response(596, text=f"who is {request.headers['X-Api-Key']}, {request.headers['Authorization']}?")

    client = AuthenticatedClient(token="t", transport=Httpx(httpx.MockTransport(echo))).with_headers(
        {"X-Api-Key": "key-0815", "Authorization": f"Bearer {CANARY}"}
    )
    with pytest.raises(errors.ServerError) as caught:
        get_running_tasks.sync(client=client)
    assert str(caught.value).endswith("who is ***, ***?")


@pytest.mark.parametrize("token", ["", "two words", "line\nbreak", "snow☃", "tab\t"])
def test_a_token_that_cannot_be_sent_is_refused_without_showing_it(token: str) -> None:
    with pytest.raises(errors.ConfigurationError) as caught:
        AuthenticatedClient(token=token)
    assert not token or token not in str(caught.value)


def test_it_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("USEAPI_TOKEN", raising=False)
    with pytest.raises(errors.ConfigurationError, match="USEAPI_TOKEN"):
        AuthenticatedClient()
    monkeypatch.setenv("USEAPI_TOKEN", CANARY)
    assert CANARY not in repr(AuthenticatedClient())
