"""Differences that the owners of the contract have accepted, with their reason and an end.

A file is a list of entries, each with the ``rule`` and the ``pointer`` of a difference, the ``reason`` why it may be,
and ``until``, the version of the contract from which on it counts again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from scripts.compare.difference import Difference
from scripts.compare.rules import RULES
from scripts.compare.version import Version, parsed
from scripts.document import DocumentError
from scripts.telling import excerpt
from scripts.yaml_text import composed, loaded, place_in

KEYS = ("rule", "pointer", "reason", "until")
LONGEST = 200


@dataclass(frozen=True)
class Accepted:
    """One entry, and where it stands."""

    place: str
    rule: str
    pointer: str
    reason: str
    until: Version

    def covers(self, difference: Difference) -> bool:
        """Whether it speaks of the difference."""
        return (self.rule, self.pointer) == (difference.rule, difference.pointer)


def load_accepted(path: Path) -> list[Accepted]:
    """The entries of the file at ``path``. Raises DocumentError, with the line, for what is none."""
    try:
        text = path.read_text(encoding="utf-8")
        root, entries = composed(text), loaded(text)
    except MarkedYAMLError as error:
        said = excerpt(str(error.problem or error.context), LONGEST)
        where = f" (line {error.problem_mark.line + 1})" if error.problem_mark else ""
        raise DocumentError(f"{path}: cannot be read: {said}{where}") from None
    except (OSError, UnicodeDecodeError, YAMLError, RecursionError) as error:
        raise DocumentError(f"{path}: cannot be read: {excerpt(str(error), LONGEST)}") from None
    if entries is None:
        return []
    if not isinstance(entries, list):
        raise DocumentError(f"{path}:1: it is a list of accepted differences")
    return [_entry(f"{path}:{place_in(root, [str(n)])[0]}", entry) for n, entry in enumerate(entries)]


def _entry(place: str, entry: Any) -> Accepted:
    if not isinstance(entry, dict) or set(entry) != set(KEYS) or not all(str(entry[key]).strip() for key in KEYS):
        raise DocumentError(f"{place}: an entry has {', '.join(KEYS[:-1])} and {KEYS[-1]}, and nothing else")
    if str(entry["rule"]) not in RULES:
        raise DocumentError(f"{place}: no rule is called {excerpt(str(entry['rule']), LONGEST)}")
    try:
        until = parsed(str(entry["until"]))
    except DocumentError:
        said = excerpt(str(entry["until"]), LONGEST)
        raise DocumentError(f"{place}: until is {said}, which is no MAJOR.MINOR.PATCH") from None
    return Accepted(place, str(entry["rule"]), str(entry["pointer"]), str(entry["reason"]), until)


def stale(entries: Sequence[Accepted], differences: Sequence[Difference], version: Version | None) -> list[str]:
    """One sentence for each entry that no longer applies, with its place."""
    told = []
    for entry in entries:
        if not any(entry.covers(d) for d in differences):
            told.append(f"{entry.place}: nothing differs there by {entry.rule} any more: take the entry out")
        elif version is not None and version >= entry.until:
            end = ".".join(map(str, entry.until))
            told.append(f"{entry.place}: it was accepted until {end} alone: take the entry out, or make it true")
    return told
