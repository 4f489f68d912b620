# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""How the body of a documented response is read."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Generic, TypeVar

from msgspec import DecodeError, ValidationError
from msgspec.json import Decoder, decode

from . import errors
from ._answer import Answer
from ._fit import Misfit, fit, loads

T = TypeVar("T")

_LOGGER = logging.getLogger(__package__)
_NAMED = 5


class JsonBody(Generic[T]):
    """A JSON body of one type."""

    def __init__(self, kind: Any, *, by_parts: bool = False) -> None:
        """Prepare for values of the type ``kind``, which is ``T``; ``by_parts`` when it keeps properties by any name."""
        self._kind = kind
        self._decoder: Decoder[T] | None = None
        # Some unions are beyond msgspec's decoder: their bodies all take the longer way.
        if not by_parts:
            with suppress(TypeError):
                self._decoder = Decoder(kind)

    def read(self, answer: Answer) -> T:
        """Return the body of ``answer`` as its type.

        An optional field that does not fit is left ``UNSET``, is kept under its object's ``malformed`` and is named in
        one warning. Raises InvalidResponse when the body is no JSON or does not fit in any other way.
        """
        try:
            if self._decoder is not None:
                return self._decoder.decode(answer.content)
        except (ValidationError, DecodeError, UnicodeDecodeError, RecursionError):
            pass
        return self._salvage(answer)

    def peek(self, answer: Answer) -> T | None:
        """Like ``read``, but None when the body does not fit."""
        try:
            return self.read(answer)
        except errors.InvalidResponse:
            return None

    def _by_objects(self, content: bytes, malformed: list[str]) -> Any:
        if self._decoder is not None:
            with suppress(DecodeError, UnicodeDecodeError, RecursionError):
                return fit(decode(content), self._kind, malformed, by_object=True)
        return fit(loads(content), self._kind, malformed)

    def _salvage(self, answer: Answer) -> T:
        malformed: list[str] = []
        try:
            value: T = self._by_objects(answer.content, malformed)
        except Misfit as misfit:
            raise errors.InvalidResponse(answer, misfit.path, misfit.reason) from None
        if malformed:
            more = f" and {len(malformed) - _NAMED} more" if len(malformed) > _NAMED else ""
            _LOGGER.warning(
                "%s: optional fields of unexpected type are left unset: %s%s",
                answer.operation,
                ", ".join(malformed[:_NAMED]),
                more,
            )
        return value


class ByType(Generic[T]):
    """A body of one of several media types, read by what its Content-Type says."""

    def __init__(self, readers: Mapping[str, JsonBody[Any] | TextBody | BytesBody]) -> None:
        """Read each media type, or range of them, with its own of the ``readers``."""
        self._readers = {name.partition(";")[0].strip().lower(): reader for name, reader in readers.items()}

    def read(self, answer: Answer) -> T:
        """Return the body of ``answer`` as its type. Raises InvalidResponse when its media type is not documented."""
        given = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        names = [given, f"{given.partition('/')[0]}/*", "*/*"] if given else list(self._readers)[:1]
        reader = next((self._readers[name] for name in names if name in self._readers), None)
        if reader is None:
            raise errors.InvalidResponse(answer, "$", "the body's media type is none of the documented ones")
        value: Any = reader.read(answer)
        found: T = value
        return found

    def peek(self, answer: Answer) -> T | None:
        """Like ``read``, but None when the body does not fit."""
        try:
            return self.read(answer)
        except errors.InvalidResponse:
            return None


class TextBody:
    """A body of text; what is not in its declared character set is replaced."""

    def read(self, answer: Answer) -> str:
        """Return the text of ``answer``."""
        charset = answer.headers.get("Content-Type", "").partition("charset=")[2].partition(";")[0].strip(' "')
        try:
            return answer.content.decode(charset or "utf-8", "replace")
        except (LookupError, ValueError):
            return answer.content.decode("utf-8", "replace")

    def peek(self, answer: Answer) -> str:
        """Return the text of ``answer``."""
        return self.read(answer)


class BytesBody:
    """A body of bytes."""

    def read(self, answer: Answer) -> bytes:
        """Return the bytes of ``answer``."""
        return answer.content

    def peek(self, answer: Answer) -> bytes:
        """Return the bytes of ``answer``."""
        return answer.content
