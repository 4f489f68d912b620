"""The version that a change of the contract asks for."""

from __future__ import annotations

import re

from scripts.compare.difference import Verdict
from scripts.document import DocumentError

Version = tuple[int, int, int]


def parsed(text: str) -> Version:
    """``MAJOR.MINOR.PATCH`` as numbers. Raises DocumentError for anything else."""
    found = re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", text, re.ASCII)
    if found is None:
        raise DocumentError(f"info.version is {text!r}, which is no MAJOR.MINOR.PATCH")
    major, minor, patch = map(int, found.groups())
    return major, minor, patch


def due(old: Version, verdict: Verdict) -> Version:
    """The least version that may follow ``old``; what nobody judged counts as breaking.

    Before 1.0.0 the first number stands still, so that each kind of change moves one place to the right.
    """
    major, minor, patch = old
    if verdict is Verdict.NONE:
        return old
    if verdict is Verdict.PATCH or (major == 0 and verdict is Verdict.ADDITIVE):
        return major, minor, patch + 1
    if verdict is Verdict.ADDITIVE or major == 0:
        return major, minor + 1, 0
    return major + 1, 0, 0


def told(version: Version) -> str:
    """A version as text."""
    return ".".join(map(str, version))
