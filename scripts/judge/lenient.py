"""What a lenient JSON parser takes: each function is one that ``json.loads`` can be told to use instead."""

from __future__ import annotations

import json
from typing import Any

# Digits of an integer that Python turns into one, whatever its version.
MOST_DIGITS = 4000


class Lenient(ValueError):
    """JSON that only some readers take."""


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, unless it has a name twice. Raises Lenient."""
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise Lenient(f"the name {json.dumps(twice)} twice in one object")
    return dict(pairs)


def refuse(constant: str) -> Any:
    """Raise Lenient for NaN and Infinity."""
    raise Lenient(f"{constant}, which is no JSON")


def finite(text: str) -> float:
    """A number, unless no double can hold it. Raises Lenient."""
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise Lenient("a number beyond every double")
    return number


def integer(text: str) -> int:
    """A number that is whole; one of more digits than Python reads is lawful, and read as 0."""
    return int(text) if len(text) <= MOST_DIGITS else 0


def is_beyond(content: bytes) -> bool:
    """Whether a body may be JSON and holds more digits in a number, or more levels, than this program reads."""
    try:
        json.loads(content)
    except (json.JSONDecodeError, UnicodeDecodeError):
        return False
    except (ValueError, RecursionError):
        return True
    return False


def has_half_characters(text: str) -> bool:
    """Whether a JSON text, which was UTF-8, holds half of a surrogate pair: only an escape can."""
    if "\\ud" not in text and "\\uD" not in text:
        return False
    try:
        json.dumps(json.loads(text), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False
