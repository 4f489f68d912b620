"""The verdict in Markdown, for the summary of a job or an issue: what a server wrote stays text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scripts.judge.screen import where
from scripts.judge.verdict import Finding, Verdict
from scripts.telling import excerpt, told

MOST = 50
LENGTH = 400


def markdown(verdict: Verdict) -> str:
    """A heading, the table and the findings; what is quoted is code, in which nothing is a link or a name."""
    return "\n".join(_lines(verdict)) + "\n"


def _lines(verdict: Verdict) -> Iterator[str]:
    yield f"## {verdict.word.capitalize()}"
    if verdict.about.server:
        yield f"\n{code(verdict.about.line())}"
    heading, *rows = verdict.table()
    if rows:
        yield ""
        yield f"| {' | '.join(heading)} |"
        yield f"|{'---|' * len(heading)}"
        for row in rows:
            yield f"| {' | '.join(map(code, row))} |"
    for target, reason in verdict.unjudged.items():
        yield f"\nNot judged: {code(f'{target}: {reason}')}"
    findings = verdict.findings
    for target, finding in findings[:MOST]:
        yield from _finding(target, finding, verdict.about.document)
    if len(findings) > MOST:
        yield f"\n… and {len(findings) - MOST} more, which verdict.html has."
    for line in [*verdict.stale, *verdict.failures]:
        yield f"\n- {code(line)}"
    for target, notice, times in verdict.notices[:MOST]:
        yield f"\n- notice {notice.code}{f', {times} times' if times > 1 else ''}: {code(f'{target}: {notice}')}"


def _finding(target: str, finding: Finding, document: Path) -> Iterator[str]:
    violation = finding.violation
    often = f", {finding.times} times" if finding.times > 1 else ""
    yield f"\n### {violation.code} {code(violation.check)}{often}"
    place = f" at #{violation.pointer}" if violation.pointer else ""
    yield f"\n- {code(f'{target}: {violation.operation} {violation.status}{place}')}"
    yield f"- received {code(violation.received)}"
    yield f"- documented {code(violation.documented)}"
    if violation.place:
        yield f"- clause {code(where(document, violation.place))}"
    if violation.body:
        yield f"- body {code(violation.body)}"
    if violation.curl:
        yield f"\n{code(violation.curl)}"


def code(text: str) -> str:
    """A text as code on its line, whatever back-ticks and bars it holds."""
    line = excerpt(text, LENGTH).replace("|", "\u2223").strip() or " "
    longest = max((len(run) for run in "".join(c if c == "`" else " " for c in line).split()), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {told(line)} {fence}" if "`" in line else f"{fence}{told(line)}{fence}"
