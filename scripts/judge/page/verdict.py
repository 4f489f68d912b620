"""What was found out about each page, for people on a screen, in a file, in a job's summary, and for machines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from scripts.document import line_of
from scripts.judge.page.holding import Finding, Held, described
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

    def _line(self, pointer: str) -> int | None:
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
        yield f"{kind}: {finding.code}: {described(finding.place)}"
        if finding.now:
            yield f"  page has: {_cut(finding.now, shown)}"
        if finding.was:
            yield f"  page had: {_cut(finding.was, shown)}"
        for pointer in finding.rests:
            yield f"  rests on it: {self.path.name}:{self._line(pointer)} #{pointer}"

    def data(self) -> dict[str, Any]:
        """Everything, for machines."""
        return {
            "verdict": WORDS[self.exit_code],
            "sentence": told(self.sentence),
            "exit_code": self.exit_code,
            "strict": self.strict,
            "started": self.started,
            "seconds": round(self.seconds, 3),
            "contract": {"version": self.version, "sha256": sha256(self.path.read_bytes()).hexdigest()},
            "pages": [self._page(page) for page in self.pages],
            "without_facts": self.without_facts,
        }

    def _page(self, page: Judged) -> dict[str, Any]:
        held = page.held or Held(0, 0, ())
        return {
            "operation": page.operation_id,
            "page": told(page.name),
            "edited": page.edited or None,
            "facts": held.total,
            "standing": held.standing,
            "findings": [self._difference(one) for one in held.findings],
            "notices": [self._difference(one) for one in held.notices],
            "not_judged": told(page.unread) or None,
        }

    def _difference(self, finding: Finding) -> dict[str, Any]:
        return {
            "code": finding.code,
            "place": told(finding.place),
            "what": told(described(finding.place)),
            "page_has": told(_cut(finding.now, KEPT)) or None,
            "page_had": finding.was or None,
            "rests": [
                {"file": self.path.name, "line": self._line(pointer), "pointer": pointer} for pointer in finding.rests
            ],
        }

    def markdown(self) -> str:
        """A heading and a table, for a job's summary or an issue."""
        lines = [f"### The vendor's page: {WORDS[self.exit_code]}", "", f"{_cell(self.sentence)}.", ""]
        for page in self.pages:
            facts = f": {page.held.standing} of {page.held.total} facts stand" if page.held else ""
            lines.append(f"- {page.operation_id}, {_cell(page.name)}{facts}")
        rows = [one for page in self.pages if page.held for one in page.held.differences]
        if rows:
            lines += ["", "| code | what | the page has | the page had | rests on it |", "|---|---|---|---|---|"]
        for one in rows:
            rests = ", ".join(_code(f"{self.path.name}:{self._line(at)} #{at}") for at in one.rests)
            texts = (_code(one.code), _cell(described(one.place)), _code(_cut(one.now, SHOWN)), _code(one.was))
            lines.append(f"| {' | '.join(texts)} | {rests} |")
        return "\n".join(lines) + "\n"

    def write(self, folder: Path) -> None:
        """Write page-verdict.txt, .json and .md into a folder, which is made. Raises OSError."""
        folder.mkdir(parents=True, exist_ok=True)
        texts = {
            "txt": "\n".join(self.lines(KEPT)) + "\n",
            "json": json.dumps(self.data(), indent=2) + "\n",
            "md": self.markdown(),
        }
        for suffix, text in texts.items():
            (folder / f"page-verdict.{suffix}").write_text(text, encoding="utf-8", newline="\n")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 3]}..."


def _cell(text: str) -> str:
    """Text that stays within a cell of a table, and is neither markup nor a mention."""
    return re.sub(r"[\\`*_\[\]<>|@#~]", lambda found: f"&#{ord(found[0])};", told(text))


def _code(text: str) -> str:
    """Text as code within a cell of a table, where nothing in it is markup."""
    plain = told(text).replace("`", "'").replace("|", "\\|")
    return f"`{plain}`" if plain else ""
