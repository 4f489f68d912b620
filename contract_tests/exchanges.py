"""The exchanges on file, found by looking."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import schemathesis

from scripts.document import Operation, base_path
from scripts.har import read
from scripts.judge.contract import Contract

HERE = Path(__file__).parent


def on_file(kind: str) -> list[object]:
    """One pytest parameter per HAR file under ``kind``, its id the operation and the file's stem.

    Raises LookupError when there is none: a glob that finds nothing would pass every test.
    """
    paths = sorted((HERE / kind).glob("*/*.har"))
    if not paths:
        raise LookupError(f"no recordings under {kind}")
    return [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in paths]


def recorded_case(contract: Contract, operation: Operation) -> schemathesis.Case[Any]:
    """The request of the operation's first recording, to be sent to another server.

    Raises LookupError when the operation has no recording.
    """
    path = min((HERE / "recordings" / operation.id).glob("*.har"), default=None)
    if path is None:
        raise LookupError(f"no recordings of {operation.id}")
    url = urlsplit(read(path).url)
    values = operation.path_values(url.path.removeprefix(base_path(operation.document)))
    return contract.schema[operation.path][operation.method].Case(
        path_parameters=values, query=dict(parse_qsl(url.query))
    )
