"""What changed in a document and means nothing: words, examples, parts that no operation uses, other spellings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from scripts.compare.difference import AUDIENCES, Difference
from scripts.compare.meaning import NAMED, TEXTS, UNCOMPARED, Pair
from scripts.compare.notes import NOT_COMPARED
from scripts.compare.rules import RULES
from scripts.document import pointer_of, pointer_tokens

VERSION = "/info/version"


def compare_words(pair: Pair, meant: Sequence[Difference], covered: Set[str]) -> list[Difference]:
    """The places that differ and that no difference of meaning stands at; ``info.version`` is none of them.

    ``covered`` are pointers of what a difference that is told elsewhere speaks of.
    """
    old, new = (source.document for source in pair.sources)
    told = {pointer for d in meant for pointer in (d.pointer, d.old, d.new) if pointer}
    above = {pointer[:n] for pointer in told for n, sign in enumerate(pointer) if sign == "/"} | told
    told |= covered
    used = pair.used()
    return [
        _put_otherwise(place, used)
        for place in _places(old, new, [])
        if place != VERSION and not _explained(place, told, above)
    ]


def _put_otherwise(place: str, used: set[str]) -> Difference:
    steps = pointer_tokens(place)
    words = next((n for n, step in enumerate(steps) if _is_text(steps, n)), len(steps))
    # Within alternatives these stand where no schema is compared by itself.
    left = {step for n, step in enumerate(steps[:words]) if step in UNCOMPARED and not _is_name(steps, n)}
    rule, sentence = "put-otherwise", "it is put in another way, and nothing depends on it"
    if left and (steps[0] != "components" or pointer_of([*steps[:3]]) in used):
        rule, sentence = "annotation-changed", f"{min(left)} changed, {NOT_COMPARED}"
    verdict = RULES[rule].readers
    return Difference(verdict, AUDIENCES[:2], place, sentence, rule=rule, old=place, new=place)


def _is_text(steps: list[str], n: int) -> bool:
    return (steps[n] in TEXTS or steps[n].startswith("x-")) and not _is_name(steps, n)


def _is_name(steps: list[str], n: int) -> bool:
    """Whether a step is a name that somebody chose, as that of a property."""
    return n > 0 and steps[n - 1] in NAMED and not (n > 1 and steps[n - 2] in NAMED and steps[n - 2] != "properties")


def _explained(place: str, told: set[str], above: set[str]) -> bool:
    """Whether a difference tells of ``place``, or of a part of it; a property's tells whether it is required."""
    if place in above or (f"{place.removesuffix('/required')}/properties" in above and place.endswith("/required")):
        return True
    return any(place[:n] in told for n, sign in enumerate(place) if sign == "/" and n)


def _places(old: Any, new: Any, steps: list[str | int]) -> Iterator[str]:
    """The pointers of the smallest parts that differ."""
    if old is new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        before, after = ({str(k): v for k, v in side.items()} for side in (old, new))
        for key in dict.fromkeys([*before, *after]):
            if key in before and key in after:
                yield from _places(before[key], after[key], [*steps, key])
            else:
                yield pointer_of([*steps, key])
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for position, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _places(one, other, [*steps, position])
    elif old != new or type(old) is not type(new):
        yield pointer_of(steps)
