"""What schemas say of numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from scripts.compare.checking import RANGES
from scripts.compare.flat import Flat
from scripts.compare.meaning import number


@dataclass(frozen=True)
class Interval:
    """The numbers from ``least`` to ``most``, an open end left out, that are multiples of ``step``."""

    least: Fraction | None
    most: Fraction | None
    open_below: bool
    open_above: bool
    step: Fraction | None

    def holds(self, value: Fraction) -> bool:
        """Whether ``value`` is one of them."""
        if self.least is not None and (value < self.least or (self.open_below and value == self.least)):
            return False
        if self.most is not None and (value > self.most or (self.open_above and value == self.most)):
            return False
        return self.step is None or (value / self.step).denominator == 1

    @property
    def none(self) -> bool:
        """Whether it holds no number."""
        if self.least is None or self.most is None:
            return False
        return self.least > self.most or (self.least == self.most and (self.open_below or self.open_above))


def interval(flat: Flat) -> Interval:
    """The numbers that the bounds of ``flat`` leave; for integers both ends are integers and belong to it."""
    lows = [(n, key == "exclusiveMinimum") for key, n in _bounds(flat, "exclusiveMinimum", "minimum")]
    highs = [(n, key == "exclusiveMaximum") for key, n in _bounds(flat, "exclusiveMaximum", "maximum")]
    for _, name in flat.all("format"):
        if name in RANGES:
            lows.append((Fraction(RANGES[name][0]), False))
            highs.append((Fraction(RANGES[name][1]), False))
    least, open_below = max(lows, default=(None, False), key=lambda low: (low[0], low[1]))
    most, open_above = min(highs, default=(None, False), key=lambda high: (high[0], not high[1]))
    steps = [n for _, n in _bounds(flat, "multipleOf") if n > 0] + ([Fraction(1)] if flat.whole else [])
    step = None
    for each in steps:
        step = each if step is None else _least_common(step, each)
    if step is not None:
        least, open_below = (None, False) if least is None else (_up(least, step, beyond=open_below), False)
        most, open_above = (None, False) if most is None else (-_up(-most, step, beyond=open_above), False)
    return Interval(least, most, open_below, open_above, step)


def _bounds(flat: Flat, *keys: str) -> list[tuple[str, Fraction]]:
    found = [(key, number(value)) for key in keys for _, value in flat.all(key)]
    return [(key, value) for key, value in found if value is not None]


def _up(value: Fraction, step: Fraction, *, beyond: bool) -> Fraction:
    times = math.ceil(value / step)
    return step * (times + 1 if beyond and step * times == value else times)


def _least_common(one: Fraction, other: Fraction) -> Fraction:
    return Fraction(math.lcm(one.numerator, other.numerator), math.gcd(one.denominator, other.denominator))


def plain(value: Fraction) -> int | float:
    """A fraction as JSON writes it."""
    return int(value) if value.denominator == 1 else float(value)
