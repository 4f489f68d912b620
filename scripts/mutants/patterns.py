"""Near neighbours of a regular expression: anchors dropped, quantifiers and character ranges moved by one."""

from __future__ import annotations

import re
from collections.abc import Iterator

LOOSENED, TIGHTENED = "loosened", "tightened"

# A backslash and what it escapes is passed over, so that no literal is taken for syntax.
_SYNTAX = re.compile(
    r"(?P<escaped>\\.)"
    r"|(?P<group>\(\?(?:<?[=!]|:|P?<\w+>)?)"
    r"|(?P<bounds>\{(?P<least>\d+)(?P<open>,(?P<most>\d*))?\})"
    r"|(?P<range>(?P<first>[0-9A-Za-z])-(?P<last>[0-9A-Za-z]))"
    r"|(?P<quantifier>[?*+])"
    r"|(?P<anchor>[\^$])",
    re.DOTALL,
)
_QUANTIFIERS = {"?": [(TIGHTENED, ""), (TIGHTENED, "{0}")], "*": [(TIGHTENED, "+")], "+": [(LOOSENED, "*")]}


def neighbours(pattern: str) -> Iterator[tuple[str, str]]:
    """Each neighbour of ``pattern``, after whether it is looser or tighter."""
    for match in _SYNTAX.finditer(pattern):
        for change, text in _variants(match, pattern):
            yield change, pattern[: match.start()] + text + pattern[match.end() :]


def _variants(match: re.Match[str], pattern: str) -> Iterator[tuple[str, str]]:
    if match["bounds"]:
        yield from _bounds(int(match["least"]), match["open"], match["most"])
    elif match["range"]:
        yield from _ranges(match["first"], match["last"])
    elif match["quantifier"]:
        # After another quantifier it says how greedy that one is, not how often.
        if pattern[match.start() - 1] not in "?*+}":
            yield from _QUANTIFIERS[match["quantifier"]]
    elif match["anchor"] and match.start() in (0, len(pattern) - 1):
        yield LOOSENED, ""


def _bounds(least: int, unequal: str | None, most: str | None) -> Iterator[tuple[str, str]]:
    if unequal is None:
        yield LOOSENED, f"{{{least},}}"
        yield TIGHTENED, f"{{{least + 1}}}"
        return
    if least:
        yield LOOSENED, f"{{{least - 1},{most}}}"
    if not most or least < int(most):
        yield TIGHTENED, f"{{{least + 1},{most}}}"
    if most:
        yield LOOSENED, f"{{{least},{int(most) + 1}}}"
        if least < int(most):
            yield TIGHTENED, f"{{{least},{int(most) - 1}}}"
    else:
        yield TIGHTENED, f"{{{least}}}"


def _ranges(first: str, last: str) -> Iterator[tuple[str, str]]:
    if first < last:
        yield TIGHTENED, f"{chr(ord(first) + 1)}-{last}"
        yield TIGHTENED, f"{first}-{chr(ord(last) - 1)}"
    for looser in (f"{chr(ord(first) - 1)}-{last}", f"{first}-{chr(ord(last) + 1)}"):
        if looser.replace("-", "").isalnum():
            yield LOOSENED, looser
