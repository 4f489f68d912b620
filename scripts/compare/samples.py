"""Values that schemas allow, built from their clauses."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from scripts.compare.arrays import at_position, lengths
from scripts.compare.branching import alternatives
from scripts.compare.difference import NOTHING
from scripts.compare.flat import Flat, Node, kind_of
from scripts.compare.numbers import interval, plain
from scripts.compare.objects import fresh, governing, names
from scripts.compare.strings import texts

DEEPEST = 8
FEW = 6
ORDER = ("number", "string", "null", "boolean", "array", "object")


def samples(node: Node, depth: int = 0) -> Iterator[Any]:
    """Values that ``node`` probably allows, simple ones first."""
    if depth > DEEPEST:
        return
    for flat in alternatives(node):
        yield from itertools.islice(of_flat(flat, depth), FEW)


def first(node: Node, depth: int, otherwise: Any = None) -> Any:
    """The first of these values, which is asked for again and again."""
    known = node[0].source.first if node else {}
    if (node, depth) not in known:
        known[node, depth] = next(samples(node, depth), NOTHING)
    found = known[node, depth]
    return otherwise if found is NOTHING else found


def of_flat(flat: Flat, depth: int = 0, kind: str | None = None) -> Iterator[Any]:
    """Values of one alternative, of one type or of any."""
    if flat.choices is not None:
        yield from (value for value in flat.choices if kind in (None, kind_of(value)))
        return
    if flat.left and depth <= DEEPEST:
        own = itertools.islice(of_flat(replace(flat, left=()), depth, kind), FEW)
        yield from _with_left(flat, depth, own)
    for each in ORDER:
        if each in flat.kinds and kind in (None, each):
            yield from itertools.islice(_of_kind(flat, each, depth), FEW)


def _with_left(flat: Flat, depth: int, values: Iterable[Any]) -> Iterator[Any]:
    """The objects among ``values`` with what alternatives ask for that were not taken apart."""
    asked = [list(itertools.islice(samples((part,), depth + 1), FEW)) for part in flat.left]
    for value, *others in itertools.product(values, *asked):
        if isinstance(value, dict) and all(isinstance(other, dict) for other in others):
            yield {name: held for each in (*others, value) for name, held in each.items()}


def _of_kind(flat: Flat, kind: str, depth: int) -> Iterator[Any]:
    match kind:
        case "number":
            yield from numbers(flat)
        case "string":
            yield from texts(flat)
        case "null":
            yield None
        case "boolean":
            yield from (False, True)
        case "array":
            yield from lists(flat, depth)
        case _:
            yield from objects(flat, depth)


def numbers(flat: Flat) -> Iterator[int | float]:
    """Numbers on the edges of what is allowed, and plain ones."""
    found = interval(flat)
    edges = [edge for edge in (found.least, found.most) if edge is not None]
    step = found.step
    near = [Fraction(0), Fraction(1), Fraction(-1), *edges]
    if not flat.whole:
        near += [Fraction(1, 2), *(edge + d for edge in edges for d in (Fraction(1, 2), Fraction(-1, 2)))]
    near += [edge + d for edge in edges for d in (1, -1)]
    if step:
        near += [
            step * k for edge in (edges or [Fraction(0)]) for k in (math.ceil(edge / step), math.floor(edge / step))
        ]
        near += [step, -step, step * 2, step * 3]
    for value in dict.fromkeys(near):
        if found.holds(value):
            yield plain(value)


def lists(flat: Flat, depth: int, size: int | None = None, forced: dict[int, Any] | None = None) -> Iterator[list[Any]]:
    """Arrays of one size, or of the least one and some more."""
    least, most = lengths(flat)
    held = [(part, schema) for part, schema in flat.all("contains")]
    wanted = max(least, max(forced, default=-1) + 1 if forced else 0)
    for count in [size] if size is not None else dict.fromkeys([wanted, max(wanted, 1), wanted + 1]):
        if count > 20_000 or (most is not None and count > most and size is None):
            continue
        items: list[list[Any]] = []
        for n in range(min(count, 40)):
            inner = at_position(flat, n)
            contained = tuple(part.under("contains") for part, _ in held)
            items.append(list(itertools.islice(_first_of(inner, contained, depth), FEW)) or [0])
        if not items:
            yield []
            continue
        unique = any(value is True for _, value in flat.all("uniqueItems"))
        made = [options[n % len(options)] if unique else options[0] for n, options in enumerate(items)]
        made += [n if unique else made[-1] for n in range(count - len(made))]
        yield [(forced or {}).get(n, value) for n, value in enumerate(made)]
        if unique and not forced:
            yield list(range(count))


def _first_of(node: Node, contained: Node, depth: int) -> Iterator[Any]:
    yield from samples((*node, *contained), depth + 1) if contained else ()
    yield from samples(node, depth + 1)


def objects(
    flat: Flat,
    depth: int,
    *,
    without: str | None = None,
    forced: dict[str, Any] | None = None,
    size: int | None = None,
) -> Iterator[dict[str, Any]]:
    """Objects with what is required, with and without what is forced; ``size`` asks for so many properties."""
    wanted = list(dict.fromkeys(name for _, listed in flat.all("required") for name in listed))
    for _, listed in flat.all("dependentRequired"):
        wanted += [n for key, more in listed.items() if key in wanted or key in (forced or {}) for n in more]
    made: dict[str, Any] = {}
    for name in dict.fromkeys(wanted):
        if name != without and name not in (forced or {}):
            value = first(governing(flat, name), depth + 1)
            made[name] = value
    made.update(forced or {})
    least = max((n for _, n in flat.all("minProperties") if isinstance(n, int)), default=0)
    target = size if size is not None else least
    extra = (name for name in itertools.chain(_named(flat), (f"{fresh(flat)}{n or ''}" for n in itertools.count())))
    while len(made) < min(target, 2_000):
        name = next(extra)
        if name not in made and name != without:
            value = first(governing(flat, name), depth + 1, 0)
            made[name] = value
    yield made
    if size is None and not forced and depth < 2:
        full = dict(made)
        for name in _named(flat):
            if name not in full and name != without:
                value = first(governing(flat, name), depth + 2, NOTHING)
                full |= {} if value is NOTHING else {name: value}
        yield full
        if without is None:
            yield {**made, fresh(flat): 0}


def _named(flat: Flat) -> list[str]:
    return list(dict.fromkeys(str(name) for _, named in flat.all("properties") for name in named))


def along(node: Node, path: tuple[Any, ...], values: list[Any], depth: int = 0) -> Iterator[Any]:
    """Values of ``node`` that hold one of ``values`` at the end of the path."""
    if not path:
        yield from values
        return
    step, rest = path[0], path[1:]
    for flat in sorted(alternatives(node), key=lambda flat: step not in names(flat)):
        if isinstance(step, int) and "array" in flat.kinds:
            for value in itertools.islice(along(at_position(flat, step), rest, values, depth + 1), FEW):
                yield from itertools.islice(lists(flat, depth, forced={step: value}), 2)
        elif isinstance(step, str) and "object" in flat.kinds:
            for value in itertools.islice(along(governing(flat, step), rest, values, depth + 1), FEW):
                made = list(itertools.islice(objects(flat, depth, forced={step: value}), 1))
                yield from itertools.chain(made, _with_left(flat, depth, made) if flat.left else ())
