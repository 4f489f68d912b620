"""Read and write recordings: HAR 1.2 files of one exchange, with a note on where the exchange comes from."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

# The Server header of the sandbox's answers.
SANDBOX_SERVER = "kling-scheduler-sandbox"
# What stands in a recording in place of credentials.
REDACTED = "REDACTED"


class RecordingError(Exception):
    """The file is no recording; the text is one line with the file and the place in it."""


class Origin(StrEnum):
    """Where an exchange comes from: the vendor's page, a person who made it up, this project's sandbox or a server."""

    DOCUMENTED = "documented"
    SYNTHETIC = "synthetic"
    SANDBOX = "sandbox"
    LIVE = "live"

    @classmethod
    def of(cls, headers: list[tuple[str, str]]) -> Origin:
        """Who answered, by the headers of the answer: the sandbox says so itself."""
        return cls.SANDBOX if header(headers, "server") == SANDBOX_SERVER else cls.LIVE


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
    ``request_content`` is the body of the request; its media type is among ``request_headers``. ``request_unlawful`` is
    whether it was made up to be one that the document does not allow.
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
    request_content: bytes = field(default=b"", repr=False)
    request_unlawful: bool = False

    @property
    def request_media_type(self) -> str:
        """The Content-Type of the request as it was sent, parameters included; empty when it has none."""
        return header(self.request_headers, "content-type")

    @property
    def query(self) -> list[tuple[str, str]]:
        """The parameters of the URL's query, decoded, in order; one that stands there twice is given twice."""
        return parse_qsl(urlsplit(self.url).query, keep_blank_values=True)


def header(headers: list[tuple[str, str]], name: str) -> str:
    """The value of the first header of that name, given in lower case; empty when there is none."""
    return next((value for one, value in headers if one.lower() == name), "")


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
            request_content=_posted(request.get("postData")),
        )
    except OSError as error:
        raise RecordingError(f"{path}: cannot be read: {error.strerror}") from None
    except json.JSONDecodeError as error:
        raise RecordingError(f"{path}:{error.lineno}: not JSON: {error.msg}") from None
    except KeyError as error:
        raise RecordingError(f"{path}: a recording needs the member {error.args[0]!r}") from None
    except (TypeError, ValueError, binascii.Error) as error:
        raise RecordingError(f"{path}: not a recording: {error}") from None


def text_of(exchange: Exchange) -> str:
    """The HAR file that ``read`` gives ``exchange`` back from. A body that is no UTF-8 is kept as base64."""
    media_type = header(exchange.headers, "content-type")
    elapsed = round(exchange.elapsed * 1000)
    request: dict[str, Any] = {
        "method": exchange.method,
        "url": exchange.url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _named(exchange.request_headers),
        "queryString": _named(exchange.query),
        "headersSize": -1,
        "bodySize": len(exchange.request_content),
    }
    if exchange.request_content:
        text = _text(exchange.request_content)
        # HAR 1.2 has no base64 for requests; a member of one's own begins with an underscore.
        coded = {"_encoding": text["encoding"]} if "encoding" in text else {}
        request["postData"] = {"mimeType": exchange.request_media_type, "text": text["text"], **coded}
    response = {
        "status": exchange.status,
        "statusText": _phrase(exchange.status),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _named(exchange.headers),
        "content": {"size": len(exchange.content), "mimeType": media_type, **_text(exchange.content)},
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": len(exchange.content),
    }
    entry = {
        "startedDateTime": f"{exchange.date.isoformat()}T00:00:00.000Z",
        "time": elapsed,
        "request": request,
        "response": response,
        "cache": {},
        "timings": {"send": 0, "wait": elapsed, "receive": 0},
    }
    log: dict[str, Any] = {
        "version": "1.2",
        "creator": {"name": "kling-scheduler", "version": "1"},
        "_provenance": {
            "origin": exchange.origin.value,
            "date": exchange.date.isoformat(),
            "changes": exchange.changes,
        },
    }
    if exchange.expected is not None:
        log["_expected"] = asdict(exchange.expected)
    return json.dumps({"log": {**log, "entries": [entry]}}, indent=2, ensure_ascii=False) + "\n"


def _named(headers: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in headers]


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _text(content: bytes) -> dict[str, str]:
    try:
        return {"text": content.decode()}
    except UnicodeDecodeError:
        return {"text": base64.b64encode(content).decode(), "encoding": "base64"}


def _headers(message: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(header["name"], header["value"]) for header in message["headers"]]


def _posted(data: Mapping[str, Any] | None) -> bytes:
    text = str((data or {}).get("text", ""))
    return base64.b64decode(text, validate=True) if (data or {}).get("_encoding") == "base64" else text.encode()


def _content(content: Mapping[str, Any]) -> bytes:
    text = str(content.get("text", ""))
    data = base64.b64decode(text, validate=True) if content.get("encoding") == "base64" else text.encode()
    if len(data) != content["size"]:
        raise ValueError(f"content.size is {content['size']}, the content has {len(data)} bytes")
    return data
