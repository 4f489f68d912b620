"""The alternatives that a schema leaves, each a plain conjunction."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

from scripts.compare.apart import apart
from scripts.compare.flat import Flat, Node, Not, Part, conjunction, flattened

# Alternatives that are taken apart; with a constant of its own in each they are told apart at a glance.
MOST, MOST_TAGGED = 64, 1000


def alternatives(node: Node) -> list[Flat]:
    """Every way to be right under ``node``."""
    known: dict[Node, list[Flat]] = node[0].source.known if node else {}
    if node not in known:
        known[node] = _alternatives(node)
    return known[node]


def _alternatives(node: Node) -> list[Flat]:
    waiting, done = [(flattened(node), frozenset[str]())], []
    while waiting:
        flat, taken = waiting.pop(0)
        choice = next((c for part in flat.parts for c in _choices(part) if c[0] not in taken), None)
        if choice is None:
            done.append(flat)
            continue
        place, made_of, part = choice
        branches = made_of()
        count = len(branches) * (len(waiting) + len(done) + 1)
        if count > (MOST_TAGGED if count > MOST and _tagged([node for node, _ in branches]) else MOST):
            left = (*flat.left, part)
            waiting.insert(0, (Flat(flat.parts, flat.nots, flat.never, flat.chosen, left), taken | {place}))
            continue
        made = [
            (
                conjunction((*flat.parts, *more), (*flat.nots, *nots), (*flat.chosen, *more[:1]), flat.left),
                taken | {place},
            )
            for more, nots in branches
        ]
        waiting = [one for one in made if one[0].kinds and not one[0].contradicts_itself] + waiting
    return done


def _tagged(nodes: list[Node]) -> bool:
    """Whether one property, or the value itself, has other constants in each."""
    tags = [flattened(node).tags for node in nodes]
    shared = set(tags[0]).intersection(*tags[1:])
    return any(len(frozenset().union(*(t[name] for t in tags))) == sum(len(t[name]) for t in tags) for name in shared)


Branches = list[tuple[Node, tuple[Not, ...]]]


def _choices(part: Part) -> Iterator[tuple[str, Callable[[], Branches], Part]]:
    """Where a part leaves a choice, and what makes its branches, which is told when it is asked for."""
    value = part.value
    for key in ("anyOf", "oneOf"):
        if isinstance(value.get(key), list):
            yield f"{part.pointer}/{key}", functools.partial(_listed_branches, part, key), part
    if "if" in value and ("then" in value or "else" in value):
        yield f"{part.pointer}/if", functools.partial(_conditional_branches, part), part


def _listed_branches(part: Part, key: str) -> Branches:
    branches = [part.under(key, n, combined=True) for n in range(len(part.value[key]))]
    excluded = _excluded(branches) if key == "oneOf" else [()] * len(branches)
    return [((branch,), nots) for branch, nots in zip(branches, excluded, strict=True)]


def _conditional_branches(part: Part) -> Branches:
    asked = part.under("if", combined=True)
    yes = (asked, *([part.under("then", combined=True)] if "then" in part.value else []))
    no = (part.under("else", combined=True),) if "else" in part.value else ()
    return [(yes, ()), (no, (Not((asked,), f"{part.pointer}/if", "if"),))]


def _excluded(branches: list[Part]) -> list[tuple[Not, ...]]:
    """For each branch of a oneOf the others, but for those that no value is right under as well."""
    flats = [flattened((branch,)) for branch in branches]
    if branches and _tagged([(branch,) for branch in branches]):
        return [()] * len(branches)
    return [
        tuple(
            Not((other,), other.pointer, "oneOf")
            for n, other in enumerate(branches)
            if n != m and not flats[m].tagged_apart(flats[n]) and not apart((chosen,), (other,))
        )
        for m, chosen in enumerate(branches)
    ]
