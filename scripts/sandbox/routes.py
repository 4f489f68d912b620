"""Which template a request's path fits, and what stands in the places of its parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Generic, TypeVar
from urllib.parse import quote, unquote_to_bytes

T = TypeVar("T")

_TEMPLATED = re.compile(r"\{([^/{}]+)\}")
_TRIPLET = re.compile("%([0-9A-Fa-f]{2})")
# May stand in a path as they are, and encoded, which is not the same to a parameter's style (RFC 3986, section 3.3).
_RESERVED = "!$&'()*+,;=:@"


class Routes(Generic[T]):
    """What is found at a path, by template; a path without parameters goes before a template."""

    def __init__(self, found: Mapping[str, T]) -> None:
        self._found = found
        plain = [path for path in found if "{" not in path]
        self._plain = {_spelled(path): found[path] for path in plain if not any(sign in path for sign in _RESERVED)}
        # What says more of a path goes first: `/tasks/{id}:cancel` before `/tasks/{id}`.
        rest = sorted((path for path in found if _spelled(path) not in self._plain), key=_rank)
        self._templates = [(_pattern(path), _TEMPLATED.findall(path), found[path]) for path in rest]

    def find(self, path: str) -> tuple[T, dict[str, str]] | None:
        """What is at a percent-encoded path, and the values in it, still encoded."""
        if "{" not in path and (found := self._found.get(path)) is not None:
            return found, {}
        path = _spelled(path)
        if (found := self._plain.get(path)) is not None:
            return found, {}
        for pattern, names, here in self._templates:
            if match := pattern.fullmatch(path):
                return here, dict(zip(names, match.groups(), strict=True))
        return None


def _rank(template: str) -> tuple[bool, int]:
    """Templates after paths without parameters, then those with more characters of their own first."""
    return "{" in template, -len(_TEMPLATED.sub("", template))


def _spelled(path: str) -> str:
    """The path with nothing encoded that need not be, and all that must be; what is reserved stays as it is."""
    decoded = _TRIPLET.sub(lambda found: _plain_or_encoded(found[1]), path)
    return quote(decoded, safe=f"/%{_RESERVED}", errors="surrogateescape")


def _plain_or_encoded(digits: str) -> str:
    sign = chr(int(digits, 16))
    return sign if sign.isascii() and (sign.isalnum() or sign in "-._~") else f"%{digits.upper()}"


def _pattern(template: str) -> re.Pattern[str]:
    literals = _TEMPLATED.sub("\0", template).split("\0")
    return re.compile("([^/]+)".join("".join(map(_either, _decoded(literal))) for literal in literals))


def _decoded(literal: str) -> str:
    return unquote_to_bytes(literal).decode("utf-8", "surrogateescape")


def _either(sign: str) -> str:
    """A character of a template as a request may spell it."""
    if sign == "/" or (sign.isascii() and (sign.isalnum() or sign in "-._~")):
        return re.escape(sign)
    encoded = "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "surrogateescape"))
    return f"(?:{re.escape(sign)}|{encoded})" if sign in _RESERVED else encoded
