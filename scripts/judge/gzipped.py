"""Undo gzip to its end: other decoders pass over what is cut off, or does not belong there."""

from __future__ import annotations

import zlib

from urllib3.exceptions import DecodeError

# That the data is gzip, checksum and length included.
_GZIP = 16 + zlib.MAX_WBITS


class Gzip:
    """One or more members of gzip, one behind the other (RFC 1952, section 2.2), given piece by piece."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(_GZIP)
        self._begun = False

    def decode(self, data: bytes, most: int) -> bytes:
        """What a piece decodes to, ``most`` bytes of it at the most. Raises DecodeError for what is no gzip."""
        decoded = bytearray()
        try:
            while data and len(decoded) < most:
                self._begun = True
                decoded += self._member.decompress(data, most - len(decoded))
                data = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
                if self._member.eof:
                    self._member, self._begun = zlib.decompressobj(_GZIP), False
        except zlib.error as error:
            raise DecodeError("no gzip", error) from error
        return bytes(decoded)

    def finish(self) -> None:
        """Raise DecodeError if a member has begun and not ended."""
        if self._begun:
            raise DecodeError("gzip that breaks off")
