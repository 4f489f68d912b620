"""Does a retrying transport repeat the call, and wait as long as the service asks?"""

from __future__ import annotations

import httpx
import pytest
from httpx_retries import Retry, RetryTransport
from kling_scheduler import AuthenticatedClient, errors
from kling_scheduler.api.scheduler import get_running_tasks


def test_the_call_is_repeated_after_the_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("time.sleep", waits.append)
    answers = iter([httpx.Response(429, headers={"Retry-After": "7"}), httpx.Response(200, json=[])])
    transport = RetryTransport(transport=httpx.MockTransport(lambda _: next(answers)), retry=Retry(total=2))
    with AuthenticatedClient(token="t", httpx_args={"transport": transport}) as client:
        assert get_running_tasks.sync(client=client) == []
    assert waits == [7]


@pytest.mark.parametrize(
    ("header", "expected"), [("30", 30.0), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0), ("soon", None), ("9" * 400, None)]
)
def test_the_exception_tells_the_wait(header: str, expected: float | None) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(429, headers={"Retry-After": header}))
    with (
        AuthenticatedClient(token="t", httpx_args={"transport": transport}) as client,
        pytest.raises(errors.UnexpectedStatus) as caught,
    ):
        get_running_tasks.sync(client=client)
    assert caught.value.retry_after == expected
