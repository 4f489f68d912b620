"""What a run found out, over all targets, and the table that says so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from scripts.judge.contract import Judgement
from scripts.judge.notices import Notice
from scripts.judge.violation import Violation

HOLDS, BROKEN, UNJUDGED = 0, 1, 2
# A server chooses the names of its properties: none may end a line of the verdict, or begin one.
CONTROLS = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff]")


@dataclass
class Row:
    """The sum of the judgements on one operation of one target."""

    statuses: set[int] = field(default_factory=set)
    checks: int = 0
    success: bool = False
    # Each with the command that shows it again, where there is one.
    violations: dict[Violation, str] = field(default_factory=dict)
    notices: dict[Notice, None] = field(default_factory=dict)


class Verdict:
    """Collects judgements; its exit code is 0 (holds), 1 (broken) or 2 (could not be judged).

    ``strict`` counts each notice as a violation.
    """

    def __init__(self, *, strict: bool = False) -> None:
        self.strict = strict
        self.rows: defaultdict[tuple[str, str], Row] = defaultdict(Row)
        self.failures: list[str] = []
        self._unjudged: dict[str, str] = {}

    def add(self, target: str, judgement: Judgement) -> None:
        """Count a judgement on a target."""
        row = self.rows[target, judgement.operation]
        # An answer that is no HTTP has none.
        row.statuses |= {judgement.status} - {0}
        row.checks += judgement.checks
        row.success |= judgement.success
        new = [one for one in judgement.notices if one not in row.notices]
        row.notices.update(dict.fromkeys(new))
        for violation in [*judgement.violations, *(one.violation for one in new if self.strict)]:
            row.violations.setdefault(violation, judgement.command_for(violation))

    def merge(self, other: Verdict) -> None:
        """Add what another process of the same run found out."""
        for key, found in other.rows.items():
            row = self.rows[key]
            row.statuses |= found.statuses
            row.checks += found.checks
            row.success |= found.success
            row.violations = found.violations | row.violations
            row.notices |= found.notices
        # Which process ends first is chance.
        self.rows = defaultdict(Row, sorted(self.rows.items()))
        self.failures = sorted({*self.failures, *other.failures})
        self._unjudged = other._unjudged | self._unjudged

    def could_not_judge(self, target: str, reason: str) -> None:
        """Note in one sentence why a target could not be judged."""
        self._unjudged.setdefault(target, reason)

    @property
    def violations(self) -> list[tuple[str, Violation]]:
        """Each violation once per target."""
        return [(target, violation) for (target, _), row in self.rows.items() for violation in row.violations]

    @property
    def notices(self) -> list[tuple[str, Notice]]:
        """Each notice once per target."""
        return [(target, notice) for (target, _), row in self.rows.items() for notice in row.notices]

    @property
    def unjudged(self) -> dict[str, str]:
        """Why each target that could not be judged could not; one that never answered with success is among them."""
        silent = {
            target: f"no request for {operation} was answered with success ({_statuses(row)})"
            for (target, operation), row in self.rows.items()
            if not row.success
        }
        return {**silent, **self._unjudged}

    @property
    def exit_code(self) -> int:
        """0 the contract holds, 1 it is broken, 2 it could not be judged."""
        if self.violations or self.failures:
            return BROKEN
        return UNJUDGED if self.unjudged or not self.rows else HOLDS

    @property
    def word(self) -> str:
        """The exit code in words."""
        return {
            HOLDS: "the contract holds",
            BROKEN: "the contract is broken",
            UNJUDGED: "the contract could not be judged",
        }[self.exit_code]

    def table(self) -> list[tuple[str, ...]]:
        """A heading, then a row of texts for each operation of each target."""
        rows = [
            (target, operation, _statuses(row), str(row.checks), str(len(row.violations)))
            for (target, operation), row in self.rows.items()
        ]
        return [("target", "operation", "statuses seen", "checks", "violations"), *rows]

    def lines(self) -> Iterator[str]:
        """The table, then each violation and notice, then the verdict; no line breaks or steers a terminal."""
        return (CONTROLS.sub("\ufffd", line) for line in self._lines())

    def _lines(self) -> Iterator[str]:
        if self.rows:
            yield from _table(*self.table())
            yield ""
        for target, violation in self.violations:
            yield f"violation: {target}: {violation}"
        for target, notice in self.notices:
            yield f"{'suggested by' if self.strict else 'notice'}: {target}: {notice}"
            yield from notice.suggestion()
        for failure in self.failures:
            yield f"failed: {failure}"
        for target, reason in self.unjudged.items():
            yield f"not judged: {target}: {reason}"
        yield f"verdict: {self.word}"


def _statuses(row: Row) -> str:
    return " ".join(map(str, sorted(row.statuses))) or "none"


def _table(*rows: tuple[str, ...]) -> Iterable[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
