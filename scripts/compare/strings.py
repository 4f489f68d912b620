"""What schemas say of text."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from scripts.compare.flat import Flat
from scripts.regular.listing import every
from scripts.regular.syntax import UnsupportedError
from scripts.regular.terms import Term, Undecided, both, shortest
from scripts.regular.texts import TEXT, between, matching

SAMPLES = {
    "date": ["2000-01-01"],
    "date-time": ["2000-01-01T00:00:00Z"],
    "time": ["00:00:00Z"],
    "duration": ["P1D"],
    "email": ["a@b.example"],
    "idn-email": ["a@b.example", "\u00fc@b.example"],
    "hostname": ["a.example"],
    "idn-hostname": ["a.example"],
    "ipv4": ["127.0.0.1"],
    "ipv6": ["::1"],
    "uri": ["https://a.example", "http://a.example", "ftp://a.example"],
    "uri-reference": ["/a"],
    "iri": ["http://\u00fc.example/"],
    "iri-reference": ["/\u00fc"],
    "uri-template": ["/{a}"],
    "uuid": ["00000000-0000-0000-0000-000000000000"],
    "json-pointer": ["/a"],
    "relative-json-pointer": ["0"],
    "regex": ["a"],
}
# What each text of a format is at most; wider than the format itself.
SHAPES = {
    "uuid": "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
    "date": r"^\d{4}-\d{2}-\d{2}$",
    "date-time": r"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}([.]\d+)?([Zz]|[+-]\d{2}:\d{2})$",
    "ipv4": r"^\d{1,3}([.]\d{1,3}){3}$",
    "email": "@",
}
# A format whose texts are all texts of the other one.
WITHIN = {
    ("int32", "int64"), ("float", "double"), ("uri", "uri-reference"), ("uri", "iri"), ("uri", "iri-reference"),
    ("uri-reference", "iri-reference"), ("iri", "iri-reference"), ("email", "idn-email"),
    ("hostname", "idn-hostname"),
}  # fmt: skip
LONGEST = 20_000
FEW = 20
# Text that one format takes and its neighbours do not.
EVERY = (
    "", "a", "0", *(text for texts in SAMPLES.values() for text in texts), "ftp://a.example/?http://&https://",
)  # fmt: skip


def length(flat: Flat) -> tuple[int, int | None]:
    """The least and the most characters."""
    least = max((n for _, value in flat.all("minLength") if (n := _count(value)) is not None), default=0)
    most = min((n for _, value in flat.all("maxLength") if (n := _count(value)) is not None), default=None)
    return least, most


def _count(value: Any) -> int | None:
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0 else None


def language(flat: Flat, *, shapes: bool = False) -> tuple[Term, bool]:
    """The texts that lengths and patterns leave, and whether each pattern was understood.

    ``shapes`` counts what the formats look like, too.
    """
    least, most = length(flat)
    terms = [between(least, most) if (least, most) != (0, None) else TEXT]
    understood = True
    patterns = [pattern for _, pattern in flat.all("pattern") if isinstance(pattern, str)]
    patterns += [SHAPES[name] for _, name in flat.all("format") if shapes and name in SHAPES]
    for pattern in patterns:
        term = term_of(pattern)
        understood &= term is not None
        terms += [term] if term is not None else []
    return both(*terms), understood


@functools.lru_cache(maxsize=1_000)
def term_of(pattern: str) -> Term | None:
    """The texts in which a pattern is found; None for one that is beyond what is read here."""
    try:
        return matching(pattern)
    except (UnsupportedError, RecursionError):
        return None


@functools.lru_cache(maxsize=1_000)
def word(term: Term) -> tuple[bool, str | None]:
    """Whether it could be told, and the shortest text of a set, if there is one."""
    try:
        return True, shortest(term)
    except (Undecided, RecursionError):
        return False, None


def texts(flat: Flat) -> Iterator[str]:
    """Texts that ``flat`` probably allows."""
    least, most = length(flat)
    formats = [str(name) for _, name in flat.all("format")]
    patterned = bool(flat.all("pattern"))
    if not patterned and not any(name in SAMPLES for name in formats) and least <= LONGEST:
        yield "a" * least
    for name in formats:
        yield from SAMPLES.get(name, [])
    if patterned:
        term, _ = language(flat)
        told, found = word(term)
        if told and found is not None:
            yield found
            yield from every(term, FEW) or ()
    if most is not None and most <= LONGEST and not patterned:
        yield "a" * most
    yield from ("a" * max(least, 1), "0" * max(least, 1), "A" * max(least, 1))
