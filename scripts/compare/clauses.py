"""The clauses on numbers and on text that values of one schema may break under another."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

from scripts.compare import samples
from scripts.compare.flat import Flat, Part
from scripts.compare.meaning import number
from scripts.compare.numbers import Interval, interval
from scripts.compare.reason import How, Reason, Spot, Sure, Values, spot
from scripts.compare.regular.terms import Term, both, other
from scripts.compare.regular.texts import between
from scripts.compare.strings import SAMPLES, SHAPES, WITHIN, language, length, term_of, word

NUMERIC = {"int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float", "double", "decimal"}
EDGES = {"minimum": (1, False), "exclusiveMinimum": (1, True), "maximum": (-1, False), "exclusiveMaximum": (-1, True)}
PAIRS = {"exclusiveMinimum": "minimum", "minimum": "exclusiveMinimum"}
PAIRS |= {"exclusiveMaximum": "maximum", "maximum": "exclusiveMaximum"}


def numeric(flat: Flat, against: Flat, how: How) -> Iterator[Reason]:
    """What the numbers of ``flat`` may break."""
    mine = interval(flat)
    drawn = lambda: itertools.islice(samples.numbers(flat), 40)  # noqa: E731 - drawn only when it is told
    if against.whole and not (mine.step and mine.step.denominator == 1):
        yield Reason("type", _where(flat, "type"), _where(against, "type"), how.side, values=drawn)
    for key, (sign, beyond) in EDGES.items():
        for part, value in against.all(key):
            bound = number(value)
            if bound is not None and not _holds(mine, bound, sign, beyond=beyond):
                near = lambda: _around(mine, bound, sign)  # noqa: B023, E731
                yield Reason(key, _where(flat, key, PAIRS[key]), spot(part, key), how.side, values=near)
    for part, value in against.all("multipleOf"):
        step = number(value)
        if step and not (mine.step and (mine.step / step).denominator == 1):
            near = lambda: itertools.chain(_between(mine, step), samples.numbers(flat))  # noqa: B023, E731
            place = _where(flat, "multipleOf", "type")
            yield Reason("multipleOf", place, spot(part, "multipleOf"), how.side, values=near)
    yield from formats(flat, against, "number", how, drawn)


def _between(mine: Interval, step: Fraction) -> Iterator[int | float]:
    """Numbers between the multiples of a step."""
    start = mine.least if mine.least is not None else mine.most if mine.most is not None else Fraction(0)
    whole = step * (start / step).__floor__()
    for part in (Fraction(1, 2), Fraction(1, 4), Fraction(1, 8)):
        yield from (samples.plain(n) for k in (0, 1, -1) if mine.holds(n := whole + step * (k + part)))


def _holds(mine: Interval, bound: Fraction, sign: int, *, beyond: bool) -> bool:
    edge, is_open = (mine.least, mine.open_below) if sign > 0 else (mine.most, mine.open_above)
    if edge is None:
        return False
    return edge * sign > bound * sign or (edge == bound and (not beyond or is_open))


def _around(mine: Interval, bound: Fraction, sign: int) -> Iterator[int | float]:
    """Numbers on the wrong side of a bound, close to it."""
    step = mine.step or Fraction(1)
    edge = mine.least if sign > 0 else mine.most
    near = [bound, bound - sign, bound - sign * Fraction(1, 2), bound - sign * step]
    near += [edge, edge + sign * step, edge + sign * Fraction(1, 2), (edge + bound) / 2] if edge is not None else []
    on_step = [step * ((value / step).__floor__() + d) for value in [bound] for d in (-1, 0, 1)]
    yield from (samples.plain(value) for value in dict.fromkeys([*near, *on_step]) if mine.holds(value))


def formats(flat: Flat, against: Flat, kind: str, how: How, values: Values) -> Iterator[Reason]:
    """The formats that the values of ``flat`` may not have."""
    own = {str(name) for _, name in flat.all("format")}
    for part, name in against.all("format"):
        if (name in NUMERIC and kind != "number") or (name in SAMPLES and kind != "string"):
            continue
        if name not in own and not any((mine, name) in WITHIN for mine in own):
            # What no validator holds to counts all the same: generators give it a type of its own.
            agreed = name not in SAMPLES
            yield Reason("format", _where(flat, "format"), spot(part, "format"), how.side, values=values, agreed=agreed)


def textual(flat: Flat, against: Flat, how: How) -> Iterator[Reason]:
    """What the texts of ``flat`` may break."""
    mine, understood = language(flat, shapes=True)
    least, most = length(flat)
    for part, value in against.all("minLength"):
        bound = number(value)
        if bound and least < bound:
            yield from _texts(flat, part, "minLength", (mine, between(int(bound), None)), understood, how)
    for part, value in against.all("maxLength"):
        bound = number(value)
        if bound is not None and (most is None or most > bound):
            yield from _texts(flat, part, "maxLength", (mine, between(0, int(bound))), understood, how)
    own = {pattern for _, pattern in flat.all("pattern")}
    for part, pattern in against.all("pattern"):
        if pattern not in own and isinstance(pattern, str):
            term = term_of(pattern)
            if term is not None:
                yield from _texts(flat, part, "pattern", (mine, term), understood, how)
            else:
                sure = Sure.VALUE if own else Sure.RULE
                yield Reason("pattern", _where(flat, "pattern"), spot(part, "pattern"), how.side, sure, values=lambda: samples.of_flat(flat, 0, "string"))
    yield from formats(flat, against, "string", how, lambda: _any_text(flat))


def _texts(
    flat: Flat, part: Part, key: str, terms: tuple[Term, Term], understood: bool, how: How
) -> Iterator[Reason]:
    """A clause that texts of ``terms[0]`` may break, unless all of them are in ``terms[1]``."""
    plain = key != "pattern" and not flat.all("pattern") and not any(n in SHAPES for _, n in flat.all("format"))
    told, found = (True, _long(flat, key, part)) if plain else word(both(terms[0], other(terms[1])))
    if told and found is None and not plain:
        return
    sure = Sure.RULE
    if key == "pattern" and flat.all("pattern") and not (told and understood):
        sure = Sure.VALUE
    drawn = lambda: ([found] if found is not None else []) + list(_any_text(flat))  # noqa: E731
    yield Reason(key, _where(flat, key), spot(part, key), how.side, sure, values=drawn)


def _long(flat: Flat, key: str, part: Part) -> str | None:
    """The text that is just too long, or too short."""
    bound = int(part.value[key])
    size = bound + 1 if key == "maxLength" else max(length(flat)[0], bound - 1)
    return "a" * size if size <= 100_000 else None


def _any_text(flat: Flat) -> Iterator[str]:
    yield from (text for text in samples.of_flat(flat, 0, "string") if isinstance(text, str))
    yield from ("", "a", "0", "https://a.example", "ftp://a.example/?http://&https://", "2000-01-01", "2000-01-01T00:00:00Z", "a@b.example", "\u00fc@b.example", "http://\u00fc.example/", "127.0.0.1", "::1")


def text_of(flat: Flat, kind: str) -> Flat:
    """The texts of numbers, or of booleans, as a schema."""
    first = flat.parts[0]
    pattern = "^(true|false)$" if kind == "boolean" else r"^-?(0|[1-9]\d*)$" if flat.whole else r"^-?\d+([.]\d+)?([eE][+-]?\d+)?$"
    return Flat((Part(first.source, first.side, f"{first.pointer}#text", {"type": "string", "pattern": pattern}),))


def _where(flat: Flat, *keys: str) -> Spot:
    for key in keys:
        if found := flat.all(key):
            return spot(found[0][0], key)
    return Spot(flat.parts[0].pointer) if flat.parts else Spot("")
