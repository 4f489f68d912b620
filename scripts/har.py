"""Read recordings: HAR 1.2 files of one exchange, with a note on where the exchange comes from."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any


class RecordingError(Exception):
    """The file is no recording; the text is one line with the file and the place in it."""


class Origin(StrEnum):
    """Where an exchange comes from: the vendor's page, a person who made it up, or a server that answered."""

    DOCUMENTED = "documented"
    SYNTHETIC = "synthetic"
    LIVE = "live"


@dataclass(frozen=True)
class Expected:
    """Why a response must be refused: the check that refuses it and the JSON pointer of the fault in its body."""

    check: str
    pointer: str
    reason: str


@dataclass(frozen=True)
class Exchange:
    """One request and the response to it, with its origin.

    ``content`` is the body as it went over the wire, after content decoding. ``elapsed`` is in seconds.
    ``changes`` says in words what differs from what was seen. ``expected`` is set for violations alone.
    """

    operation_id: str
    method: str
    url: str
    request_headers: list[tuple[str, str]] = field(repr=False)
    status: int
    headers: list[tuple[str, str]]
    content: bytes
    elapsed: float
    origin: Origin
    date: date
    changes: list[str]
    expected: Expected | None = None


def read(path: Path) -> Exchange:
    """The exchange in the HAR file at ``path``, whose folder names the operation.

    Raises RecordingError when the file cannot be read or says less than a recording must.
    """
    try:
        log = json.loads(path.read_text(encoding="utf-8"))["log"]
        if log["version"] != "1.2" or len(log["entries"]) != 1:
            raise RecordingError(f"{path}: a recording is HAR 1.2 with exactly one entry")
        entry, provenance = log["entries"][0], log["_provenance"]
        request, response = entry["request"], entry["response"]
        return Exchange(
            operation_id=path.parent.name,
            method=request["method"],
            url=request["url"],
            request_headers=_headers(request),
            status=int(response["status"]),
            headers=_headers(response),
            content=_content(response["content"]),
            elapsed=float(entry["time"]) / 1000,
            origin=Origin(provenance["origin"]),
            date=date.fromisoformat(provenance["date"]),
            changes=[str(change) for change in provenance["changes"]],
            expected=Expected(**log["_expected"]) if "_expected" in log else None,
        )
    except OSError as error:
        raise RecordingError(f"{path}: cannot be read: {error.strerror}") from None
    except json.JSONDecodeError as error:
        raise RecordingError(f"{path}:{error.lineno}: not JSON: {error.msg}") from None
    except KeyError as error:
        raise RecordingError(f"{path}: a recording needs the member {error.args[0]!r}") from None
    except (TypeError, ValueError, binascii.Error) as error:
        raise RecordingError(f"{path}: not a recording: {error}") from None


def _headers(message: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(header["name"], header["value"]) for header in message["headers"]]


def _content(content: Mapping[str, Any]) -> bytes:
    text = str(content.get("text", ""))
    data = base64.b64decode(text, validate=True) if content.get("encoding") == "base64" else text.encode()
    if len(data) != content["size"]:
        raise ValueError(f"content.size is {content['size']}, the content has {len(data)} bytes")
    return data
