"""Whether one schema takes every value that another one allows, clause by clause, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from scripts.compare import spots
from scripts.compare.among import Among, empty
from scripts.compare.checking import Checker
from scripts.compare.flat import Flat, Node, flattened
from scripts.compare.meaning import Pair
from scripts.compare.reason import How, Reason, Spot, Sure

Reasons = tuple[Reason, ...]
DEEPEST = 60


class Within:
    """Compares schemas of two documents; what it found once it remembers."""

    def __init__(self, pair: Pair, checker: Checker) -> None:
        self._pair = pair
        self._checker = checker
        self._known: dict[tuple[Node, Node, How, bool], Reasons] = {}
        self._depth = 0

    def same(self, mine: Node, theirs: Node) -> bool:
        """Whether both are put in the same words, with all that they refer to."""
        if len(mine) != len(theirs):
            return False
        pairs = [(a, b) if b.side else (b, a) for a, b in zip(mine, theirs, strict=True)]
        return all(
            old.value == new.value if old.side == new.side else self._pair.same(old.value, new.value)
            for old, new in pairs
        )

    def lacks(self, mine: Node, theirs: Node, how: How) -> Reasons:
        """Why not every value of ``mine`` is right under ``theirs``; nothing when each is."""
        return self._found(mine, theirs, how, at_once=True)

    def here(self, mine: Node, theirs: Node, how: How) -> Reasons:
        """The same, but schemas further down are named where they can be compared by themselves, later."""
        return self._found(mine, theirs, how, at_once=False)

    def later(self, mine: Node, theirs: Node, how: How) -> Reasons:
        """Two schemas that are named to be compared later; where one of them is none, why not at once."""
        if not mine or not theirs:
            return self.lacks(mine, theirs, how)
        if self._same(mine, theirs):
            return ()
        if not _never(mine, theirs):
            # What several references lead to is compared once.
            mine, theirs = flattened(mine).parts or mine, flattened(theirs).parts or theirs
        named = Spot(mine[0].pointer), Spot(theirs[0].pointer)
        return (Reason("", *named, how.side, Sure.NOTE, later=(mine, theirs, how)),)

    def _same(self, mine: Node, theirs: Node) -> bool:
        if self.same(mine, theirs):
            return True
        return self.same(flattened(mine).parts, flattened(theirs).parts) and not _never(mine, theirs)

    def _found(self, mine: Node, theirs: Node, how: How, *, at_once: bool) -> Reasons:
        if not _never(mine, theirs):
            # What several references lead to is compared once.
            mine, theirs = flattened(mine).parts or mine, flattened(theirs).parts or theirs
        key = (mine, theirs, how, at_once)
        if key not in self._known and self._same(mine, theirs):
            self._known[key] = ()
        if key not in self._known:
            # Where schemas hold themselves, what they hold is smaller: it is enough to look once.
            self._known[key] = ()
            if self._depth > DEEPEST:
                places = spots.first(flattened(mine)), spots.first(flattened(theirs))
                return (Reason("schema", *places, how.side, Sure.VALUE),)
            self._depth += 1
            found = _unique(self._judged(mine, theirs, how, at_once=at_once))
            self._depth -= 1
            if any(not r.noted and not r.agreed for r in found) and self._checker.covers(theirs, mine):
                found = tuple(r for r in found if r.agreed or r.noted)
            self._known[key] = found
        return self._known[key]

    def _judged(self, mine: Node, theirs: Node, how: How, *, at_once: bool) -> Iterator[Reason]:
        each = Among(self, mine, theirs, how, at_once=at_once)
        for flat in each.ours:
            if flat.choices is not None:
                yield from each.values(flat, flat.choices)
                continue
            for kind in sorted(flat.kinds):
                if not empty(flat, kind) and not (kind == "null" and how.text):
                    yield from each.of_kind(flat, kind)

    def of_texts(self, mine: Node, theirs: Node, how: How) -> Iterator[Reason]:
        """Why texts, as names of properties are, are not all right."""
        return Among(self, mine, theirs, how).of_texts()

    def allows(self, node: Node, value: Any, *, text: bool = False) -> bool | None:
        """Whether ``value`` is right under ``node``; None when it cannot be told."""
        return self._checker.allows(node, value, text=text)

    def flat_allows(self, flat: Flat, value: Any) -> bool | None:
        """Whether ``value`` is right under one alternative; None when it cannot be told."""
        return self._checker.flat_allows(flat, value)

    def covers(self, wide: Node, narrow: Node) -> bool | None:
        """A second opinion on whether ``wide`` takes all that ``narrow`` allows; None when there is none."""
        return self._checker.covers(wide, narrow)


def _never(mine: Node, theirs: Node) -> bool:
    return flattened(mine).never is not None or flattened(theirs).never is not None


def _unique(reasons: Iterable[Reason]) -> Reasons:
    found: dict[tuple[Any, ...], Reason] = {}
    for r in reasons:
        key = (r.clause, r.mine.pointer, r.theirs.pointer, r.name, r.later)
        known = found.get(key)
        if known is None or (known.sure is Sure.VALUE and r.sure is Sure.RULE):
            found[key] = r
    return tuple(found.values())
