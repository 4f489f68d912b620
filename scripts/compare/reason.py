"""Why one schema takes a value that another one does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from scripts.compare.difference import NOTHING, READERS
from scripts.compare.flat import Node, Part

Values = Callable[[], Iterable[Any]]


class Sure(Enum):
    """How much a reason is worth."""

    RULE = "a rule says so"
    VALUE = "a value has to show it"
    NOTE = "what is new, and does no harm"


@dataclass(frozen=True)
class Spot:
    """A clause where it stands, or the schema that lacks it; ``value`` is what it says."""

    pointer: str
    value: Any = field(default=NOTHING, compare=False)


@dataclass(frozen=True)
class How:
    """For whom two schemas are compared, ``side`` being the one whose values are asked about: 0 old, 1 new.

    ``wire`` is how values travel: ``json``, or as text: ``text``, ``exploded``, ``form`` (a body) and ``field``.
    ``strict`` is for what never was one schema, such as an alternative that is held against another one: values alone
    count, and what a property's name says by agreement does not.
    """

    audience: str = READERS
    wire: str = "json"
    side: int = 1
    strict: bool = False

    @property
    def flipped(self) -> How:
        """The same for what must not be."""
        return replace(self, side=1 - self.side)

    @property
    def text(self) -> bool:
        """Whether a plain value travels as text."""
        return self.wire in {"text", "exploded", "field"}

    def within(self, *, item: bool) -> How:
        """The same for an item, or for a property."""
        inner = {"form": "field", "field": "field" if item else "json"}.get(self.wire, self.wire)
        return replace(self, wire=inner)


@dataclass(frozen=True)
class Reason:
    """A clause of ``theirs`` that a value of ``mine`` may break, at the end of ``path`` in that value.

    ``agreed`` is for what counts by agreement, whatever values say: a property that nobody names any more. ``later``
    are two schemas further down that are still to be compared, and no reason yet.
    """

    clause: str
    mine: Spot
    theirs: Spot
    side: int
    sure: Sure = Sure.RULE
    path: tuple[str | int, ...] = field(default=(), compare=False)
    values: Values = field(default=lambda: (), compare=False, repr=False)
    agreed: bool = False
    name: str = ""
    later: tuple[Node, Node, How] | None = field(default=None, compare=False, repr=False)

    def inside(self, step: str | int) -> Reason:
        """The same reason, seen from the value that holds this one."""
        return replace(self, path=(step, *self.path))

    @property
    def noted(self) -> bool:
        """Whether it does no harm."""
        return self.sure is Sure.NOTE

    @property
    def old(self) -> Spot:
        """The place in the old document."""
        return self.theirs if self.side else self.mine

    @property
    def new(self) -> Spot:
        """The place in the new document."""
        return self.mine if self.side else self.theirs


def spot(part: Part | None, *keys: str) -> Spot:
    """The first of the clauses that a schema has, or the schema itself."""
    if part is None:
        return Spot("")
    for key in keys:
        if part.says(key):
            return Spot(f"{part.pointer}/{key}", part.value[key])
    return Spot(part.pointer)
