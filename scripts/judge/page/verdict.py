"""What was found out about each page, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scripts.document import line_of
from scripts.judge.page.holding import Finding, Held
from scripts.judge.page.places import described
from scripts.telling import told

HOLDS, CHANGED, UNREAD = 0, 1, 2
WORDS = {HOLDS: "stands", CHANGED: "changed", UNREAD: "not judged"}
# Characters of a page's text that are shown of each finding on a screen, and in a file.
SHOWN, KEPT = 120, 2000


@dataclass(frozen=True)
class Judged:
    """One operation's page: where it was read, its date, and what it was found to be, or why it could not be judged."""

    operation_id: str
    name: str
    edited: str = ""
    held: Held | None = None
    unread: str = ""


@dataclass
class Verdict:
    """The pages of a run, judged by the document at ``path``. ``strict`` counts notices as findings.

    ``started`` is a moment in ISO 8601, ``seconds`` how long it took.
    """

    path: Path
    version: str
    strict: bool = False
    pages: list[Judged] = field(default_factory=list)
    without_facts: list[str] = field(default_factory=list)
    started: str = ""
    seconds: float = 0.0
    _known_lines: dict[str, int | None] = field(default_factory=dict)

    def line(self, pointer: str) -> int | None:
        """The line of the document on which a clause stands."""
        if pointer not in self._known_lines:
            self._known_lines[pointer] = line_of(self.path, pointer)
        return self._known_lines[pointer]

    @property
    def exit_code(self) -> int:
        """0 every fact stands, 1 something is gone, changed or new, 2 it could not be judged."""
        held = [page.held for page in self.pages if page.held]
        if any(one.differences if self.strict else one.findings for one in held):
            return CHANGED
        return HOLDS if held and len(held) == len(self.pages) else UNREAD

    @property
    def sentence(self) -> str:
        """The verdict in words."""
        findings = sum(len(page.held.findings) for page in self.pages if page.held)
        notices = sum(len(page.held.notices) for page in self.pages if page.held)
        counted = [_count(findings, "finding")] * bool(findings) + [_count(notices, "notice")] * bool(notices)
        unread = [page.unread for page in self.pages if page.unread] or ["there are no facts to hold a page to"]
        return {
            HOLDS: "; ".join(["the page states every fact that the contract rests on", *counted]),
            CHANGED: f"the page has changed: {', '.join(counted)}",
            UNREAD: f"the page could not be judged: {unread[0]}",
        }[self.exit_code]

    def lines(self, shown: int = SHOWN) -> Iterator[str]:
        """The lines of a screen, the verdict last; ``shown`` is how much of a page's text stands in each."""
        return map(told, self._lines(shown))

    def _lines(self, shown: int) -> Iterator[str]:
        for page in self.pages:
            yield f"page: {page.operation_id}: {page.name}"
            if page.held:
                dated = f", dated {page.edited}" if page.edited else ""
                yield f"  {page.held.standing} of {page.held.total} facts stand{dated}"
                for finding in page.held.differences:
                    yield from self._finding(finding, shown)
        yield from (f"notice: no facts are on file for {one}" for one in self.without_facts)
        yield f"verdict: {self.sentence}"

    def _finding(self, finding: Finding, shown: int) -> Iterator[str]:
        kind = "notice" if finding.is_notice else "finding"
        yield f"{kind}: {finding.code} {finding.check}: {described(finding.place)}"
        if finding.now:
            yield f"  page has: {cut(finding.now, shown)}"
        if finding.was:
            yield f"  page had: {cut(finding.was, shown)}"
        for pointer in finding.rests:
            yield f"  rests on it: {self.path.name}:{self.line(pointer)} #{pointer}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def cut(text: str, length: int) -> str:
    """The beginning of a text, where it is longer than ``length`` characters."""
    return text if len(text) <= length else f"{text[: length - 3]}..."
