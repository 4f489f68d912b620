"""Read a pattern as ECMA-262 spells it."""

from __future__ import annotations

from dataclasses import dataclass
from string import hexdigits

from scripts.regular.classes import ALL, DIGIT, LINES, SPACE, WORD, Ranges, category, union, without


class UnsupportedError(Exception):
    """The pattern is beyond what is read here, such as one with a back reference."""


@dataclass(frozen=True)
class Set:
    """One character of a set."""

    ranges: Ranges


@dataclass(frozen=True)
class Sequence:
    """One after the other."""

    parts: tuple[Syntax, ...]


@dataclass(frozen=True)
class Choice:
    """One of several."""

    parts: tuple[Syntax, ...]


@dataclass(frozen=True)
class Repeat:
    """The same from ``least`` to ``most`` times; without an end when ``most`` is None."""

    part: Syntax
    least: int
    most: int | None


@dataclass(frozen=True)
class Edge:
    """Where the text begins or ends."""

    begins: bool


@dataclass(frozen=True)
class Ahead:
    """What must, or must not, follow."""

    part: Syntax
    wanted: bool


Syntax = Set | Sequence | Choice | Repeat | Edge | Ahead
LETTERS = {"d": DIGIT, "w": WORD, "s": SPACE}
CONTROLS = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "0": 0}
DEEPEST = 100


def parsed(pattern: str) -> Syntax:
    """The syntax tree of ``pattern``. Raises UnsupportedError."""
    reader = _Reader(pattern)
    tree = reader.choice(0)
    if reader.at < len(pattern):
        raise UnsupportedError(pattern)
    return tree


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self.at = 0

    def choice(self, depth: int) -> Syntax:
        if depth > DEEPEST:
            raise UnsupportedError("too deep")
        parts = [self._sequence(depth)]
        while self._took("|"):
            parts.append(self._sequence(depth))
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _sequence(self, depth: int) -> Syntax:
        parts: list[Syntax] = []
        while self.at < len(self._text) and self._text[self.at] not in "|)":
            parts.append(self._repeated(self._one(depth)))
        return Sequence(tuple(parts))

    def _repeated(self, part: Syntax) -> Syntax:
        bounds = self._bounds()
        if bounds is None:
            return part
        if isinstance(part, Edge | Ahead):
            raise UnsupportedError("a repeated assertion")
        self._took("?")
        return Repeat(part, *bounds)

    def _bounds(self) -> tuple[int, int | None] | None:
        for sign, bounds in {"*": (0, None), "+": (1, None), "?": (0, 1)}.items():
            if self._took(sign):
                return bounds
        start = self.at
        if self._took("{"):
            least, comma, most = self._until("}").partition(",")
            if least.isdecimal() and (not most or most.isdecimal()):
                return int(least), (int(most) if most else None) if comma else int(least)
            self.at = start
            raise UnsupportedError("a brace that is no bound")
        return None

    def _one(self, depth: int) -> Syntax:
        sign = self._next()
        match sign:
            case "(":
                return self._group(depth)
            case "[":
                return Set(self._set())
            case "^" | "$":
                return Edge(begins=sign == "^")
            case ".":
                return Set(without(LINES))
            case "\\":
                return Set(self._escaped(in_set=False))
            case "*" | "+" | "?" | "{":
                raise UnsupportedError("nothing to repeat")
        return Set(((ord(sign), ord(sign)),))

    def _group(self, depth: int) -> Syntax:
        ahead: bool | None = None
        if self._took("?"):
            sign = self._next()
            if sign in "=!":
                ahead = sign == "="
            elif sign == "<" and self._text[self.at : self.at + 1] not in ("=", "!"):
                self._until(">")
            elif sign != ":":
                raise UnsupportedError(f"(?{sign}")
        inner = self.choice(depth + 1)
        if not self._took(")"):
            raise UnsupportedError("an open group")
        return inner if ahead is None else Ahead(inner, ahead)

    def _set(self) -> Ranges:
        negated = self._took("^")
        found: list[tuple[int, int]] = []
        while not self._took("]"):
            low = self._member()
            if self._text[self.at : self.at + 1] == "-" and self._text[self.at + 1 : self.at + 2] not in ("]", ""):
                self.at += 1
                high = self._member()
                if not (_single(low) and _single(high) and low[0][0] <= high[0][0]):
                    raise UnsupportedError("a range of sets")
                found.append((low[0][0], high[0][0]))
            else:
                found += low
        return without(union(found)) if negated else union(found)

    def _member(self) -> Ranges:
        sign = self._next()
        return self._escaped(in_set=True) if sign == "\\" else ((ord(sign), ord(sign)),)

    def _escaped(self, *, in_set: bool) -> Ranges:
        sign = self._next()
        if sign.lower() in LETTERS:
            ranges = LETTERS[sign.lower()]
            return ranges if sign.islower() else without(ranges)
        if sign in "pP":
            ranges = self._category()
            return ranges if sign == "p" else without(ranges)
        if sign in CONTROLS and not (sign == "0" and self._text[self.at : self.at + 1].isdecimal()):
            return ((CONTROLS[sign], CONTROLS[sign]),)
        if sign == "b" and in_set:
            return ((8, 8),)
        if sign == "c" and (letter := self._next()).isascii() and letter.isalpha():
            return ((ord(letter) % 32, ord(letter) % 32),)
        if sign in "xu":
            return self._code(2 if sign == "x" else 4, braces=sign == "u")
        if sign.isalnum():
            raise UnsupportedError(f"\\{sign}")
        return ((ord(sign), ord(sign)),)

    def _category(self) -> Ranges:
        if not self._took("{"):
            raise UnsupportedError("\\p")
        name = self._until("}")
        found = ALL if name == "Any" else category(name.partition("=")[2] or name)
        if found is None:
            raise UnsupportedError(f"\\p{{{name}}}")
        return found

    def _code(self, digits: int, *, braces: bool) -> Ranges:
        if braces and self._took("{"):
            text, wanted = self._until("}"), range(1, 7)
        else:
            text, self.at, wanted = self._text[self.at : self.at + digits], self.at + digits, range(digits, digits + 1)
        if len(text) not in wanted or not set(text) <= set(hexdigits):
            raise UnsupportedError(f"\\x{text}")
        code = int(text, 16)
        if not any(low <= code <= high for low, high in ALL):
            raise UnsupportedError("half a character")
        return ((code, code),)

    def _until(self, end: str) -> str:
        stop = self._text.find(end, self.at)
        if stop < 0:
            raise UnsupportedError(f"no {end}")
        text, self.at = self._text[self.at : stop], stop + 1
        return text

    def _next(self) -> str:
        if self.at >= len(self._text):
            raise UnsupportedError("it ends too soon")
        self.at += 1
        return self._text[self.at - 1]

    def _took(self, sign: str) -> bool:
        found = self._text.startswith(sign, self.at)
        self.at += len(sign) if found else 0
        return found


def _single(ranges: Ranges) -> bool:
    return len(ranges) == 1 and ranges[0][0] == ranges[0][1]
