"""Findings that were accepted for a time: a list in YAML, each with code, pointer, reason and day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from scripts.document import DocumentError, load_yaml
from scripts.judge.codes import BY_ID, CODES
from scripts.judge.violation import Violation, any_item

MEMBERS = {"code", "pointer", "reason", "until", "operation"}


class KnownError(Exception):
    """The file is no list of known findings; one line with the file and the place in it."""


@dataclass(frozen=True)
class Accepted:
    """One accepted finding: in the operation, if it names one, and up to and including the day ``until``."""

    code: str
    pointer: str
    reason: str
    until: date
    operation: str = ""

    def fits(self, violation: Violation) -> bool:
        """Whether it speaks of that violation; a star in its pointer, or a number, stands for each item of a list."""
        operation = self.operation in {"", violation.operation}
        return operation and self.code == violation.code and any_item(self.pointer) == any_item(violation.pointer)

    def __str__(self) -> str:
        """What is accepted, as one part of a line."""
        return f"{self.code}{f' at #{self.pointer}' if self.pointer else ''}"


class Known:
    """What is accepted; ``today`` decides what has expired."""

    def __init__(self, entries: Sequence[Accepted] = (), today: date | None = None) -> None:
        self._entries = entries
        self._today = today or datetime.now(UTC).date()

    def reason_for(self, violation: Violation) -> str:
        """Why a violation is accepted; empty when it is not, or no longer."""
        fitting = (one for one in self._entries if one.until >= self._today and one.fits(violation))
        return next((f"{one.reason} (until {one.until})" for one in fitting), "")

    def stale(self, found: Iterable[Violation], *, complete: bool) -> list[str]:
        """A line for each entry that has expired or, after a ``complete`` run, fits nothing that was found."""
        violations = list(found)
        lines = []
        for one in self._entries:
            if one.until < self._today:
                lines.append(f"{one} was accepted until {one.until}, which is over: {one.reason}")
            elif complete and not any(one.fits(violation) for violation in violations):
                lines.append(f"{one} is accepted and does not occur any more: take it out")
        return lines


def known(path: Path, today: date | None = None) -> Known:
    """The accepted findings of a file. Raises KnownError."""
    try:
        data = load_yaml(path)
    except DocumentError as error:
        raise KnownError(str(error)) from None
    if not isinstance(data, list):
        raise KnownError(f"{path}: a file of known findings is a list")
    return Known([_entry(f"{path}: entry {number}", one) for number, one in enumerate(data, 1)], today)


def _entry(place: str, data: Any) -> Accepted:
    if not isinstance(data, dict) or set(data) - MEMBERS:
        raise KnownError(f"{place}: it has code, pointer, reason, until, and operation where only that is meant")
    missing = [name for name in ("code", "reason", "until") if not data.get(name)]
    if missing:
        raise KnownError(f"{place}: it lacks {', '.join(missing)}")
    code = CODES[data["code"]].id if data["code"] in CODES else str(data["code"]).upper()
    if code not in BY_ID:
        raise KnownError(f"{place}: there is no code {data['code']}")
    until = data["until"]
    try:
        day = until if isinstance(until, date) and not isinstance(until, datetime) else date.fromisoformat(str(until))
    except ValueError:
        raise KnownError(f"{place}: until is a day, such as 2026-12-31") from None
    return Accepted(code, str(data.get("pointer", "")).lstrip("#"), str(data["reason"]), day, data.get("operation", ""))
