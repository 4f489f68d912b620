"""Make text that anybody may have written fit to be told: it stays on its line and steers nothing that reads it."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"
# Joiners make one character of several in many scripts, and steer nothing.
_JOINERS = "\u200c\u200d"
# A workflow of GitHub's obeys a line that begins so, blanks before it included, or that holds the older form.
_COMMAND = re.compile(r"^(?=\s*::)|#(?=#\[)")


def told(text: str) -> str:
    """``text`` as one line for people.

    What breaks a line, moves a cursor, changes the direction of what follows or is half a character is replaced; a
    line that a workflow would take for a command is marked so that it is none.
    """
    if not text.isprintable():
        text = "".join(map(_shown, text))
    return _COMMAND.sub(REPLACEMENT, text)


def excerpt(text: str, length: int) -> str:
    """The beginning of ``text`` as one line, of ``length`` characters at most, an ellipsis where it was cut."""
    line = told(text[: length + 1])
    return line if len(line) <= length else f"{line[: length - 1]}…"


def _shown(character: str) -> str:
    if character.isprintable() or character in _JOINERS:
        return character
    return " " if character.isspace() and character not in "\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029" else REPLACEMENT
