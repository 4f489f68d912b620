"""Sets of texts as terms, taken one character further at a time (Brzozowski's derivatives)."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from time import thread_time

from scripts.regular.classes import ALL, Ranges, holds, nicest

# The text stands between two signs of its own, so that its edges are characters like others.
BEGIN, END = 0x110000, 0x110001


@dataclass(frozen=True)
class Term:
    """A set of texts: ``kind`` says how it is made of ``parts``; equal terms are equal objects to a dictionary."""

    kind: str
    parts: tuple[Term, ...] = ()
    ranges: Ranges = ()
    bounds: tuple[int, int | None] = (0, None)
    empty: bool = field(default=False, compare=False)

    @cached_property
    def _hash(self) -> int:
        return hash((self.kind, self.parts, self.ranges, self.bounds))

    def __hash__(self) -> int:
        """Told once, since terms are looked up at every step."""
        return self._hash


NOTHING = Term("none")
NO_TEXT = Term("empty", empty=True)


def one(ranges: Ranges) -> Term:
    """One character of a set."""
    return Term("set", ranges=ranges) if ranges else NOTHING


def then(first: Term, second: Term) -> Term:
    """One after the other."""
    if NOTHING in (first, second):
        return NOTHING
    if first is NO_TEXT:
        return second
    if second is NO_TEXT:
        return first
    if first.kind == "then":
        return then(first.parts[0], then(first.parts[1], second))
    return Term("then", (first, second), empty=first.empty and second.empty)


def either(*terms: Term) -> Term:
    """What is in one of the sets."""
    parts = dict.fromkeys(p for t in terms for p in (t.parts if t.kind == "either" else (t,)) if p != NOTHING)
    if EVERYTHING in parts:
        return EVERYTHING
    if len(parts) < 2:
        return next(iter(parts), NOTHING)
    return Term("either", tuple(sorted(parts, key=hash)), empty=any(p.empty for p in parts))


def both(*terms: Term) -> Term:
    """What is in all of the sets."""
    parts = dict.fromkeys(p for t in terms for p in (t.parts if t.kind == "both" else (t,)) if p != EVERYTHING)
    if NOTHING in parts:
        return NOTHING
    if len(parts) < 2:
        return next(iter(parts), EVERYTHING)
    return Term("both", tuple(sorted(parts, key=hash)), empty=all(p.empty for p in parts))


def other(term: Term) -> Term:
    """What is not in the set."""
    if term.kind == "other":
        return term.parts[0]
    if term is NOTHING:
        return EVERYTHING
    if term == EVERYTHING:
        return NOTHING
    return Term("other", (term,), empty=not term.empty)


def times(term: Term, least: int, most: int | None) -> Term:
    """The same set again and again."""
    if most == 0 or term is NO_TEXT:
        return NO_TEXT
    if term is NOTHING:
        return NO_TEXT if least == 0 else NOTHING
    if (least, most) == (1, 1):
        return term
    return Term("times", (term,), bounds=(least, most), empty=least == 0 or term.empty)


EVERYTHING = Term("times", (one((*ALL, (BEGIN, END))),), bounds=(0, None), empty=True)


# States that are looked at however long it takes.
SURE = 1_000


class Undecided(Exception):
    """It would take too long to tell."""


def shortest(term: Term, seconds: float = 0.3, states: int = 60_000) -> str | None:
    """The shortest text in the set; None when there is none. Raises Undecided."""
    signs = list(letters(term))
    steps: dict[tuple[Term, int], Term] = {}
    came: dict[Term, tuple[Term, int] | None] = {term: None}
    waiting = deque([term])
    end = thread_time() + seconds
    while waiting:
        here = waiting.popleft()
        if here.empty:
            return _spelled(here, came)
        # A pause of the machine's must not decide about a small set.
        if len(came) > states or (len(came) > SURE and thread_time() > end):
            raise Undecided
        for letter in signs:
            there = after(here, letter, steps)
            if there is not NOTHING and there not in came:
                came[there] = (here, letter)
                waiting.append(there)
    return None


def _spelled(here: Term, came: dict[Term, tuple[Term, int] | None]) -> str:
    signs = []
    while (step := came[here]) is not None:
        here, letter = step
        signs.append(letter)
    return "".join(chr(letter) for letter in reversed(signs) if letter < BEGIN)


def letters(term: Term) -> dict[int, Ranges]:
    """The kinds of characters that the term tells apart: the one of each that reads best, and all of them.

    Those that read best come first.
    """
    sets = _sets(term)
    edges = sorted({0, BEGIN, BEGIN + 1, END + 1, *(e for s in sets for low, high in s for e in (low, high + 1))})
    known: dict[frozenset[int], list[tuple[int, int]]] = {}
    for low, following in pairwise(edges):
        if low >= BEGIN or holds(ALL, low):
            kind = frozenset(n for n, ranges in enumerate(sets) if holds(ranges, low))
            known.setdefault(kind, []).append((low, following - 1))
    best = {min((_nicest(*one) for one in ranges), key=_rank): tuple(ranges) for ranges in known.values()}
    return dict(sorted(best.items(), key=lambda one: _rank(one[0])))


def _nicest(low: int, high: int) -> int:
    return low if low >= BEGIN else nicest(low, high)


def _rank(letter: int) -> tuple[int, int]:
    sign = chr(letter) if letter < BEGIN else "a"
    if not sign.isascii():
        return 3, letter
    return (0 if sign.isalnum() and not sign.isupper() else 1 if sign.isalnum() else 2), letter


def _sets(term: Term) -> list[Ranges]:
    found: dict[Ranges, None] = {}
    waiting, seen = [term], set()
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        if here.kind == "set":
            found[here.ranges] = None
        waiting += here.parts
    return list(found)


def after(term: Term, letter: int, known: dict[tuple[Term, int], Term]) -> Term:
    """What may follow when the text starts with ``letter``."""
    key = (term, letter)
    if key not in known:
        known[key] = _derived(term, letter, known)
    return known[key]


def _derived(term: Term, letter: int, known: dict[tuple[Term, int], Term]) -> Term:
    parts = term.parts
    match term.kind:
        case "set":
            return NO_TEXT if holds(term.ranges, letter) else NOTHING
        case "then":
            rest = then(after(parts[0], letter, known), parts[1])
            return either(rest, after(parts[1], letter, known)) if parts[0].empty else rest
        case "either":
            return either(*(after(part, letter, known) for part in parts))
        case "both":
            return both(*(after(part, letter, known) for part in parts))
        case "other":
            return other(after(parts[0], letter, known))
        case "times":
            least, most = term.bounds
            left = times(parts[0], max(least - 1, 0), None if most is None else most - 1)
            return then(after(parts[0], letter, known), left)
    return NOTHING
