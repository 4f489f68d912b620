"""Text as every dress of a page has it: one kind of quotes, dashes, blanks and masked mail addresses."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

# What Cloudflare puts in the place of a mail address.
MASK = "[email protected]"
INVISIBLE = re.compile("[\\u00ad\\u200b-\\u200f\\u2060\\ufeff]")
ALIKE = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)
# Bounded, as names in mail are, so that no text takes time with the square of its length.
ADDRESS = re.compile(r"[^\s@\"<>\[\]]{1,64}@[^\s@\"<>\[\]]{1,255}\.[A-Za-z]{2,63}")


def plain(text: str) -> str:
    """``text`` without what only its looks differ by; line ends are ``\\n``."""
    same = unicodedata.normalize("NFKC", text.translate(ALIKE)).translate(ALIKE)
    return re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", INVISIBLE.sub("", same))


def squeezed(text: str) -> str:
    """``text`` on one line, with single blanks."""
    return " ".join(text.split())


def is_address(value: object) -> bool:
    """Whether a value is a mail address, or stands where the site has masked one."""
    return isinstance(value, str) and (squeezed(value) == MASK or ADDRESS.fullmatch(value.strip()) is not None)


def fingerprint(text: str) -> str:
    """What tells a wording from another without keeping it: a hash of its words, whatever their case and dress."""
    words = " ".join(re.findall(r"\w+", ADDRESS.sub("", text.replace(MASK, "")).casefold()))
    return sha256(words.encode()).hexdigest()[:16]
