"""The verdict as annotations of a GitHub workflow, each at its line of the document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scripts.document import line_of
from scripts.judge.verdict import Verdict
from scripts.telling import told


def commands(verdict: Verdict) -> Iterator[str]:
    """A workflow command for each finding, each notice, and what could not be judged."""
    document = verdict.about.document
    for target, finding in verdict.findings:
        one = finding.violation
        yield _command(document, "error", one.place, f"{one.code} {one.check}", f"{target}: {one}")
    for line in [*verdict.stale, *verdict.failures]:
        yield _command(document, "error", "", "contract", line)
    for target, notice, _ in verdict.notices:
        yield _command(document, "notice", notice.place, f"{notice.code} {notice.kind}", f"{target}: {notice}")
    for target, reason in verdict.unjudged.items():
        yield _command(document, "warning", "", "not judged", f"{target}: {reason}")


def _command(document: Path, kind: str, pointer: str, title: str, message: str) -> str:
    line = line_of(document, pointer) if pointer else None
    place = f"file={document.name},line={line}," if line else ""
    return f"::{kind} {place}title={_property(title)}::{_data(message)}"


def _data(text: str) -> str:
    return told(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
