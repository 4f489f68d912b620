"""Can the token be found in anything that the package prints, logs, raises or pickles?"""

from __future__ import annotations

import logging
import pickle
import traceback
from collections.abc import Callable

import httpx
import pytest
from kling_scheduler import AuthenticatedClient, errors
from kling_scheduler.api.scheduler import get_running_tasks

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
        AuthenticatedClient(
            token=CANARY, max_retries=0, httpx_args={"transport": httpx.MockTransport(answer)}
        ) as client,
    ):
        with pytest.raises((errors.UnexpectedStatus, errors.NoAnswer)) as caught:
            get_running_tasks.sync(client=client)
        seen = [repr(client), str(client), repr(vars(client)["_headers"]), repr(caught.value), str(caught.value)]
        seen += ["".join(traceback.format_exception(caught.value)), caplog.text, *capfd.readouterr()]
        with pytest.raises(TypeError, match="pickled"):
            pickle.dumps(client)
    assert not [text for text in seen if CANARY in text]
    if isinstance(caught.value.__cause__, httpx.ConnectError):
        assert "authorization" not in caught.value.__cause__.request.headers


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
