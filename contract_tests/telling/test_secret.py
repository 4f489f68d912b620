"""Is a token blotted out, and an echo of it noticed, in each form in which it may come back?"""

import html
import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from urllib.parse import quote

import pytest

from scripts.document import pointer_of
from scripts.secret import BLOT, CODED, DEEP, blotted, echoed

TOKEN = 'user:1-~Canary"4f/1c&<ü'[:-1]

# One code, which is blotted where it stands.
CODES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "upper-case": str.upper,
    "other-case": str.swapcase,
    "reversed": lambda text: text[::-1],
    "less-its-first": lambda text: text[1:],
    "less-its-last": lambda text: text[:-1],
    "less-its-first-reversed": lambda text: text[:0:-1],
    "url": lambda text: quote(text, safe=""),
    "percent": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()),
    "percent-twice": lambda text: quote("".join(f"%{byte:02X}" for byte in text.encode())),
    "hex": lambda text: text.encode().hex(),
    "hex-upper": lambda text: text.encode().hex().upper(),
    "hex-spaced": lambda text: text.encode().hex(":"),
    "html": html.escape,
    "html-decimal": lambda text: "".join(f"&#{ord(one)};" for one in text),
    "html-hex": lambda text: "".join(f"&#x{ord(one):04X};" for one in text),
    "html-named": lambda text: text.replace(":", "&colon;").replace("-", "&#45;").replace("~", "&#126"),
    "json": lambda text: json.dumps(text)[1:-1],
    "json-numbers": lambda text: "".join(f"\\u{ord(one):04x}" for one in text),
    "pointer": lambda text: pointer_of([text])[1:],
}
# Nothing is left that gives it away, though what stood around it may be gone, too.
DEEPER: dict[str, Callable[[str], str]] = {
    "json-twice": lambda text: json.dumps(json.dumps(text))[1:-1],
    "base64": lambda text: b64encode(text.encode()).decode(),
    "base64-second": lambda text: b64encode(b"a" + text.encode() + b"zz").decode(),
    "base64-third": lambda text: urlsafe_b64encode(b"ab" + text.encode() + b"?>").decode(),
    "base64-of-the-header": lambda text: b64encode(f"Bearer {text}".encode()).decode(),
    "base64-of-a-part": lambda text: b64encode(text[1:].encode()).decode().rstrip("="),
    "base64-twice": lambda text: b64encode(b64encode(text.encode())).decode(),
    "base64-of-percent": lambda text: b64encode(quote(text, safe="").encode()).decode(),
    "hex-of-base64": lambda text: b64encode(text.encode()).hex(),
    "hex-of-reversed": lambda text: text[::-1].encode().hex(),
    "spaced": lambda text: " ".join(text),
}


@pytest.mark.parametrize("encode", CODES.values(), ids=CODES)
def test_code_is_blotted_and_what_stands_around_it_is_not(encode: Callable[[str], str]) -> None:
    assert blotted(f"before {encode(TOKEN)} after", TOKEN) == f"before {BLOT} after"


@pytest.mark.parametrize("encode", DEEPER.values(), ids=DEEPER)
def test_code_within_a_code_leaves_nothing(encode: Callable[[str], str]) -> None:
    left = blotted(f"before {encode(TOKEN)} after", TOKEN)
    assert BLOT in left or left == CODED
    assert not echoed(left.replace(BLOT, "\n"), TOKEN)


@pytest.mark.parametrize("encode", [*CODES.values(), *DEEPER.values()], ids=[*CODES, *DEEPER])
def test_echo_is_noticed(encode: Callable[[str], str]) -> None:
    assert echoed(f'[{{"replyRef": "x{encode(TOKEN)}y"}}]', TOKEN)


@pytest.mark.parametrize("encode", CODES.values(), ids=CODES)
def test_echo_is_noticed_in_a_long_text(encode: Callable[[str], str]) -> None:
    assert echoed("x" * DEEP + encode(TOKEN), TOKEN)


@pytest.mark.parametrize("text", ["", "user:1-", "canary", "dXNlcjoxLQ==", "[{}]" * DEEP, "Canary 4f/1c", TOKEN[2:-2]])
def test_other_text_is_left_alone(text: str) -> None:
    assert not echoed(text, TOKEN)
    assert blotted(text, TOKEN) == text


def test_short_token_is_blotted_only_as_it_is() -> None:
    assert blotted("a tt A", "t") == f"a {BLOT}{BLOT} A"
    assert blotted("nothing", "") == "nothing"
    assert not echoed("nothing", "")
