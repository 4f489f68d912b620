"""Text of others, made fit to be shown to people."""

from __future__ import annotations

import re

# What steers a terminal, ends a line, or turns the text around.
UNSAFE = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff]")


def told(text: str) -> str:
    """``text`` as one line that steers no terminal."""
    return UNSAFE.sub("\ufffd", " ".join(text.split()))
