"""A page as it came, from a file or from the network."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

# Bytes of a page.
LARGEST = 2_000_000
CHALLENGE = re.compile(
    r"just a moment\.\.\.|attention required!|checking your browser|verify(ing)? (that )?you are (a )?human|"
    r"enable javascript and cookies|cf-chl|_cf_chl_opt|g-recaptcha|h-captcha|access denied",
    re.IGNORECASE,
)


class UnreadableError(Exception):
    """There is no page to judge; one sentence."""


@dataclass(frozen=True)
class Source:
    """A page as it came: where it stands, and its bytes with the character set that its server named."""

    name: str
    content: bytes
    charset: str | None = None

    @property
    def text(self) -> str:
        """Its text. Raises UnreadableError when it is empty or no text."""
        if self.content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = self.content.decode("utf-16", errors="replace")
        else:
            text = self._decoded(self.content.removeprefix(codecs.BOM_UTF8))
        if not text.strip():
            raise UnreadableError(f"{self.name} is empty")
        if "\0" in text or text.startswith("%PDF"):
            raise UnreadableError(f"{self.name} is neither HTML nor text")
        return text

    def _decoded(self, content: bytes) -> str:
        named = re.search(rb"""<meta[^>]{0,200}charset=["']?([\w-]+)""", content[:2048], re.IGNORECASE)
        for name in (self.charset, named[1].decode() if named else None, "utf-8"):
            try:
                # Codecs such as base64 are names that Python knows, too, and no character sets.
                return str(content, name or "utf-8")
            except (LookupError, UnicodeError):
                continue
        return content.decode("cp1252", errors="replace")


def from_file(path: Path) -> Source:
    """The page in a file. Raises UnreadableError."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror}") from None
    if len(content) > LARGEST:
        raise UnreadableError(f"{path} has more than {LARGEST} bytes")
    return Source(str(path), content)
