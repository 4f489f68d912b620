"""The exchanges on file, found by looking."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

import pytest
import schemathesis

from scripts.cases import on_file as files
from scripts.cases.on_file import FOLDER, RECORDING, VIOLATION, OnFile
from scripts.document import Operation, base_path, load
from scripts.har import Exchange, RecordingError
from scripts.judge.contract import Contract

DOCUMENT = load()
try:
    KEPT: list[OnFile] = files.on_file(DOCUMENT)
except RecordingError as error:
    # The one exception that pytest tells without a traceback.
    raise pytest.Collector.CollectError(str(error)) from None


def on_file(*kinds: str) -> list[object]:
    """One pytest parameter per exchange of these kinds, or of all.

    Raises LookupError when there is none: what finds nothing would pass every test.
    """
    wanted = kinds or (RECORDING, VIOLATION)
    found = [one for one in KEPT if one.kind in wanted]
    if not found:
        raise LookupError(f"no {' or '.join(wanted)} under {FOLDER}")
    return [pytest.param(one, id=f"{one.kind}-{one}" if len(wanted) > 1 else str(one)) for one in found]


def sendable() -> list[object]:
    """One pytest parameter per lawful exchange whose request the document allows, as a client sends it."""
    return [one for one in on_file(RECORDING) if not one.values[0].exchange.request_unlawful]  # type: ignore[attr-defined]


def exchange_of(operation: Operation) -> Exchange:
    """The first lawful exchange of the operation. Raises LookupError, with what to do, when it has none."""
    found = [one for one in KEPT if one.kind == RECORDING and one.exchange.operation_id == operation.id]
    if not found:
        raise LookupError(next(iter(files.missing(DOCUMENT, KEPT)), f"no lawful exchange of {operation.id}"))
    return found[0].exchange


def named(name: str, operation: str = "getRunningTasks") -> Exchange:
    """The exchange of that name."""
    return next(one.exchange for one in KEPT if (one.exchange.operation_id, one.name) == (operation, name))


def recorded_case(contract: Contract, operation: Operation) -> schemathesis.Case[Any]:
    """The request of the operation's first lawful exchange, to be sent to another server. Raises LookupError."""
    exchange = exchange_of(operation)
    values = operation.path_values(urlsplit(exchange.url).path.removeprefix(base_path(operation.document)))
    sent = {name.lower(): value for name, value in exchange.request_headers}
    documented = {one["name"].lower(): one["name"] for one in operation.parameters if one["in"] == "header"}
    query: dict[str, list[str]] = {}
    for name, value in exchange.query:
        query.setdefault(name, []).append(value)
    body: dict[str, Any] = {}
    if exchange.request_content:
        name = exchange.request_media_type.partition(";")[0]
        is_json = name.endswith(("/json", "+json"))
        content = json.loads(exchange.request_content) if is_json else exchange.request_content
        body = {"body": content, "media_type": name}
    return contract.schema[operation.path][operation.method].Case(
        path_parameters=values,
        query={name: values[0] if len(values) == 1 else values for name, values in query.items()},
        headers={name: sent[key] for key, name in documented.items() if key in sent},
        **body,
    )
