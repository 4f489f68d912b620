"""What a secret looks like wherever it turns up, for what blots it out, looks for an echo of it or guards a file."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from html.entities import html5
from urllib.parse import unquote

from scripts.coded import TooMuch, stands_in, unescaped

BLOT = "[token]"
CODED = "[a text that holds the token in a coded form]"
# Characters. A part of anything shorter, or its reverse, turns up by accident.
TELLING = 8
# Characters of a text that is searched for codes within codes; in a longer one, each character may be coded once.
DEEP = 20_000
# Characters of a text whose answer is kept for the next time.
OFTEN = 2_000

_NAMES: dict[str, list[str]] = defaultdict(list)
for _name, _character in html5.items():
    _NAMES[_character].append(_name)


def survives(text: str, secrets: Iterable[str]) -> bool:
    """Whether a secret stands in ``text``: whole, reversed or less one character at an end, in any code or case.

    Raises TooMuch for a text that decodes to more than can be looked at.
    """
    return stands_in(text, (form for secret in secrets for form in _forms(secret)))


def echoed(text: str, token: str) -> bool:
    """Whether ``text`` gives ``token`` away, as ``survives`` tells; a long text is searched for one code alone."""
    if not token:
        return False
    if len(text) > DEEP:
        return any(form in view for view in _views(text) for form in _coded(token))
    return _echoed_often(text, token) if len(text) <= OFTEN else _echoed(text, token)


def _echoed(text: str, token: str) -> bool:
    try:
        return any(pattern.search(text) for pattern in _patterns(token)) or survives(text, [token])
    except TooMuch:
        return True


# The same headers, and the same short bodies, come again and again.
_echoed_often = lru_cache(maxsize=1024)(_echoed)


def blotted(text: str, token: str) -> str:
    """``text`` with every form of ``token`` replaced; all of it is replaced where the token is coded within a code."""
    if not token:
        return text
    for pattern in _patterns(token):
        text = pattern.sub(BLOT, text)
    return CODED if echoed(text.replace(BLOT, "\n"), token) else text


def _forms(secret: str) -> set[str]:
    """The texts that give a secret away."""
    if len(secret) < TELLING:
        return {secret}
    return {part for text in (secret, secret[::-1]) for part in (text[1:], text[:-1])}


@lru_cache(maxsize=4)
def _coded(secret: str) -> frozenset[str]:
    """The texts that give a secret away once one code is undone, and those codes that are not, casefolded."""
    plain = _forms(secret)
    hexed = {text.encode().hex() for text in plain}
    return frozenset(
        text.casefold() for text in {*plain, *hexed, *(core for text in plain for core in _in_base64(text))}
    )


def _views(text: str) -> Iterator[str]:
    """A text as it stands and with each code undone that may be in it, casefolded."""
    yield text.casefold()
    yield text.replace(":", "").replace(" ", "").casefold()
    if "%" in text:
        yield unquote(unquote(text)).casefold()
    if "&" in text:
        yield unescape(text).casefold()
    if "\\" in text:
        yield unescaped(text).casefold()
    if "~" in text:
        yield text.replace("~1", "/").replace("~0", "~").casefold()


@lru_cache(maxsize=4)
def _patterns(token: str) -> tuple[re.Pattern[str], ...]:
    """What finds a token in any one code, the whole of it where the whole is there."""
    if len(token) < TELLING:
        return (re.compile(re.escape(token)),)
    texts = [token, token[::-1]]
    found = [_with_or_without_an_end([_spelled(character) for character in text]) for text in texts]
    found += [_with_or_without_an_end(_hex_bytes(text)) for text in texts]
    found += [re.escape(core) for text in texts for part in (text[1:], text[:-1]) for core in _in_base64(part)]
    return tuple(re.compile(one, re.IGNORECASE) for one in found)


def _hex_bytes(text: str) -> list[str]:
    *others, last = (f"{byte:02x}" for byte in text.encode())
    return [*(f"{byte}[ :]?" for byte in others), last]


def _with_or_without_an_end(units: list[str]) -> str:
    first, middle, last = units[0], "".join(units[1:-1]), units[-1]
    return f"(?:{first})?{middle}{last}|{first}{middle}"


def _spelled(character: str) -> str:
    """One character, plain or as JSON, URLs, HTML or a JSON pointer may write it."""
    code = ord(character)
    ways = [re.escape(character), rf"\\+{re.escape(character)}", rf"\\+u{code:04x}", rf"\\+x{code:02x}"]
    ways += ["".join(f"%(?:25)*{byte:02x}" for byte in character.encode())]
    ways += [f"&#0*{code};?", f"&#x0*{code:x};?", *(re.escape(f"&{name}") for name in _NAMES[character])]
    ways += {"~": ["~0"], "/": ["~1"]}.get(character, [])
    return f"(?:{'|'.join(sorted(ways, key=len, reverse=True))})"


def _in_base64(text: str) -> Iterator[str]:
    """What base64 of anything that holds ``text`` holds, at each of three places, in either alphabet."""
    for before in range(3):
        data = b"\0" * before + text.encode()
        core = b64encode(data).decode()[-(-before * 8 // 6) : len(data) * 8 // 6]
        yield core
        yield core.translate(str.maketrans("+/", "-_"))
