"""Does a bad optional field cost anything but itself?"""

from __future__ import annotations

import datetime
import json
import logging
import pickle
from copy import copy, deepcopy

import httpx
import pytest
from kling_scheduler import UNSET, AuthenticatedClient, errors
from kling_scheduler.api.scheduler import get_running_tasks
from kling_scheduler.models import RunningTask
from kling_scheduler.transports import Httpx


def listed(content: bytes) -> list[RunningTask]:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=content))
    with AuthenticatedClient(token="t", transport=Httpx(transport)) as client:
        return get_running_tasks.sync(client=client)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        pytest.param("id", '"seven"', id="text-for-an-integer"),
        pytest.param("id", "null", id="null"),
        pytest.param("id", "1e400", id="number-out-of-range"),
        pytest.param("id", "9" * 5000, id="integer-of-5000-digits"),
        pytest.param("email", '"\\ud800"', id="lone-surrogate"),
        pytest.param("started", '"2025-04-18T12:45:67.890Z"', id="second-67"),
        pytest.param("started", '"2025-04-18T12:45:07"', id="no-offset"),
        pytest.param("replyRef", "{}", id="object-for-text"),
    ],
)
def test_it_is_left_unset_and_kept_raw(name: str, raw: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        first, second = listed(f'[{{"elapsed":"03:45","{name}":{raw}}},{{"id":2}}]'.encode())
    assert list(first.malformed) == [name]
    assert first.elapsed == "03:45"
    assert second == RunningTask(id=2)
    assert second.malformed == {}
    (record,) = caplog.records
    assert f"$[0].{name}" in record.getMessage()
    assert raw.strip('"') not in record.getMessage() or raw == "{}"


def test_it_survives_pickle_copy_and_being_written_with_what_is_unknown() -> None:
    sent = {"id": "seven", "elapsed": "03:45", "colour": {"name": "blue"}}
    (task,) = listed(json.dumps([sent]).encode())
    assert task.id is UNSET
    for twin in (pickle.loads(pickle.dumps(task)), copy(task), deepcopy(task)):
        assert (twin.malformed, twin.unknown) == ({"id": "seven"}, {"colour": {"name": "blue"}})
        assert (twin, hash(twin)) == (task, hash(task))
        assert twin.to_dict() == json.loads(twin.to_json()) == sent


@pytest.mark.parametrize(
    ("content", "path"),
    [(b"{}", "$"), (b"[1]", "$[0]"), (b"<html>", "$"), (b"", "$"), (b"[NaN]", "$"), (b'[{"id":1}', "$")],
)
def test_a_wrong_shape_above_a_field_is_an_invalid_response(content: bytes, path: str) -> None:
    with pytest.raises(errors.InvalidResponse) as caught:
        listed(content)
    assert caught.value.path == path
    assert caught.value.content == content


# Where JSON Schema and msgspec's strict decoder disagree, or the client and the contract do.
@pytest.mark.parametrize(("number", "expected"), [("1.0", 1), ("1e3", 1000)])
def test_a_whole_number_with_a_fraction_or_an_exponent_is_an_integer_as_in_json_schema(
    number: str, expected: int
) -> None:
    (task,) = listed(f'[{{"id":{number}}}]'.encode())
    assert task.id == expected


@pytest.mark.parametrize("moment", ["2016-12-31T23:59:60Z", "0000-01-01T00:00:00Z"])
def test_a_lawful_moment_that_python_cannot_express_is_malformed(moment: str) -> None:
    (task,) = listed(f'[{{"started":"{moment}"}}]'.encode())
    assert task.malformed == {"started": moment}


@pytest.mark.parametrize("moment", ["2025-04-18T12:34:56+0000", "2025-04-18 12:34:56Z"])
def test_a_moment_that_rfc_3339_does_not_know_is_taken_all_the_same(moment: str) -> None:
    (task,) = listed(f'[{{"started":"{moment}"}}]'.encode())
    assert task.malformed == {}


@pytest.mark.parametrize("digits", [6, 7, 9])
def test_the_last_moment_of_all_is_rounded_to_microseconds_or_malformed(digits: int) -> None:
    moment = f"9999-12-31T23:59:59.{'9' * digits}Z"
    (task,) = listed(f'[{{"started":"{moment}"}}]'.encode())
    if digits == 6:
        assert task.started == datetime.datetime.max.replace(tzinfo=datetime.UTC)
    else:
        assert task.malformed == {"started": moment}


def test_patterns_and_ranges_are_not_the_clients_business() -> None:
    (task,) = listed(b'[{"elapsed":"soon","id":-1,"replyUrl":"ftp://x"}]')
    assert (task.elapsed, task.id, task.reply_url) == ("soon", -1, "ftp://x")
