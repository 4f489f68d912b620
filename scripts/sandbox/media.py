"""Media types: which one is meant, and how a value is written in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from scripts.sandbox.messages import encode
from scripts.sandbox.xml import as_xml

# What is sent where the document names only a range.
CONCRETE = {
    "*/*": "application/json",
    "application/*": "application/json",
    "text/*": "text/plain",
    "image/*": "image/png",
    "audio/*": "audio/mpeg",
    "video/*": "video/mp4",
}
LINES = ("ndjson", "jsonl", "jsonlines", "json-lines", "x-json-stream")


def essence(media_type: str) -> str:
    """The type and subtype, in lower case, without parameters."""
    return media_type.partition(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    """Whether a body of the type is one JSON value."""
    kind = essence(CONCRETE.get(essence(media_type), media_type))
    return kind.endswith(("/json", "+json"))


def is_lines(media_type: str) -> bool:
    """Whether a body of the type is one JSON value per line."""
    return essence(media_type).rpartition("/")[2].removeprefix("x-") in LINES


def is_xml(media_type: str) -> bool:
    """Whether a body of the type is XML."""
    return essence(media_type).endswith(("/xml", "+xml"))


def covers(media_range: str, media_type: str) -> bool:
    """Whether ``media_range``, such as ``image/*``, takes in ``media_type``; parameters do not count."""
    whole, part = essence(media_range), essence(media_type)
    return whole in ("*/*", part) or (whole.endswith("/*") and part.startswith(whole[:-1]))


def covering(ranges: Iterable[str], media_type: str) -> str | None:
    """The one of ``ranges`` that says most of ``media_type``; None where none covers it."""
    return max((one for one in ranges if covers(one, media_type)), key=_precision, default=None)


def _precision(media_range: str) -> int:
    return 2 - essence(media_range).count("*")


@lru_cache(maxsize=256)
def negotiated(accept: str, offered: tuple[str, ...]) -> tuple[int, str] | None:
    """Which of the ``offered`` types, and what to call it, an ``Accept`` header asks for (RFC 9110, section 12.5.1).

    None when it takes none of them. The first one offered goes before others that are as welcome.
    """
    wanted = [_weighed(part) for part in accept.split(",") if part.strip()]
    found: list[tuple[float, int, str]] = []
    for number, offer in enumerate(offered):
        fitting = [(_precision(one), weight, one) for one, weight in wanted if covers(one, offer) or covers(offer, one)]
        if fitting:
            _, weight, one = max(fitting)
            name = offer if "*" not in essence(offer) else essence(one) if "*" not in one else CONCRETE.get(offer, "")
            if weight > 0:
                found.append((weight, -number, name or "application/octet-stream"))
    if not found:
        return None
    _, number, name = max(found)
    return -number, name


def _weighed(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip() for piece in part.split(";"))
    weights = [value for name, _, value in (one.partition("=") for one in parameters) if name.strip().lower() == "q"]
    try:
        return kind, min(1.0, float(weights[0])) if weights else 1.0
    except ValueError:
        return kind, 0.0


def written(media_type: str, value: Any, document: Mapping[str, Any], node: Any) -> bytes:
    """``value`` as a body of ``media_type``; ``node`` is its schema, which tells the names of XML."""
    if is_json(media_type):
        return encode(value)
    if value is None:
        return b""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace")
    if is_lines(media_type):
        return b"".join(encode(line) + b"\n" for line in (value if isinstance(value, list) else [value]))
    if is_xml(media_type):
        return as_xml(value, document, node)
    return encode(value)
