"""What became of the entries of one HAR file, counted, with few words however many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from scripts.judge.har.foreign import Left
from scripts.telling import excerpt

# Names that are told, and names that are remembered to be told from.
SHOWN, REMEMBERED = 10, 1000
LENGTH = 100


class Names:
    """How often each name was seen; of very many, those that came first."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self.total = 0

    def add(self, name: str) -> None:
        """Count one more."""
        self.total += 1
        if name in self._counts or len(self._counts) < REMEMBERED:
            self._counts[name] += 1

    def first(self) -> list[tuple[str, int]]:
        """The most frequent ones, each with how often it was seen."""
        return self._counts.most_common(SHOWN)

    def lines(self) -> Iterator[str]:
        """The most frequent ones, and how many entries have other names."""
        told = self.first()
        for name, count in told:
            yield f"    {count:>7}  {excerpt(name, LENGTH)}"
        if rest := self.total - sum(count for _, count in told):
            yield f"    {rest:>7}  others"


@dataclass
class Findings:
    """The sum of one file. ``broken`` says where, and why, entries are no HAR."""

    entries: int = 0
    judged: int = 0
    refused: int = 0
    unsigned: int = 0
    left: Counter[Left] = field(default_factory=Counter)
    broken: Names = field(default_factory=Names)
    undocumented: Names = field(default_factory=Names)
    elsewhere: Names = field(default_factory=Names)
    # Base URLs at which requests to unknown servers would have been the document's.
    likely: Names = field(default_factory=Names)
    unread: str = ""

    def lines(self, file: str) -> Iterator[str]:
        """The sum, for people."""
        yield f"{file}: {_count(self.entries, 'entry', 'entries')}, {self.judged} judged"
        if self.unsigned:
            yield f"  {self.unsigned:>7} of those show no credentials; many tools leave them out"
        for reason in Left:
            if self.left[reason]:
                yield f"  {self.left[reason]:>7} not judged: {reason}"
                if reason is Left.MALFORMED:
                    yield from self.broken.lines()
        if self.refused:
            yield f"  {self.refused:>7} not judged: refused to a request that shows no credentials"
        for names, said in (
            (self.undocumented, "of no documented operation, at a server of the document's"),
            (self.elsewhere, "to other servers"),
        ):
            if names.total:
                yield f"  {names.total:>7} {said}:"
                yield from names.lines()

    def unjudged(self, bases: list[str]) -> str:
        """Why nothing in the file was judged, in one sentence, with what to try; empty when something was."""
        if self.unread:
            return self.unread
        if self.judged:
            return ""
        if likely := self.likely.first():
            url, count = likely[0]
            asked = f"{_count(count, 'request', 'requests')} of documented operations went to {url}"
            return f"no entry has an answer from {' or '.join(bases)}, but {asked}: try --base-url {url}"
        if self.left.total() or self.refused:
            return "it holds requests for documented operations, but none with an answer that can be judged"
        return f"it holds no request for a documented operation of {' or '.join(bases)}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
