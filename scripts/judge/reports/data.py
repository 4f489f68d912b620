"""Everything that a verdict knows, for machines; ``verdict.schema.json`` beside this says what is in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scripts.document import line_of
from scripts.judge.notices import Notice
from scripts.judge.verdict import Finding, Verdict
from scripts.telling import told

FORMAT = 2


def as_data(verdict: Verdict) -> dict[str, Any]:
    """The verdict as JSON. Every text is cleaned as it is for people, patches line by line."""
    about = verdict.about
    return {
        "format": FORMAT,
        "verdict": verdict.word,
        "exit_code": verdict.exit_code,
        "strict": verdict.strict,
        "server": told(about.server),
        "began": about.began.isoformat(timespec="seconds"),
        "seconds": about.seconds,
        "contract": {"version": told(about.contract), "sha256": about.sha256},
        "judge": about.judge,
        "operations": [
            {
                "target": told(target),
                "operation": told(operation),
                "statuses": sorted(row.statuses),
                "checks": row.checks,
                "success": row.success,
                "violations": [_violation(finding, about.document) for finding in row.findings.values()],
                "notices": [_notice(notice, times, about.document) for notice, times in row.notices.items()],
            }
            for (target, operation), row in verdict.rows.items()
        ],
        "no_longer_known": [told(line) for line in verdict.stale],
        "failed": [told(line) for line in verdict.failures],
        "not_judged": {told(target): told(reason) for target, reason in verdict.unjudged.items()},
    }


def _violation(finding: Finding, document: Path) -> dict[str, Any]:
    one = finding.violation
    return {
        "code": one.code,
        "check": told(one.check),
        "status": one.status,
        "pointer": told(one.pointer),
        "received": told(one.received),
        "documented": told(one.documented),
        "clause": told(one.place),
        "line": _line(document, one.place),
        "body": told(one.body),
        "curl": told(one.curl),
        "times": finding.times,
        "known": told(finding.accepted),
    }


def _notice(one: Notice, times: int, document: Path) -> dict[str, Any]:
    return {
        "code": one.code,
        "kind": told(one.kind),
        "status": one.status,
        "subject": told(one.subject),
        "pointer": told(one.pointer),
        "received": told(one.received),
        "documented": told(one.documented),
        "clause": told(one.place),
        "line": _line(document, one.place),
        "patch": "".join(f"{told(line)}\n" for line in one.patch.splitlines()),
        "times": times,
    }


def _line(document: Path, pointer: str) -> int | None:
    return line_of(document, pointer) if pointer else None
