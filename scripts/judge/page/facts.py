"""The facts of a page on which the contract rests: ``files/<operationId>.yaml``, whose head says how to write one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.document import DocumentError, Operation, load
from scripts.judge.page.places import is_below, name_of, parent

FILES = Path(__file__).with_name("files")
# The place of what stands nowhere else.
PAGE = ""
ANY = "any"
ABSENT = "absent"


@dataclass(frozen=True)
class Fact:
    """One thing that a page states at a place, and the JSON pointers of the clauses that rest on it, the first first.

    ``value`` is None where it is enough that something stands there.
    """

    place: str
    rests: tuple[str, ...]
    value: Any = None
    mended: Any = None
    is_address: bool = False
    says: tuple[str, ...] = ()
    unsaid: bool = False
    lenient: bool = False


@dataclass(frozen=True)
class Facts:
    """The facts of one operation's page, by place, and the hashes of its wordings, by place."""

    operation_id: str
    facts: Mapping[str, Fact]
    wording: Mapping[str, tuple[str, ...]]

    def above(self, place: str) -> Fact:
        """The fact at the nearest place that holds ``place``."""
        while place and place not in self.facts:
            place = parent(place)
        return self.facts[place]

    def known(self, place: str) -> bool:
        """Whether there is a fact at or below a place."""
        return place in self.facts or any(is_below(other, place) for other in self.facts)

    @property
    def headings(self) -> frozenset[str]:
        """The headings of the page, in lower case."""
        steps = (place.removeprefix("section/") for place in self.facts if place.startswith("section/"))
        return frozenset(name_of(step).casefold() for step in steps)


def facts_for(operation: Operation, folder: Path = FILES) -> Facts | None:
    """The facts on file for an operation, or None. Raises DocumentError when the file is not what it should be."""
    path = folder / f"{operation.id}.yaml"
    if not path.is_file():
        return None
    data = load(path)
    try:
        facts = {place: _fact(place, given) for place, given in data["facts"].items()}
        wording = {place: _texts(hashes) for place, hashes in data.get("wording", {}).items()}
        return Facts(operation.id, {PAGE: Fact(PAGE, _texts(data["rests"])), **facts}, wording)
    except (KeyError, TypeError, AttributeError) as error:
        raise DocumentError(f"{path}: not a file of facts: {type(error).__name__} {error}") from None


def _fact(place: str, given: Mapping[str, Any]) -> Fact:
    return Fact(
        place,
        _texts(given["rests"]),
        value=given.get("is"),
        mended=given.get("mended"),
        is_address=given.get("kind") == "address",
        says=_texts(given.get("says", ())),
        unsaid=bool(given.get("unsaid")),
        lenient=given.get("more") == "notice",
    )


def _texts(given: Any) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(map(str, given))
