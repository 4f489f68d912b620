"""Does every answer, whatever its body, status and content type, give a true result or an ApiError?"""

from __future__ import annotations

import asyncio
import json
import pickle
from collections.abc import Awaitable, Callable
from typing import Any, get_type_hints

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kling_scheduler import UNSET, AuthenticatedClient, errors
from kling_scheduler.api.scheduler import get_running_tasks
from kling_scheduler.models import RunningTask
from kling_scheduler.transports import Httpx
from msgspec.structs import fields
from typeguard import CollectionCheckStrategy, check_type

LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
KEYS = st.sampled_from([field.encode_name for field in fields(RunningTask)] + ["error", "code"]) | st.text(max_size=3)
ANY_JSON = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6))
TASKS = st.lists(st.dictionaries(KEYS, ANY_JSON, max_size=6), max_size=4)
BODIES = (ANY_JSON | TASKS).map(lambda value: json.dumps(value).encode()) | st.binary(max_size=20)
STATUSES = st.sampled_from([200, 200, 201, 204, 302, 400, 401, 429, 500, 596]) | st.integers(200, 999)
# What a detailed call may have parsed, from its own annotations.
DOCUMENTED = get_type_hints(get_running_tasks.sync_detailed)["return"].__args__[0]
MEDIA_TYPES = st.sampled_from(["application/json", "text/html", "application/problem+json; charset=utf-16", "x"])


@given(body=BODIES, status=STATUSES, media_type=MEDIA_TYPES)
@settings(max_examples=100, deadline=None)
def test_a_result_is_true_to_its_annotations_and_everything_else_is_an_api_error(
    body: bytes, status: int, media_type: str
) -> None:
    answer = httpx.MockTransport(lambda _: httpx.Response(status, content=body, headers={"Content-Type": media_type}))
    client = AuthenticatedClient(token="secret", max_retries=0, transport=Httpx(answer))
    with client:
        plain = _outcome(lambda: get_running_tasks.sync(client=client), body)
        detailed = _outcome(lambda: get_running_tasks.sync_detailed(client=client), body)

    async def asynchronous(call: Callable[..., Awaitable[Any]]) -> Any:
        async with AuthenticatedClient(token="secret", max_retries=0, transport=Httpx(answer)) as other:
            return await call(client=other)

    assert plain == _outcome(lambda: asyncio.run(asynchronous(get_running_tasks.asyncio)), body)
    assert detailed == _outcome(lambda: asyncio.run(asynchronous(get_running_tasks.asyncio_detailed)), body)
    if isinstance(plain, list):
        assert detailed.parsed == plain


def _outcome(call: Any, body: bytes) -> Any:
    try:
        result = call()
    except errors.ApiError as error:
        return _check_error(error, body)
    if isinstance(result, list):
        _check(result)
    else:
        assert result.content == body
        check_type(result.parsed, DOCUMENTED, collection_check_strategy=CollectionCheckStrategy.ALL_ITEMS)
        if isinstance(result.parsed, list):
            _check(result.parsed)
    return result


def _check_error(error: errors.ApiError, body: bytes) -> tuple[type[errors.ApiError], str]:
    assert error.content == body
    assert "\n" not in str(error)
    assert len(str(error)) < 400
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), str(copy), *_parts(copy)) == (type(error), str(error), *_parts(error))
    return type(error), str(error)


def _parts(error: errors.ApiError) -> tuple[int, bytes, Any]:
    return error.status_code, error.content, error.parsed


def _check(tasks: list[RunningTask]) -> None:
    check_type(tasks, list[RunningTask], collection_check_strategy=CollectionCheckStrategy.ALL_ITEMS)
    for task in tasks:
        for field in fields(RunningTask):
            check_type(getattr(task, field.name), field.type)
            if field.encode_name in task.malformed:
                assert getattr(task, field.name) is UNSET


def test_the_check_notices_an_attribute_that_is_not_of_its_type() -> None:
    with pytest.raises(Exception, match="int"):
        _check([RunningTask(id="not a number")])  # type: ignore[arg-type]
