"""What a list of running tasks promises by its meaning, which no schema can say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from scripts.judge.notices import Notice

# The Date header has whole seconds, and the list was made a moment before it.
TOLERANCE = timedelta(seconds=3)

Oddity = tuple[str, str, str, str]  # kind, pointer, received, documented


def oddities(operation: str, status: int, headers: Mapping[str, list[str]], content: bytes) -> Iterator[Notice]:
    """Notices on one response to an operation whose meaning is known. ``headers`` has names in lower case."""
    if operation not in MEANINGS or status != 200:
        return
    try:
        tasks = json.loads(content)
    except (ValueError, RecursionError):
        return
    if isinstance(tasks, list):
        now = _moment(headers.get("date", [""])[0], parsedate_to_datetime)
        for kind, pointer, received, documented in MEANINGS[operation](tasks, now):
            yield Notice(kind, operation, status, kind, received, documented, pointer)


def running_tasks(tasks: list[Any], now: datetime | None) -> Iterator[Oddity]:
    """Whether no task is listed twice, none starts in the future, and each has run as long as it says."""
    first: dict[int, int] = {}
    for index, task in enumerate(tasks):
        if not isinstance(task, dict):
            continue
        identifier = task.get("id")
        if isinstance(identifier, int) and first.setdefault(identifier, index) != index:
            yield "task_twice", f"/{index}/id", f"the task of #/{first[identifier]} again", "each running task once"
        started = _moment(task.get("started"), datetime.fromisoformat)
        if started is None or now is None:
            continue
        if started > now + TOLERANCE:
            late = round((started - now).total_seconds())
            yield "started_in_future", f"/{index}/started", f"a start {late} s after the answer's Date", "a past start"
            continue
        said = _span(task.get("elapsed"))
        if said is not None and abs(now - started - said) > TOLERANCE:
            took = round((now - started).total_seconds())
            received = f"{round(said.total_seconds())} s, {took} s after the start by the answer's Date"
            yield "elapsed_disagrees", f"/{index}/elapsed", received, "the time since the start"


MEANINGS: dict[str, Callable[[list[Any], datetime | None], Iterator[Oddity]]] = {"getRunningTasks": running_tasks}


def _moment(text: Any, parse: Callable[[str], datetime]) -> datetime | None:
    try:
        moment = parse(text)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else None


def _span(text: Any) -> timedelta | None:
    minutes, _, seconds = text.partition(":") if isinstance(text, str) else ("", "", "")
    if not (minutes.isdecimal() and seconds.isdecimal() and len(minutes) < 9):
        return None
    return timedelta(minutes=int(minutes), seconds=int(seconds))
