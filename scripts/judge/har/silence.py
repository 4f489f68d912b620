"""Tell at once of most texts that they give no secret away, as ``scripts.secret.echoed`` does after much longer."""

from __future__ import annotations

import re
from functools import lru_cache

from scripts.secret import DEEP, echoed

# No code is written with these and none takes them away, so no form of a secret that lacks them goes across one.
_FENCES = frozenset("\"',<>{}[]()?!|*$@^`.=")
# In which no code can be undone but hex and base64.
_ONE_CODE = re.compile("[A-Za-z0-9/_-]*")


def silent(text: str, secret: str) -> bool:
    """Whether ``text`` holds no form of ``secret``; false where that takes more to know."""
    # A form lacks one character at most, and no code is shorter than what it stands for.
    least = len(secret) - 1
    if len(text) < least:
        return True
    if len(text) > DEEP or not secret.isascii():
        return False
    fences, forms = _of(secret)
    # What stands between two fences and is shorter tells nothing, by itself or with others.
    pieces = [piece for piece in fences.split(text) if len(piece) >= least]
    return all(_is_plain(piece, least, forms) for piece in pieces) or not _echoed('"'.join(pieces), secret)


def _is_plain(piece: str, least: int, forms: tuple[str, ...]) -> bool:
    """Whether a piece is too short to hold the secret in hex or base64, has no other code, and no secret."""
    if len(piece) * 3 >= least * 4 or not _ONE_CODE.fullmatch(piece):
        return False
    folded = piece.casefold()
    return not any(form in folded for form in forms)


@lru_cache(maxsize=64)
def _of(secret: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    fences = "".join(sorted(_FENCES - set(secret)))
    folded = secret.casefold()
    forms = tuple(form for text in (folded, folded[::-1]) for form in (text[1:], text[:-1]))
    return re.compile(f"[{re.escape(fences)}]+"), forms


@lru_cache(maxsize=4096)
def _echoed(text: str, secret: str) -> bool:
    return echoed(text, secret)
