"""The clauses on numbers and on text that values of one schema may break under another."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from scripts.compare import samples, spots
from scripts.compare.flat import Flat, Part
from scripts.compare.meaning import number
from scripts.compare.numbers import Interval, interval, plain
from scripts.compare.reason import How, Reason, Sure, Values, spot
from scripts.compare.strings import EVERY, SAMPLES, SHAPES, WITHIN, language, length, term_of, word
from scripts.regular.terms import Term, both, other
from scripts.regular.texts import between

NUMERIC = {"int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float", "double", "decimal"}
EDGES = {"minimum": (1, False), "exclusiveMinimum": (1, True), "maximum": (-1, False), "exclusiveMaximum": (-1, True)}
# The other word for a bound at the same end.
PAIRS = {
    "exclusiveMinimum": "minimum",
    "minimum": "exclusiveMinimum",
    "exclusiveMaximum": "maximum",
    "maximum": "exclusiveMaximum",
}
LONGEST = 100_000
MOST_CHOICES = 50


def numeric(flat: Flat, against: Flat, how: How) -> Iterator[Reason]:
    """What the numbers of ``flat`` may break."""
    mine = interval(flat)
    drawn = partial(samples.numbers, flat)
    if against.whole and not (mine.step and mine.step.denominator == 1):
        yield Reason("type", spots.at(flat, "type"), spots.at(against, "type"), how.side, values=drawn)
    for key, (sign, beyond) in EDGES.items():
        for part, value in against.all(key):
            bound = number(value)
            if bound is not None and not _holds(mine, bound, sign, beyond=beyond):
                near = partial(_around, mine, bound, sign)
                yield Reason(key, spots.at(flat, key, PAIRS[key]), spot(part, key), how.side, values=near)
    for part, value in against.all("multipleOf"):
        step = number(value)
        if step and not (mine.step and (mine.step / step).denominator == 1):
            place = spots.at(flat, "multipleOf", "type")
            between_steps = partial(_off, flat, mine, step)
            yield Reason("multipleOf", place, spot(part, "multipleOf"), how.side, values=between_steps)
    yield from formats(flat, against, "number", how, drawn)


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
    if edge is not None:
        near += [edge, edge + sign * step, edge + sign * Fraction(1, 2), (edge + bound) / 2]
    near += [step * ((bound / step).__floor__() + d) for d in (-1, 0, 1)]
    yield from (plain(value) for value in dict.fromkeys(near) if mine.holds(value))


def _off(flat: Flat, mine: Interval, step: Fraction) -> Iterator[int | float]:
    """Numbers between the multiples of a step."""
    start = mine.least if mine.least is not None else mine.most if mine.most is not None else Fraction(0)
    whole = step * (start / step).__floor__()
    for part in (Fraction(1, 2), Fraction(1, 4), Fraction(1, 8)):
        yield from (plain(n) for k in (0, 1, -1) if mine.holds(n := whole + step * (k + part)))
    yield from samples.numbers(flat)


def formats(flat: Flat, against: Flat, kind: str, how: How, values: Values) -> Iterator[Reason]:
    """The formats that the values of ``flat`` may not have."""
    own = {str(name) for _, name in flat.all("format")}
    for part, name in against.all("format"):
        if (name in NUMERIC and kind != "number") or (name in SAMPLES and kind != "string"):
            continue
        if name not in own and not any((mine, name) in WITHIN for mine in own):
            # What no validator holds to counts all the same: generators give it a type of its own.
            agreed = name not in SAMPLES
            place = spots.at(flat, "format")
            yield Reason("format", place, spot(part, "format"), how.side, values=values, agreed=agreed)


def textual(flat: Flat, against: Flat, how: How) -> Iterator[Reason]:
    """What the texts of ``flat`` may break."""
    mine, understood = language(flat, shapes=True)
    least, most = length(flat)
    for part, value in against.all("minLength"):
        bound = number(value)
        if bound and least < bound:
            yield from _texts(flat, part, "minLength", (mine, between(int(bound), None)), how, understood=understood)
    for part, value in against.all("maxLength"):
        bound = number(value)
        if bound is not None and (most is None or most > bound):
            yield from _texts(flat, part, "maxLength", (mine, between(0, int(bound))), how, understood=understood)
    own = {pattern for _, pattern in flat.all("pattern")}
    for part, pattern in against.all("pattern"):
        term = term_of(str(pattern))
        if pattern in own:
            continue
        if term is not None:
            yield from _texts(flat, part, "pattern", (mine, term), how, understood=understood)
        else:
            sure = Sure.VALUE if own else Sure.RULE
            places = spots.at(flat, "pattern"), spot(part, "pattern")
            yield Reason("pattern", *places, how.side, sure, values=partial(_any_text, flat, None))
    yield from formats(flat, against, "string", how, partial(_any_text, flat, None))


def _texts(
    flat: Flat, part: Part, key: str, terms: tuple[Term, Term], how: How, *, understood: bool
) -> Iterator[Reason]:
    """A clause that texts of the first set may break, unless all of them are in the second."""
    plain = key != "pattern" and not flat.all("pattern") and not any(n in SHAPES for _, n in flat.all("format"))
    told, found = (True, _long(flat, key, part)) if plain else word(both(terms[0], other(terms[1])))
    if told and found is None and not plain:
        return
    doubtful = key == "pattern" and bool(flat.all("pattern")) and not (told and understood)
    sure = Sure.VALUE if doubtful else Sure.RULE
    places = spots.at(flat, key), spot(part, key)
    yield Reason(key, *places, how.side, sure, values=partial(_any_text, flat, found))


def _long(flat: Flat, key: str, part: Part) -> str | None:
    """The text that is just too long, or too short."""
    bound = int(part.value[key])
    size = bound + 1 if key == "maxLength" else max(length(flat)[0], bound - 1)
    return "a" * size if size <= LONGEST else None


def _any_text(flat: Flat, before: str | None) -> Iterator[str]:
    """Texts of all kinds, one in particular first."""
    own = (text for text in samples.of_flat(flat, 0, "string") if isinstance(text, str))
    return itertools.chain([] if before is None else [before], own, EVERY)


def texts_outside(flat: Flat, choices: Sequence[Any]) -> Values | None:
    """Texts of ``flat`` to try that are none of the choices; None where a pattern leaves no others."""
    listed = [re.escape(value) for value in choices if isinstance(value, str)]
    mine, _ = language(flat, shapes=True)
    term = term_of(f"^(?:{'|'.join(listed)})$") if flat.all("pattern") and 0 < len(listed) <= MOST_CHOICES else None
    told, found = word(both(mine, other(term))) if term is not None else (False, None)
    return None if told and found is None else partial(_any_text, flat, found)


def text_of(flat: Flat, kind: str) -> Flat:
    """The texts of numbers, or of booleans, as a schema."""
    first = flat.parts[0]
    integer, real = r"^-?(0|[1-9]\d*)$", r"^-?\d+([.]\d+)?([eE][+-]?\d+)?$"
    pattern = "^(true|false)$" if kind == "boolean" else integer if flat.whole else real
    schema = {"type": "string", "pattern": pattern}
    return Flat((Part(first.source, first.side, f"{first.pointer}#text", schema),))
