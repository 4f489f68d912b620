"""Understand one entry of a HAR file that some other program wrote: each has its own way with the format."""

from __future__ import annotations

import base64
import binascii
import codecs
import math
import re
import zlib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from scripts.document import BODILESS, Operation
from scripts.har import Exchange, Origin, header

# What a browser writes for a type that it was not told.
UNTOLD = {"x-unknown"}
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)
_CODINGS = {"gzip", "x-gzip", "deflate"}


class Malformed(ValueError):
    """An entry lacks what HAR demands; the text says what, and quotes nothing."""


class Left(StrEnum):
    """Why an entry holds no answer that could be judged."""

    FAILED = "failed, blocked or given up: no answer came"
    CACHED = "answered from a cache or by a service worker"
    UNSAVED = "without the body, which was not saved"
    CUT = "with a part of the body alone"
    CODED = "with a body whose coding cannot be undone"
    MALFORMED = "no entries as HAR has them"


def asked(entry: Any) -> tuple[str, str]:
    """The method, in upper case, and the URL of an entry. Raises Malformed."""
    request = entry.get("request") if isinstance(entry, Mapping) else None
    if not isinstance(request, Mapping):
        raise Malformed("it has no request")
    method, url = request.get("method"), request.get("url")
    if not isinstance(method, str) or not isinstance(url, str) or not method or not url:
        raise Malformed("its request has no method or no url")
    return method.upper(), url


def exchange_of(entry: Mapping[str, Any], operation: Operation, url: str) -> Exchange | Left:
    """The exchange in an entry that asked for ``operation`` at ``url``, or why there is none. Raises Malformed."""
    request, response = entry["request"], entry.get("response")
    if response is None:
        return Left.FAILED
    if not isinstance(response, Mapping):
        raise Malformed("its response is no object")
    status = _status(response.get("status"))
    if not status or any(response.get(name) for name in ("_error", "_failureText")) or entry.get("_error"):
        return Left.FAILED
    if _from_cache(entry, response, status, operation):
        return Left.CACHED
    headers = headers_of(response)
    content = response.get("content")
    if not isinstance(content, Mapping):
        content = {}
    if not header(headers, "content-type") and (told := _text(content.get("mimeType"))) and told not in UNTOLD:
        headers = [*headers, ("Content-Type", told)]
    body = _body(content, response, headers, status)
    if isinstance(body, Left):
        return body
    return Exchange(
        operation_id=operation.id,
        method=operation.method,
        url=url,
        request_headers=headers_of(request),
        status=status,
        headers=headers,
        content=body,
        elapsed=_seconds(entry),
        origin=Origin.of(headers),
        date=_date(entry),
        changes=["Imported from a HAR file of another program."],
        request_content=_posted(request),
    )


def _status(value: Any) -> int:
    """The status; 0 where there is none, which tools write as 0, -1 or null."""
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool) and value <= 0):
        return 0
    if isinstance(value, bool) or not isinstance(value, int) or not 100 <= value <= 999:
        raise Malformed("its status is none")
    return value


def _from_cache(entry: Mapping[str, Any], response: Mapping[str, Any], status: int, operation: Operation) -> bool:
    """Whether the answer, or its body, is older than the request."""
    marks = ("_fromCache", "_servedFromCache", "fromCache", "_fetchedViaServiceWorker")
    if any(part.get(mark) for part in (entry, response) for mark in marks):
        return True
    # The body that a tool shows with it is the stored one.
    return status == 304 and str(status) not in operation.responses


def headers_of(message: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The headers of a request or a response, each line of a value by itself. Raises Malformed."""
    listed = message.get("headers") or []
    if not isinstance(listed, list):
        raise Malformed("its headers are no list")
    found: list[tuple[str, str]] = []
    for one in listed:
        if not isinstance(one, Mapping) or not isinstance(one.get("name"), str):
            raise Malformed("one of its headers has no name")
        name = one["name"].strip()
        # HTTP/2 carries method, path and status among the headers; other names that are none were not sent as such.
        if _NAME.fullmatch(name):
            # Browsers write what came several times as lines of one value.
            found += [(name, line.strip()) for line in _text(one.get("value")).splitlines() or [""]]
    return found


def _body(
    content: Mapping[str, Any], response: Mapping[str, Any], headers: list[tuple[str, str]], status: int
) -> bytes | Left:
    text = content.get("text")
    if text is not None and not isinstance(text, str):
        raise Malformed("the text of its content is none")
    size = content.get("size")
    size = size if isinstance(size, int) and not isinstance(size, bool) else -1
    if not text:
        is_empty = size == 0 or (size < 0 and text == "" and not _announces(response, headers))
        return b"" if is_empty or status in BODILESS else Left.UNSAVED
    data = _bytes(text, str(content.get("encoding") or ""), size, header(headers, "content-type"))
    coding = header(headers, "content-encoding").strip().lower()
    if coding in _CODINGS and data.startswith((b"\x1f\x8b", b"\x78\x01", b"\x78\x9c", b"\x78\xda")):
        return _uncoded(data) or Left.CODED
    if coding in {"", "identity"} and len(data) < size and content.get("encoding") != "base64":
        # Firefox keeps the beginning of a long body, and the size of all of it.
        return Left.CUT if len(text) < size else data
    return data


def _announces(response: Mapping[str, Any], headers: list[tuple[str, str]]) -> bool:
    """Whether the rest of the answer tells of a body."""
    length, size = header(headers, "content-length"), response.get("bodySize")
    return length not in {"", "0"} or (isinstance(size, int) and size > 0)


def _bytes(text: str, encoding: str, size: int, content_type: str) -> bytes:
    if encoding.lower() == "base64":
        try:
            data = base64.b64decode(re.sub(r"\s+", "", text), validate=True)
        except (binascii.Error, ValueError):
            data = None
        # Firefox labels plain text so; some of that is base64 by chance, and the size tells.
        if data is not None and not (size == len(text) != len(data)):
            return data
    charset = _CHARSET.search(content_type)
    try:
        # A tool reads the body by the charset that it was told, so that is the way back.
        return text.encode(codecs.lookup(charset[1]).name if charset else "utf-8")
    except (LookupError, UnicodeError):
        return text.encode("utf-8", "surrogatepass")


def _uncoded(data: bytes) -> bytes | None:
    """What was compressed, over all members that follow each other; None when it is not whole."""
    whole = b""
    try:
        while data:
            reader = zlib.decompressobj(zlib.MAX_WBITS | 32)
            whole += reader.decompress(data)
            if not reader.eof:
                return None
            data = reader.unused_data
    except zlib.error:
        return None
    return whole


def _posted(request: Mapping[str, Any]) -> bytes:
    data = request.get("postData")
    text = data.get("text") if isinstance(data, Mapping) else None
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else b""


def _seconds(entry: Mapping[str, Any]) -> float:
    """From the request to the last byte: the time that a browser let the request wait in line is not the server's."""
    timings = entry.get("timings")
    parts = [timings.get(name) for name in ("send", "wait", "receive")] if isinstance(timings, Mapping) else []
    times = [_milliseconds(part) for part in parts or [entry.get("time")]]
    if -1 in times:
        times = [max(0.0, _milliseconds(entry.get("time")))]
    return sum(times) / 1000


def _milliseconds(value: Any) -> float:
    """A time; -1 where there is none."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and math.isfinite(value) and value >= 0 else -1.0


def _date(entry: Mapping[str, Any]) -> date:
    try:
        return date.fromisoformat(str(entry.get("startedDateTime"))[:10])
    except ValueError:
        raise Malformed("its startedDateTime is none") from None


def _text(value: Any) -> str:
    return "" if value is None else str(value)
