"""What a run found out, over all targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from scripts.judge.about import About
from scripts.judge.judgement import Judgement
from scripts.judge.known import Known
from scripts.judge.notices import Notice
from scripts.judge.violation import Violation

HOLDS, BROKEN, UNJUDGED = 0, 1, 2
WORDS = {
    HOLDS: "the contract holds",
    BROKEN: "the contract is broken",
    UNJUDGED: "the contract could not be judged",
}


@dataclass
class Finding:
    """A violation as it was first seen, and how often it was; ``accepted`` is the reason why it is known."""

    violation: Violation
    times: int = 1
    accepted: str = ""


@dataclass
class Row:
    """The sum of the judgements on one operation of one target."""

    statuses: set[int] = field(default_factory=set)
    checks: int = 0
    success: bool = False
    findings: dict[tuple[object, ...], Finding] = field(default_factory=dict)
    notices: dict[Notice, int] = field(default_factory=dict)

    def find(self, violation: Violation, times: int = 1) -> None:
        """Count a violation."""
        finding = self.findings.setdefault(violation.key, Finding(violation, 0))
        finding.times += times


class Verdict:
    """Collects judgements; its exit code is 0 (holds), 1 (broken) or 2 (could not be judged).

    ``strict`` counts each notice as a violation. ``known`` are findings that were accepted. ``about`` says what was
    judged, when and by what.
    """

    def __init__(self, *, strict: bool = False, known: Known | None = None, about: About | None = None) -> None:
        self.strict = strict
        self.known = known or Known()
        self.about = about or About()
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
        for notice in judgement.notices:
            row.notices[notice] = row.notices.get(notice, 0) + 1
        for violation in [*judgement.violations, *(one.violation for one in judgement.notices if self.strict)]:
            row.find(violation)

    def merge(self, other: Verdict) -> None:
        """Add what another process of the same run found out."""
        for key, found in other.rows.items():
            row = self.rows[key]
            row.statuses |= found.statuses
            row.checks += found.checks
            row.success |= found.success
            for finding in found.findings.values():
                row.find(finding.violation, finding.times)
            for notice, times in found.notices.items():
                row.notices[notice] = row.notices.get(notice, 0) + times
        # Which process ends first is chance.
        self.rows = defaultdict(Row, sorted(self.rows.items()))
        self.failures = sorted({*self.failures, *other.failures})
        self._unjudged = other._unjudged | self._unjudged

    def could_not_judge(self, target: str, reason: str) -> None:
        """Note in one sentence why a target could not be judged."""
        self._unjudged.setdefault(target, reason)

    @property
    def findings(self) -> list[tuple[str, Finding]]:
        """Each finding that nobody has accepted, once per target."""
        return [pair for pair in self._all() if not pair[1].accepted]

    @property
    def accepted(self) -> list[tuple[str, Finding]]:
        """Each finding that is known."""
        return [pair for pair in self._all() if pair[1].accepted]

    def _all(self) -> Iterator[tuple[str, Finding]]:
        for (target, _), row in self.rows.items():
            for finding in row.findings.values():
                finding.accepted = self.known.reason_for(finding.violation)
                yield target, finding

    @property
    def stale(self) -> list[str]:
        """What was accepted and is not so any more: it has expired, or does not occur in a run that could be judged."""
        found = [finding.violation for _, finding in self._all()]
        return self.known.stale(found, complete=not self.unjudged)

    @property
    def violations(self) -> list[tuple[str, Violation]]:
        """The violation of each finding."""
        return [(target, finding.violation) for target, finding in self.findings]

    @property
    def notices(self) -> list[tuple[str, Notice, int]]:
        """Each notice once per target, with how often it was seen."""
        return [(target, *pair) for (target, _), row in self.rows.items() for pair in row.notices.items()]

    @property
    def unjudged(self) -> dict[str, str]:
        """Why each target that could not be judged could not; one that never answered with success is among them.

        What was found broken was judged.
        """
        silent = {
            target: f"no request for {operation} was answered with success ({statuses(row)})"
            for (target, operation), row in self.rows.items()
            if not row.success and not row.findings
        }
        return {**silent, **self._unjudged}

    @property
    def exit_code(self) -> int:
        """0 the contract holds, 1 it is broken, 2 it could not be judged."""
        if self.findings or self.failures or self.stale:
            return BROKEN
        return UNJUDGED if self.unjudged or not self.rows else HOLDS

    @property
    def word(self) -> str:
        """The exit code in words."""
        return WORDS[self.exit_code]

    def table(self) -> list[tuple[str, ...]]:
        """A heading, then a row of texts for each operation of each target."""
        rows = [
            (target, operation, statuses(row), str(row.checks), str(len(row.findings)))
            for (target, operation), row in self.rows.items()
        ]
        return [("target", "operation", "statuses seen", "checks", "violations"), *rows]


def statuses(row: Row) -> str:
    """The statuses that were seen, in words."""
    return " ".join(map(str, sorted(row.statuses))) or "none"
