"""What changed in a document and means nothing: words, examples, parts that no operation uses, other spellings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scripts.compare.difference import AUDIENCES, Difference, Verdict
from scripts.compare.normal import TEXTS, UNCOMPARED
from scripts.compare.schemas import NOT_COMPARED
from scripts.document import pointer_of, pointer_tokens

VERSION = "/info/version"


def compare_words(old: Mapping[str, Any], new: Mapping[str, Any], meant: Sequence[Difference]) -> list[Difference]:
    """The places that differ and that no difference of meaning stands at; ``info.version`` is none of them."""
    told = [d.pointer for d in meant]
    return [
        _put_otherwise(place)
        for place in _places(old, new, [])
        if place != VERSION and not any(_explained(place, pointer) for pointer in told)
    ]


def _put_otherwise(place: str) -> Difference:
    steps = pointer_tokens(place)
    words = next((n for n, step in enumerate(steps) if step in TEXTS or step.startswith("x-")), len(steps))
    # Within alternatives these stand where no schema is compared by itself.
    left = UNCOMPARED.intersection(steps[:words])
    if left:
        return Difference(Verdict.UNJUDGED, AUDIENCES[:2], place, f"{min(left)} changed, {NOT_COMPARED}")
    return Difference(Verdict.PATCH, AUDIENCES[:2], place, "it is put in another way, and nothing depends on it")


def _explained(place: str, pointer: str) -> bool:
    """Whether the difference at ``pointer`` tells of ``place``; that of a property tells whether it is required."""
    properties = f"{place.removesuffix('/required')}/properties" if place.endswith("/required") else place
    return _within(place, pointer) or _within(pointer, place) or _within(pointer, properties)


def _within(place: str, pointer: str) -> bool:
    return place == pointer or place.startswith(f"{pointer}/")


def _places(old: Any, new: Any, steps: list[str | int]) -> Iterator[str]:
    """The pointers of the smallest parts that differ."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys([*map(str, old), *map(str, new)]):
            before, after = ({str(k): v for k, v in side.items()} for side in (old, new))
            if key in before and key in after:
                yield from _places(before[key], after[key], [*steps, key])
            else:
                yield pointer_of([*steps, key])
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for position, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _places(before, after, [*steps, position])
    elif old != new or type(old) is not type(new):
        yield pointer_of(steps)
