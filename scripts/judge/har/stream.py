"""Read the entries of a HAR file one after the other, so that a large one takes no more memory than a small one."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from scripts.har import RecordingError

CHUNK = 1 << 20  # bytes
# Characters. One entry beyond this holds a download, no answer of an API.
LARGEST_ENTRY = 64 << 20
# What the decoder says of a value that is cut off, it says at most so far before the end: an escape in two halves.
_EDGE = 16
# Some tools write control characters into strings as they are.
_DECODER = json.JSONDecoder(strict=False)
_BLANKS = " \t\n\r"


class Unreadable(RecordingError):
    """The file is no HAR from some place on; one sentence. ``entries`` is how many were read before."""

    def __init__(self, reason: str, entries: int = 0) -> None:
        super().__init__(reason)
        self.entries = entries


def entries(path: Path) -> Iterator[tuple[int, Any]]:
    """Each entry with its number, from 1. Raises Unreadable, which quotes nothing of the file."""
    number = 0
    try:
        with path.open("rb") as stream:
            for number, entry in enumerate(_entries(_Text(stream)), 1):
                yield number, entry
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read: {error.strerror}", number) from None
    except UnicodeDecodeError:
        raise Unreadable(_told(path, number, "what follows is no text in UTF-8"), number) from None
    except _Broken as error:
        raise Unreadable(_told(path, number, str(error)), number) from None
    except (ValueError, RecursionError):
        raise Unreadable(_told(path, number, "what follows is no JSON that can be read"), number) from None


def _told(path: Path, number: int, reason: str) -> str:
    return f"{path}: breaks off after entry {number}: {reason}" if number else f"{path}: not HAR: {reason}"


class _Broken(ValueError):
    """What stands in the file is not what HAR has there."""


def _entries(text: _Text) -> Iterator[Any]:
    found = False
    for name in text.members():
        if name != "log":
            text.value()
            continue
        for inner in text.members():
            if inner == "entries":
                found = True
                yield from text.items()
            else:
                text.value()
    if not found:
        raise _Broken("it has no log with entries")


class _Text:
    """JSON of which a piece at a time is in memory."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        start = stream.read(CHUNK)
        # A byte order mark goes with "utf-8-sig", and with "utf-16" and "utf-32".
        self._decoder = codecs.getincrementaldecoder(json.detect_encoding(start))()
        self._text = self._decoder.decode(start)
        self._at = 0

    def members(self) -> Iterator[str]:
        """The names in the object that comes next; whoever is given one takes its value."""
        self._take("{", "an object")
        if self._next() == "}":
            self._at += 1
            return
        while True:
            name = self.value()
            self._take(":", "a colon")
            yield str(name)
            if self._take(",}", "a comma or the end of an object") == "}":
                return

    def items(self) -> Iterator[Any]:
        """The values in the list that comes next."""
        self._take("[", "a list")
        if self._next() == "]":
            self._at += 1
            return
        while True:
            yield self.value()
            if self._take(",]", "a comma or the end of a list") == "]":
                return

    def value(self) -> Any:
        """The value that comes next."""
        self._next()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                is_cut = error.pos > len(self._text) - _EDGE or error.msg.startswith("Unterminated string")
                if not (is_cut and self._more()):
                    raise _Broken("it ends too early" if is_cut else "what follows is no JSON") from None
                continue
            # A number that ends near here may go on.
            may_go_on = end > len(self._text) - _EDGE and isinstance(value, int | float)
            length = end - self._at
            if not may_go_on or not self._more():
                self._at += length
                return value

    def _next(self) -> str:
        """The next character that is no blank, which stays; empty at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _BLANKS:
                self._at += 1
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def _take(self, wanted: str, named: str) -> str:
        found = self._next()
        if not found:
            raise _Broken("it ends too early")
        if found not in wanted:
            raise _Broken(f"{named} should follow")
        self._at += 1
        return found

    def _more(self) -> bool:
        """Read on; false at the end. A value that needs much is not tried again for every little."""
        rest = self._text[self._at :]
        if len(rest) > LARGEST_ENTRY:
            raise _Broken(f"one value has more than {LARGEST_ENTRY} characters")
        data = self._stream.read(max(CHUNK, len(rest)))
        new = self._decoder.decode(data, final=not data)
        self._text, self._at = rest + new, 0
        return bool(data)
