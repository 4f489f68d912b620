"""A number within its bounds."""

from __future__ import annotations

import math
from fractions import Fraction
from random import Random

from scripts.making.gathering import Gathered, Impossible

_SPAN = 1000  # steps, where there is no bound
_USUAL = Fraction(1, 2)
_FINEST = 30  # decimals


def number(asked: Gathered, random: Random, *, whole: bool) -> float:
    """A number that the clauses allow, whole where it can be. Raises Impossible when there is none."""
    steps = [Fraction(str(step)) for step in asked.said("multipleOf")] + [Fraction(1)] * whole
    if steps:
        step = Fraction(math.lcm(*(one.numerator for one in steps)), math.gcd(*(one.denominator for one in steps)))
        return _drawn(asked, random, step)
    for step in (_USUAL, *(Fraction(1, 10**places) for places in range(1, _FINEST))):
        try:
            return _drawn(asked, random, step)
        except Impossible:
            continue
    raise Impossible


def _drawn(asked: Gathered, random: Random, step: Fraction) -> float:
    """One of the multiples of ``step``."""
    first = _bound(asked, "minimum", "exclusiveMinimum", step, up=True)
    last = _bound(asked, "maximum", "exclusiveMaximum", step, up=False)
    if first is None:
        first = 0 if last is None or last >= 0 else last - _SPAN
    if last is None:
        last = first + _SPAN
    if first > last:
        raise Impossible
    value = random.randint(first, last) * step
    return int(value) if value.denominator == 1 else float(value)


def _bound(asked: Gathered, closed: str, open_: str, step: Fraction, *, up: bool) -> int | None:
    """The multiple at which the strictest of the bounds ends, counted in steps; None without a bound."""
    found = []
    for limit in asked.said(closed):
        steps = Fraction(str(limit)) / step
        found.append(math.ceil(steps) if up else math.floor(steps))
    for limit in asked.said(open_):
        steps = Fraction(str(limit)) / step
        found.append(math.floor(steps) + 1 if up else math.ceil(steps) - 1)
    if not found:
        return None
    return max(found) if up else min(found)
