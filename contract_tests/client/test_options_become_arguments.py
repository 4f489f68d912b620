"""Does a sub-command have an option for each input of its operation, and does the operation get what was typed?"""

from __future__ import annotations

import argparse
import inspect
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pytest
from kling_scheduler._command import UsageError, add_inputs, bind
from kling_scheduler.client import Client
from kling_scheduler.types import UNSET, File, Model, Unset


class Job(Model, frozen=True, kw_only=True):
    name: str
    count: int = 0


class Upload(Model, frozen=True, kw_only=True):
    file: File


def arguments(sync: Any, *words: str) -> dict[str, Any]:
    """What ``sync`` is called with after ``words`` on the command line. Raises UsageError."""
    module = ModuleType("operation")
    seen: dict[str, Any] = {}

    def called(**given: Any) -> None:
        seen.update(given)

    called.__signature__ = inspect.signature(sync)  # type: ignore[attr-defined]
    called.__annotations__ = sync.__annotations__
    module.__dict__["sync"] = called
    parser = argparse.ArgumentParser(prog="test")
    add_inputs(parser, module)
    bind(module, parser.parse_args(words), cast(Client, None))()
    del seen["client"]
    return seen


def job(
    job_id: int,
    *,
    client: object,
    limit: int | Unset = UNSET,
    tags: list[str] | Unset = UNSET,
    urgent: bool | Unset | None = UNSET,
    json: str | Unset = UNSET,
    where: Job | Unset = UNSET,
) -> None: ...


def sent(*, client: object, body: Job | bytes) -> None: ...


def put(*, client: object, body: bytes) -> None: ...


def said(*, client: object, body: str | Unset = UNSET) -> None: ...


def uploaded(*, client: object, body: Upload) -> None: ...


@pytest.mark.parametrize(
    ("words", "given"),
    [
        (["7"], {"job_id": 7}),
        (["7", "--limit", "3"], {"job_id": 7, "limit": 3}),
        (["7", "--tags", "a", "--tags", "b"], {"job_id": 7, "tags": ["a", "b"]}),
        (["7", "--urgent", "true"], {"job_id": 7, "urgent": True}),
        # The command line has a --json of its own.
        (["7", "--json-value", "x"], {"job_id": 7, "json": "x"}),
        (["7", "--where", '{"name": "n"}'], {"job_id": 7, "where": Job(name="n")}),
    ],
)
def test_values_are_read_as_their_types(words: list[str], given: dict[str, Any]) -> None:
    assert arguments(job, *words) == given


@pytest.mark.parametrize(
    ("words", "said_of_it"),
    [
        (["x"], "--job-id: Expected `int`, got `str`"),
        (["7", "--limit", "1.5"], "--limit: "),
        (["7", "--where", '{"count": 1}'], "--where: "),
    ],
)
def test_value_of_another_type_is_told_with_its_option(words: list[str], said_of_it: str) -> None:
    with pytest.raises(UsageError) as told:
        arguments(job, *words)
    assert str(told.value).startswith(said_of_it)


def test_body_is_json_or_the_name_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(b"\x00")
    assert arguments(sent, "--body", '{"name": "n", "count": 2}') == {"body": Job(name="n", count=2)}
    assert arguments(sent, "--body", str(file)) == {"body": b"\x00"}
    assert arguments(put, "--body", str(file)) == {"body": b"\x00"}
    assert arguments(said, "--body", "[as it is]") == {"body": "[as it is]"}
    assert arguments(said) == {}


def test_file_in_a_body_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89")
    found = arguments(uploaded, "--body", f'{{"file": "{tmp_path.as_posix()}/a.png"}}')["body"]
    assert (found.file.name, found.file.content) == ("a.png", b"\x89")


@pytest.mark.parametrize(
    ("sync", "text", "said_of_it"),
    [
        (sent, '{"count": 1}', "--body: Object missing required field `name`"),
        (sent, "{", "--body: "),
        (put, "no-such-file", "--body: [Errno 2] No such file or directory: 'no-such-file'"),
        (uploaded, '{"file": "no-such-file"}', "--body: [Errno 2] No such file or directory: 'no-such-file'"),
    ],
)
def test_body_that_does_not_fit_is_told(sync: Any, text: str, said_of_it: str) -> None:
    with pytest.raises(UsageError) as told:
        arguments(sync, "--body", text)
    assert str(told.value).startswith(said_of_it)


def test_what_must_be_given_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        arguments(put)
    assert "--body" in capsys.readouterr().err
