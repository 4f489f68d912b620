"""What patterns and lengths say of a text, as one set of texts."""

from __future__ import annotations

import functools

from scripts.regular.classes import ALL
from scripts.regular.syntax import Ahead, Choice, Edge, Repeat, Sequence, Set, Syntax, UnsupportedError, parsed
from scripts.regular.terms import (
    BEGIN,
    END,
    EVERYTHING,
    NO_TEXT,
    NOTHING,
    Term,
    both,
    either,
    one,
    other,
    then,
    times,
)

BEGINS, ENDS = one(((BEGIN, BEGIN),)), one(((END, END),))
ANY = one(ALL)
TEXT = then(BEGINS, then(times(ANY, 0, None), ENDS))
LARGEST = 400


def between(least: int, most: int | None) -> Term:
    """The texts of so many characters."""
    return then(BEGINS, then(times(ANY, least, most), ENDS))


@functools.lru_cache(maxsize=500)
def matching(pattern: str) -> Term:
    """The texts in which ``pattern`` is found. Raises UnsupportedError for one that is not understood."""
    if len(pattern) > LARGEST:
        raise UnsupportedError("too long")
    tree = _edges_first(parsed(pattern))
    if not _edges_lead(tree):
        raise UnsupportedError("a beginning in the middle")
    at_the_beginning = _followed(tree, EVERYTHING, begins=True)
    later = then(BEGINS, then(times(ANY, 0, None), _followed(tree, EVERYTHING, begins=False)))
    return both(TEXT, either(at_the_beginning, later))


def _edges_first(tree: Syntax) -> Syntax:
    """The beginning before what must follow it, since both stand at one place."""
    match tree:
        case Sequence(parts):
            inner = [_edges_first(part) for part in parts]
            heads = [n for n, part in enumerate(inner) if not isinstance(part, Ahead | Edge)]
            lead = inner[: heads[0]] if heads else inner
            if Edge(begins=True) in lead and lead[0] != Edge(begins=True):
                lead = [Edge(begins=True), *(part for part in lead if part != Edge(begins=True))]
            return Sequence((*lead, *inner[len(lead) :]))
        case Choice(parts):
            return Choice(tuple(map(_edges_first, parts)))
        case Repeat(part, least, most):
            return Repeat(_edges_first(part), least, most)
        case Ahead(part, wanted):
            return Ahead(_edges_first(part), wanted)
    return tree


def _edges_lead(tree: Syntax, *, leads: bool = True) -> bool:
    """Whether the text's beginning is asked for where the pattern begins, and nowhere else."""
    match tree:
        case Edge(True):
            return leads
        case Sequence(parts):
            return all(_edges_lead(part, leads=leads and n == 0) for n, part in enumerate(parts))
        case Choice(parts):
            return all(_edges_lead(part, leads=leads) for part in parts)
        case Repeat(part, _, _) | Ahead(part, _):
            return _edges_lead(part, leads=False)
    return True


def _followed(tree: Syntax, rest: Term, *, begins: bool) -> Term:
    """What ``tree`` and then ``rest`` allow; ``begins`` is whether the text's beginning is still to come."""
    match tree:
        case Sequence(parts):
            for n in range(len(parts) - 1, -1, -1):
                # Twice the same edge is one edge.
                if not (isinstance(parts[n], Edge) and n and parts[n] == parts[n - 1]):
                    rest = _followed(parts[n], rest, begins=begins)
            return rest
        case Choice(parts):
            return either(*(_followed(part, rest, begins=begins) for part in parts))
        case Ahead(part, wanted):
            inner = _followed(part, EVERYTHING, begins=begins)
            return both(inner if wanted else other(inner), rest)
        case Repeat(part, least, most):
            return (
                then(times(_followed(part, NO_TEXT, begins=begins), least, most), rest) if _plain(part) else _no(tree)
            )
        case Set(ranges):
            return then(one(ranges), rest)
        case Edge(True):
            return then(BEGINS, rest) if begins else NOTHING
        case Edge():
            return then(ENDS, rest)
    return NOTHING


def _plain(tree: Syntax) -> bool:
    """Whether nothing in it looks ahead, so that it can be repeated."""
    match tree:
        case Sequence(parts) | Choice(parts):
            return all(map(_plain, parts))
        case Repeat(part, _, _):
            return _plain(part)
    return isinstance(tree, Set)


def _no(tree: Syntax) -> Term:
    raise UnsupportedError(str(tree))
