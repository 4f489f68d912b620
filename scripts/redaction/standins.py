"""Values that stand for what a server sent: of the same shape, the same one for the same value, telling nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from string import ascii_lowercase

from scripts.schemas import Schemas

# Formats and patterns of moments and quantities have no room for anything else, if they are short.
MOMENTS = {"date-time", "date", "time", "duration"}
# A moment, a clock, a duration or a short number, however wrong: no telephone number and no card's.
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ][0-9]{1,2}:[0-9]{1,2}(?::[0-9]{1,2}(?:\.[0-9]{1,9})?)?)?"
    r"(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})?\s?"
    r"|-?[0-9]{1,4}(?::[0-9]{1,2}){0,2}(?:[.,][0-9]{1,3})?\s?"
    r"|P(?:[0-9]{1,4}[YMWD]){0,4}(?:T(?:[0-9]{1,4}[HMS]){0,3})?"
)
_HALVES = re.compile("[\ud800-\udfff]")
_SYMBOLS = re.compile("[^\ud800-\udfff]")
_SCHEME = re.compile(r"(?:https?|ftp|wss?|file)(?=:)", re.IGNORECASE)
_PLAIN_NAME = re.compile(r"[A-Za-z_$][A-Za-z_$-]{0,30}[0-9]{0,2}")
NUMBER_LENGTH = 20


class NoStandIn(Exception):
    """No value of the same shape keeps or breaks the contract in the same way."""


class StandIns:
    """Stand-ins for one file: equal values get equal ones, different values different ones."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def text(self, value: str, schemas: Schemas) -> str:
        """What stands for a text; the text itself when the document spells it out, or when it tells a time only.

        Raises NoStandIn.
        """
        if not value or value in schemas.published() or self._tells_time(value, schemas):
            return value
        faults = schemas.faults(value)
        known = self._texts.get(value)
        if known is not None and schemas.faults(known) == faults:
            return known
        if not _HALVES.sub("", value).strip():
            return value  # which tells nothing
        taken = set(self._texts.values())
        fitting = [one for one in self._candidates(value, schemas) if one != value and schemas.faults(one) == faults]
        if not fitting:
            raise NoStandIn
        # Texts of one or two characters run out of others.
        standin = next((one for one in fitting if one not in taken), fitting[0])
        return self._texts.setdefault(value, standin) if known is None else standin

    def _tells_time(self, value: str, schemas: Schemas) -> bool:
        formats = schemas.says("format")
        described = formats <= MOMENTS if formats else bool(schemas.says("pattern"))
        return described and bool(_TIME.fullmatch(value))

    def _candidates(self, value: str, schemas: Schemas) -> Iterator[str]:
        formats = schemas.says("format")
        scheme = match[0] if (match := _SCHEME.match(value)) else ""
        for number in range(len(self._texts) + 1, len(self._texts) + 4):
            if "email" in formats:
                yield f"person-{number}@example.com"
            if "uri" in formats and scheme:
                yield f"{scheme}://example.com/{number}"
            yield scheme + shaped(value[len(scheme) :], number)
        # Symbols alone may be a secret as well.
        yield from (scheme + _SYMBOLS.sub(symbol, value[len(scheme) :]) for symbol in "*#")

    def name(self, name: str, documented: set[str]) -> str:
        """What stands for the name of a property: itself, if it is documented or reads like one that a program has."""
        if name in documented or _PLAIN_NAME.fullmatch(name):
            return name
        return self._names.setdefault(name, f"property_{len(self._names) + 1}")

    def number(self, literal: str, schemas: Schemas) -> str:
        """What stands for a JSON number: itself, if the document wants one there and it is short."""
        documented = schemas.types() & {"integer", "number"} or literal in map(str, schemas.published())
        if documented and len(literal) <= NUMBER_LENGTH:
            return literal
        sign = "-" if literal.startswith("-") else ""
        if not literal.lstrip("-").isdecimal():
            return f"{sign}1.5"
        return sign + re.sub("[0-9]", "1", literal.lstrip("-"))


def shaped(text: str, number: int) -> str:
    """``text`` with every letter and digit replaced, the last ones so that they tell ``number``."""
    return "".join(reversed(list(_replaced(reversed(text), number))))


def _replaced(characters: Iterator[str], number: int) -> Iterator[str]:
    left = number
    for character in characters:
        category = unicodedata.category(character)
        if character.isascii() and character.isdigit():
            left, digit = divmod(left, 10)
            yield str(digit)
        elif character.isascii() and character.isalpha():
            left, letter = divmod(left, 26)
            yield ascii_lowercase[letter].upper() if character.isupper() else ascii_lowercase[letter]
        elif category[0] in "LNMS" and not character.isascii():
            left, letter = divmod(left, 23)
            yield chr(ord("à") + letter)
        elif category == "Cs":
            yield "\ud800"
        else:
            yield character
