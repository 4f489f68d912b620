"""Undo what a text may have been encoded with on its way, as often as it may have been."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote_plus, unquote_to_bytes

# How often what was decoded is decoded again, and how much of it is looked at, in characters.
DEPTH = 4
LIMIT = 50_000_000

# A secret may stand in the middle of a run of base64, beside other characters of the same alphabet.
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{4,}")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}){2,}")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([\"\\/bfnrt]))")
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class TooMuch(Exception):
    """A text decodes to more than can be looked at."""


def stands_in(text: str, wanted: Iterable[str]) -> bool:
    """Whether one of ``wanted`` stands in ``text``: plain or in other case, with JSON, percent or HTML escapes, in hex,
    in base64 of either alphabet at any alignment, or in several of these one within the other.

    Raises TooMuch for a text that decodes to more than can be looked at.
    """
    looked_for = [one.casefold() for one in wanted if one]
    if not looked_for:
        return False
    shortest = min(map(len, looked_for))
    seen: set[str] = set()
    views, size = {text}, 0
    for _ in range(DEPTH):
        views -= seen
        if any(one in view.casefold() for one in looked_for for view in views):
            return True
        seen |= views
        size += sum(map(len, views))
        if size > LIMIT:
            raise TooMuch
        views = {decoded for view in views for decoded in _decoded(view, shortest) if decoded.strip()}
    return False


def _decoded(text: str, shortest: int) -> Iterator[str]:
    """``text`` with each encoding undone, one at a time; what does not decode reads as nothing.

    Of what was hex or base64, only stretches of text of at least ``shortest`` characters are kept.
    """
    yield unescaped(text)
    yield unquote_to_bytes(text.encode(errors="replace")).decode(errors="replace")
    yield unquote_plus(text, errors="replace")
    yield html.unescape(text)
    yield re.sub(r"\s+|\\[nrt]", "", text)
    stretch = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xff]{%d,}" % shortest)
    yield _texts(stretch, map(bytes.fromhex, _hex_runs(text)))
    # A run that starts anywhere else than its data is read at each of the four places where it could start.
    runs = [run.translate(str.maketrans("-_", "+/")) for run in _BASE64.findall(text)]
    for start in range(4):
        yield _texts(stretch, (_from_base64(run[start:]) for run in runs))


def unescaped(text: str) -> str:
    """``text`` with the escapes of JSON undone, wherever they stand."""
    return _ESCAPE.sub(_unescaped, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _SHORT.get(match[3], match[3])


def _hex_runs(text: str) -> Iterator[str]:
    for match in re.finditer(r"[0-9A-Fa-f]{4,}", text):
        for start in (0, 1):
            if run := _HEX.match(match[0], start):
                yield run[0]


def _texts(stretch: re.Pattern[bytes], found: Iterable[bytes]) -> str:
    return "\n".join(part.decode(errors="replace") for data in found for part in stretch.findall(data))


def _from_base64(run: str) -> bytes:
    whole = run[: len(run) - (len(run) % 4 == 1)]
    return base64.b64decode(whole + "=" * (-len(whole) % 4))
