"""Is everything that a call can raise one of ours, in a tree that a caller can catch at any height?"""

from __future__ import annotations

import inspect
import pickle
import pkgutil
import time
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import httpx
import kling_scheduler
import pytest
import respx
from kling_scheduler import AuthenticatedClient, errors
from kling_scheduler.api.scheduler import get_running_tasks

from scripts.document import base_url, load, operations

OPERATION = next(iter(operations(load())))
URL = base_url(load()) + OPERATION.path


def failure(answer: httpx.Response | Exception) -> errors.SchedulerError:
    with respx.mock as router, AuthenticatedClient(token="t", base_url=base_url(load()), max_retries=0) as client:
        router.request(OPERATION.method, URL).mock(side_effect=[answer])
        with pytest.raises(errors.SchedulerError) as caught:
            get_running_tasks.sync(client=client)
    return caught.value


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx.ConnectError("refused"), errors.NoAnswer),
        (httpx.ReadTimeout("slow"), errors.TimedOut),
        (httpx.ConnectTimeout("slow"), errors.TimedOut),
        (httpx.RemoteProtocolError("no http"), errors.NoAnswer),
        (httpx.Response(400, json={"error": "x"}), errors.BadRequest),
        (httpx.Response(401, json={"error": "x", "code": 401}), errors.Unauthorized),
        (httpx.Response(429), errors.TooManyRequests),
        (httpx.Response(500), errors.ServerError),
        (httpx.Response(596), errors.ServerError),
        (httpx.Response(404), errors.UnexpectedStatus),
        (httpx.Response(200, json={}), errors.InvalidResponse),
    ],
)
def test_failure_is_told_by_its_class_and_survives_a_pickle(
    answer: httpx.Response | Exception, kind: type[errors.SchedulerError]
) -> None:
    found = failure(answer)
    assert type(found) is kind
    assert found.operation == OPERATION.id
    copy = pickle.loads(pickle.dumps(found))
    assert (type(copy), str(copy), copy.operation) == (kind, str(found), found.operation)


def test_no_answer_is_no_answer_of_the_service() -> None:
    assert not issubclass(errors.NoAnswer, errors.ApiError)
    assert issubclass(errors.TimedOut, errors.NoAnswer)
    named = any("429" in operation.responses for operation in operations(load()))
    assert issubclass(errors.TooManyRequests, errors.UnexpectedStatus) is not named


def public() -> Iterator[tuple[str, Any]]:
    """Everything without an underscore, in modules without one, with the members of classes."""
    for found in pkgutil.walk_packages(kling_scheduler.__path__, "kling_scheduler."):
        if "._" in found.name or found.name.endswith("__main__"):
            continue
        module = import_module(found.name)
        for name, value in vars(module).items():
            if name.startswith("_") or getattr(value, "__module__", "") != found.name:
                continue
            yield f"{found.name}.{name}", value
            for inner, member in vars(value).items() if inspect.isclass(value) else ():
                if callable(member) and (not inner.startswith("_") or inner == "__init__"):
                    yield f"{found.name}.{name}.{inner}", member


def test_no_type_of_the_http_library_is_in_a_signature() -> None:
    told = dict(public())
    assert len(told) > 30
    shown = {name: f"{getattr(value, '__annotations__', {})}" for name, value in told.items()}
    assert [name for name, text in shown.items() if "httpx." in text] == []


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has no tzset")
@pytest.mark.parametrize(
    "value",
    ["Sun, 06 Nov 2033 08:49:37 GMT", "Sunday, 06-Nov-33 08:49:37 GMT", "Sun Nov  6 08:49:37 2033"],
)
def test_each_form_of_a_date_says_the_same_wait(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setattr("time.time", lambda: 2014879777.0 - 60)
    time.tzset()
    found = failure(httpx.Response(429, headers={"Retry-After": value}))
    monkeypatch.undo()
    time.tzset()
    assert isinstance(found, errors.ApiError)
    assert found.retry_after == 60
