"""Find the exchanges with a documented operation in a HAR file that another program wrote."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from scripts.document import Operation, base_path
from scripts.har import Exchange, Origin, RecordingError

# A HAR of a browser's whole session is tens of megabytes.
LARGEST = 200_000_000


def exchanges(path: Path, wanted: Sequence[Operation]) -> list[Exchange]:
    """The answered requests in the HAR file at ``path`` whose method and URL path are those of a wanted operation.

    Raises RecordingError when the file cannot be read or an exchange that is wanted is not whole.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise RecordingError(f"{path}: larger than {LARGEST} bytes")
        entries = json.loads(path.read_text(encoding="utf-8-sig"))["log"]["entries"]
        return list(_wanted(path, entries, wanted))
    except OSError as error:
        raise RecordingError(f"{path}: cannot be read: {error.strerror}") from None
    # The text of these errors could quote the file.
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise RecordingError(f"{path}: not HAR: an entry, or the file, lacks what the format demands") from None


def _wanted(path: Path, entries: list[Mapping[str, Any]], wanted: Sequence[Operation]) -> Iterator[Exchange]:
    for number, entry in enumerate(entries, 1):
        request, response = entry["request"], entry["response"]
        operation = next((one for one in wanted if _fits(request, one)), None)
        # A browser notes a request that it blocked or gave up with the status 0.
        if operation is None or not response["status"]:
            continue
        content = response["content"]
        if "text" not in content and content.get("size", 0) > 0:
            raise RecordingError(f"{path}: entry {number}: its body was not saved: export the HAR with content")
        yield Exchange(
            operation_id=operation.id,
            method=operation.method,
            url=str(request["url"]),
            request_headers=_headers(request),
            status=_status(response["status"]),
            headers=_headers(response),
            content=_content(content),
            elapsed=max(float(entry.get("time") or 0), 0.0) / 1000,
            origin=Origin.LIVE,
            date=date.fromisoformat(str(entry["startedDateTime"])[:10]),
            changes=["Imported from a HAR file of another program."],
        )


def _fits(request: Mapping[str, Any], operation: Operation) -> bool:
    template = re.escape(base_path(operation.document) + operation.path)
    pattern = re.sub(r"\\\{[^/{}]+\\\}", "[^/]+", template)
    path = unquote(urlsplit(str(request["url"])).path)
    return str(request["method"]).upper() == operation.method and bool(re.fullmatch(pattern, path))


def _status(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 100 <= value <= 999:
        raise ValueError
    return value


def _headers(message: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(str(header["name"]), str(header["value"])) for header in message["headers"]]


def _content(content: Mapping[str, Any]) -> bytes:
    text = str(content.get("text") or "")
    if content.get("encoding") == "base64":
        return base64.b64decode(text, validate=True)
    return text.encode("utf-8", "replace")


def secrets(exchange: Exchange) -> set[str]:
    """What an exchange itself shows to be secret: its credentials, cookies and query values."""
    found: set[str] = set()
    for name, value in exchange.request_headers + exchange.headers:
        if name.lower() in {"authorization", "proxy-authorization"}:
            found.add(value.partition(" ")[2].strip())
        if name.lower() in {"cookie", "set-cookie"}:
            found |= {part.partition("=")[2].strip() for part in value.split(";")}
    found |= {part.partition("=")[2] for part in urlsplit(exchange.url).query.split("&")}
    return found
