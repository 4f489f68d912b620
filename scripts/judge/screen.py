"""A verdict as text, its last line what somebody came for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from scripts.document import line_of
from scripts.judge.notices import Notice
from scripts.judge.verdict import Finding, Verdict
from scripts.telling import excerpt, told

# Lines of a patch that are shown on a screen; the reports have it whole.
PATCH_LINES = 12
# Lines that fit a screen before the first finding is repeated near its end.
SCREEN, COLUMNS = 20, 80


def lines(verdict: Verdict, *, whole: bool = True) -> Iterator[str]:
    """The table, then each finding and notice, then the verdict; ``whole`` shows each patch to its end."""
    said = [told(line) for line in _lines(verdict, whole=whole)]
    yield from said
    findings = verdict.findings
    if findings and sum(max(1, -(-len(line) // COLUMNS)) for line in said) > SCREEN:
        _, first = findings[0]
        yield told(f"first: {first.violation.code} {_received(first, 160)}")
    yield f"verdict: {verdict.word}"


def _lines(verdict: Verdict, *, whole: bool) -> Iterator[str]:
    if verdict.rows:
        yield from _table(*verdict.table())
        yield ""
    for target, finding in verdict.findings:
        yield from _finding(target, finding, verdict.about.document)
    for target, finding in verdict.accepted:
        yield f"known: {target}: {finding.violation.code} {finding.violation}: {finding.accepted}"
    for line in verdict.stale:
        yield f"no longer known: {line}"
    for target, notice, times in verdict.notices:
        yield from _notice(target, notice, times, strict=verdict.strict, whole=whole)
    for failure in verdict.failures:
        yield f"failed: {failure}"
    for target, reason in verdict.unjudged.items():
        yield f"not judged: {target}: {reason}"
    if verdict.about.server:
        yield verdict.about.line()


def _finding(target: str, finding: Finding, document: Path) -> Iterator[str]:
    violation = finding.violation
    often = f" ({finding.times} times)" if finding.times > 1 else ""
    yield f"violation: {target}: {violation.code} {violation}{often}"
    if violation.place:
        yield f"  clause: {where(document, violation.place)}"
    if violation.body:
        yield f"  body:   {excerpt(violation.body, 150)}"
    if violation.curl:
        yield f"  again:  {violation.curl}"


def _received(finding: Finding, length: int) -> str:
    violation = finding.violation
    place = f" at #{violation.pointer}" if violation.pointer else ""
    said = f"{violation.operation} {violation.status}: {violation.check}{place}: received {violation.received}"
    return excerpt(f"{said}; documented {violation.documented}", length)


def _notice(target: str, notice: Notice, times: int, *, strict: bool, whole: bool) -> Iterator[str]:
    often = f" ({times} times)" if times > 1 else ""
    yield f"{'suggested by' if strict else 'notice'}: {target}: {notice.code} {notice}{often}"
    patch = notice.suggestion()
    shown = patch if whole else patch[: PATCH_LINES + 1]
    yield from shown
    if len(shown) < len(patch):
        yield f"    … {len(patch) - len(shown)} more lines, which --report writes"


@lru_cache(maxsize=256)
def where(document: Path, pointer: str) -> str:
    """A clause of the document with its line."""
    return f"{document.name}:{line_of(document, pointer)} #{pointer}"


def _table(*rows: tuple[str, ...]) -> Iterable[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
