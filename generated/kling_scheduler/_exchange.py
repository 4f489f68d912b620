# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""What goes out and what comes in, one exchange at a time."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from time import monotonic
from typing import NamedTuple

from ._answer import Answer
from ._headers import Headers, is_telling
from .errors import InvalidResponse

# zlib's words for "gzip or zlib, as its header tells", and for "no header at all".
_EITHER, _RAW = zlib.MAX_WBITS | 32, -zlib.MAX_WBITS
# What servers say of a body that they left as it is.
_PLAIN = ("", "identity", "none", "utf-8")


class Outgoing(NamedTuple):
    """A request as it goes out.

    Attributes:
        method: The HTTP method.
        url: The whole URL.
        headers: Names and values.
        content: The body, or None.
        timeout: Seconds to wait to connect, to send, and for each next part of the answer.
        end: When the answer must be there, on the clock of ``time.monotonic``.
    """

    method: str
    url: str
    headers: list[tuple[str, str]]
    content: bytes | None
    timeout: float
    end: float

    def __repr__(self) -> str:
        """Leave out what may hold the token."""
        shown = [(name, "***" if is_telling(name) else value) for name, value in self.headers]
        return f"Outgoing({self.method!r}, {self.url.partition('?')[0]!r}, {shown!r})"


class TransportError(Exception):
    """There is no answer, or none that is HTTP.

    Attributes:
        reason: Why, in one line, without a word of the service's.
        timed_out: Whether it took too long.
    """

    def __init__(self, reason: str, *, timed_out: bool = False) -> None:
        """Say why."""
        super().__init__(reason)
        self.reason = reason
        self.timed_out = timed_out


class Receiver:
    """Collects one answer and undoes its content encoding, never beyond so many bytes."""

    def __init__(self, operation: str, secrets: tuple[bytes, ...], limit: int, end: float) -> None:
        """Expect one answer of ``limit`` bytes at most, all of it before ``end``."""
        self._operation = operation
        self._secrets = secrets
        self._limit = limit
        self._end = end
        self._status_code = 0
        self._headers = Headers()
        self._chunks: list[bytes] = []
        self._size = 0
        self._encodings: list[_Inflating] = []

    def __repr__(self) -> str:
        """Leave out the secrets."""
        return f"Receiver({self._operation!r})"

    def begin(self, status_code: int, headers: Iterable[tuple[str, str]]) -> None:
        """Take the head of the answer. Raises InvalidResponse when its content encoding was not asked for."""
        self._status_code = status_code
        self._headers = Headers(headers)
        names = [name.strip().lower() for name in self._headers.get("Content-Encoding", "").split(",")]
        # What was done last is undone first.
        for name in reversed([name for name in names if name not in _PLAIN]):
            if name not in ("gzip", "x-gzip", "deflate"):
                raise self._invalid("the body's content encoding was not asked for")
            self._encodings.append(_Inflating())

    def feed(self, chunk: bytes) -> None:
        """Take the next ``chunk`` as it came. Raises InvalidResponse and, when it takes too long, TransportError."""
        if monotonic() > self._end:
            raise TransportError("the call took longer than its deadline", timed_out=True)
        for encoding in self._encodings:
            try:
                chunk = encoding.feed(chunk, self._limit - self._size + 1)
            except zlib.error:
                raise self._invalid("the body's content encoding is broken") from None
        self._chunks.append(chunk)
        self._size += len(chunk)
        if self._size > self._limit:
            raise self._invalid(f"the body is larger than {self._limit} bytes")

    def finish(self) -> Answer:
        """Return the answer once all is fed. Raises InvalidResponse when the content encoding is cut off."""
        if any(encoding.is_cut_off for encoding in self._encodings):
            raise self._invalid("the body's content encoding is cut off")
        return self._answer()

    def _answer(self) -> Answer:
        content = self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)
        return Answer(self._operation, self._status_code, self._headers, content, self._secrets)

    def _invalid(self, reason: str) -> InvalidResponse:
        return InvalidResponse(self._answer(), "$", reason)


class _Inflating:
    """Undoes gzip, of any number of members, and deflate, with zlib's header or without."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(_EITHER)
        self._begun = False

    @property
    def is_cut_off(self) -> bool:
        return self._begun and not self._inflate.eof

    def feed(self, chunk: bytes, limit: int) -> bytes:
        parts: list[bytes] = []
        while chunk and limit > 0:
            if self._inflate.eof:
                # Padding after the last member means nothing.
                chunk = chunk.lstrip(b"\0")
                if not chunk:
                    break
                self._inflate = zlib.decompressobj(_EITHER)
            parts.append(self._some(chunk, limit))
            self._begun = True
            limit -= len(parts[-1])
            chunk = self._inflate.unused_data
        return b"".join(parts)

    def _some(self, chunk: bytes, limit: int) -> bytes:
        try:
            return self._inflate.decompress(chunk, limit)
        except zlib.error:
            if self._begun:
                raise
            self._inflate = zlib.decompressobj(_RAW)
            return self._inflate.decompress(chunk, limit)
