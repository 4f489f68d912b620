"""Rewrite the texts, names and numbers of a JSON text and leave everything else as it was, defects included."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.redaction.standins import StandIns
from scripts.schemas import Schemas

_TOKEN = re.compile(
    r"""[ \t\n\r]*(?:
      (?P<text>"(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*")
    | (?P<number>-?(?:Infinity|[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?))
    | (?P<word>true|false|null|NaN)
    | (?P<mark>[\[\]{},:])
    )""",
    re.VERBOSE,
)
# After these, or at the start, a value may stand; a text after a brace or a comma in an object is a name.
_RAW_CONTROL = re.compile(r"[\x00-\x1f]")


@dataclass
class _Place:
    """A list or an object that is open, and where in it the text has come to."""

    schemas: Schemas
    is_object: bool
    index: int = 0
    name: str | None = None

    def inner(self) -> Schemas:
        return self.schemas.property(self.name or "") if self.is_object else self.schemas.item(self.index)


def rewritten(text: str, schemas: Schemas, standins: StandIns) -> tuple[str, bool]:
    """``text`` with stand-ins, up to where it stops being JSON; and whether all of it was kept.

    Raises NoStandIn.
    """
    parts: list[str] = []
    end = 0
    for start, end, part in _parts(text, schemas, standins):
        parts += [text[start : start + len(text[start:end]) - len(text[start:end].lstrip(" \t\n\r"))], part]
    rest = text[end:]
    return "".join(parts) + (rest if not rest.strip(" \t\n\r") else ""), not rest.strip(" \t\n\r")


def _parts(text: str, schemas: Schemas, standins: StandIns) -> Iterator[tuple[int, int, str]]:
    position = 0
    places: list[_Place] = []
    while match := _TOKEN.match(text, position):
        start, position = match.span()
        place = places[-1] if places else None
        token = match[0].lstrip(" \t\n\r")
        if match["mark"]:
            _move(token, place, places, schemas)
        elif match["text"] and place is not None and place.is_object and place.name is None:
            place.name = json.loads(token, strict=False)
            token = written(standins.name(place.name or "", place.schemas.names()), token)
        elif match["text"]:
            value = json.loads(token, strict=False)
            token = written(standins.text(value, place.inner() if place else schemas), token)
        elif match["number"]:
            token = _number(token, place.inner() if place else schemas, standins)
        yield start, position, token


def _move(mark: str, place: _Place | None, places: list[_Place], schemas: Schemas) -> None:
    if mark in "[{":
        places.append(_Place(place.inner() if place else schemas, mark == "{"))
    elif mark in "]}" and places:
        places.pop()
    elif mark == "," and place is not None:
        place.index, place.name = place.index + 1, None


def _number(literal: str, schemas: Schemas, standins: StandIns) -> str:
    return literal if literal.endswith("Infinity") else standins.number(literal, schemas)


def written(value: str, original: str) -> str:
    """``value`` as a JSON text, escaped as ``original`` was: a control character that stood there raw stays so."""
    if json.loads(original, strict=False) == value:
        return original
    quoted = json.dumps(value, ensure_ascii="\\u" in original or not value.isprintable())
    if _RAW_CONTROL.search(original):
        return '"' + "".join(char if char < " " else json.dumps(char)[1:-1] for char in value) + '"'
    return quoted
