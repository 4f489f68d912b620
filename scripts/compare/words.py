"""What changed in a document and means nothing: words, examples, parts that no operation uses, other spellings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scripts.compare.difference import AUDIENCES, Difference, Verdict
from scripts.document import pointer_of

VERSION = "/info/version"


def compare_words(old: Mapping[str, Any], new: Mapping[str, Any], meant: Sequence[Difference]) -> list[Difference]:
    """The places that differ and that no difference of meaning stands at; ``info.version`` is none of them."""
    told = [d.pointer for d in meant]
    return [
        Difference(Verdict.PATCH, AUDIENCES[:2], place, "it is put in another way, and nothing depends on it")
        for place in _places(old, new, [])
        if place != VERSION and not any(_explained(place, pointer) for pointer in told)
    ]


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
    elif old != new or type(old) is not type(new):
        yield pointer_of(steps)
