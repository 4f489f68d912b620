# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""Read one answer within bounds of memory and time."""

from __future__ import annotations

import zlib
from time import monotonic

import httpx

from ._answer import Answer
from .errors import InvalidResponse

# zlib's word for "either format, as its header tells".
_EITHER = zlib.MAX_WBITS | 32


class Receiver:
    """Collects the chunks of one response's body and undoes its content encoding, never beyond ``limit`` bytes."""

    def __init__(self, operation: str, response: httpx.Response, secret: bytes, limit: int, deadline: float) -> None:
        """Expect the body of ``response``, all of it within ``deadline`` seconds from now."""
        self._operation = operation
        self._status_code = response.status_code
        self._headers = response.headers
        self._secret = secret
        self._limit = limit
        self._deadline = deadline
        self._end = monotonic() + deadline
        self._chunks: list[bytes] = []
        self._size = 0
        self._inflate = None
        encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
        if encoding in ("gzip", "x-gzip", "deflate"):
            self._inflate = zlib.decompressobj(_EITHER)
        elif encoding not in ("", "identity") and not response.is_stream_consumed:
            raise self._invalid("the body's content encoding was not asked for")

    def feed(self, chunk: bytes) -> None:
        """Take the next ``chunk`` as it came. Raises InvalidResponse and, when it takes too long, httpx.ReadTimeout."""
        if monotonic() > self._end:
            raise httpx.ReadTimeout(f"the answer took longer than {self._deadline:g} seconds")
        if self._inflate is not None:
            try:
                chunk = self._inflate.decompress(chunk, self._limit - self._size + 1)
            except zlib.error:
                raise self._invalid("the body's content encoding is broken") from None
        self._chunks.append(chunk)
        self._size += len(chunk)
        if self._size > self._limit:
            raise self._invalid(f"the body is larger than {self._limit} bytes")

    def finish(self) -> Answer:
        """Return the answer once all chunks are fed. Raises InvalidResponse when the content encoding is cut off."""
        if self._inflate is not None and self._size and not self._inflate.eof:
            raise self._invalid("the body's content encoding is cut off")
        return self._answer()

    def whole(self, content: bytes) -> Answer:
        """Return the answer with a body that somebody else has read and decoded already."""
        self._inflate = None
        self.feed(content)
        return self._answer()

    def _answer(self) -> Answer:
        content = self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)
        return Answer(self._operation, self._status_code, self._headers, content, self._secret)

    def _invalid(self, reason: str) -> InvalidResponse:
        return InvalidResponse(self._answer(), "$", reason)
