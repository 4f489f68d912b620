"""The values that a schema leaves, where those are few."""

from __future__ import annotations

from typing import Any

from scripts.compare.flat import Flat, Node, flattened
from scripts.compare.meaning import data
from scripts.compare.numbers import interval, plain
from scripts.compare.strings import language
from scripts.regular.listing import every

MOST_VALUES = 50


def few(flat: Flat, kind: str) -> list[Any] | None:
    """The values of a type that has few of them, and perhaps some that another clause rules out."""
    if kind == "boolean":
        return [False, True]
    if kind == "null":
        return [None]
    if kind == "string" and flat.all("pattern"):
        texts = every(language(flat)[0], MOST_VALUES)
        return None if texts is None else [*texts]
    if kind == "number":
        found = interval(flat)
        if found.step and found.least is not None and found.most is not None:
            steps = (found.most - found.least) / found.step
            if steps < MOST_VALUES:
                return [plain(found.least + found.step * n) for n in range(int(steps) + 1)]
    return None


def count(node: Node) -> int | None:
    """How many values there are at most; None for many, or where that is not plain."""
    flat = flattened(node)
    if flat.choices is not None:
        return len({data(value) for value in flat.choices})
    values = [few(flat, kind) for kind in flat.kinds]
    return None if None in values else sum(len(found) for found in values if found is not None)
