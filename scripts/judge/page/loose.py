"""JSON as people print it on pages: with comments, single quotes, bare names and commas too many or too few."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

# Deeper than any example, and far from what recursion bears.
DEEPEST = 40
TOKEN = re.compile(
    r"""(?P<skip>\s+|(?<![:\w])//[^\n]*|/\*.*?\*/)
      | (?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`)
      | (?P<mark>[{}\[\],:])
      | (?P<word>[^\s{}\[\],:"'`]+|.)""",
    re.VERBOSE | re.DOTALL,
)
WORDS = {"true": True, "false": False, "null": None}
Token = tuple[str, str]


def tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """The kind, text and end of each token, blanks and comments left out."""
    for found in TOKEN.finditer(text):
        if found.lastgroup != "skip":
            yield str(found.lastgroup), found[0], found.end()


def closing(text: str, depth: int) -> tuple[int, int | None]:
    """How many brackets are open behind ``text``, ``depth`` before it, and where in it the last one was closed."""
    for kind, mark, end in tokens(text):
        if kind == "mark":
            depth += (mark in "{[") - (mark in "}]")
            if depth <= 0 and mark in "}]":
                return 0, end
    return depth, None


def parsed(text: str) -> Any:
    """The value that ``text`` shows, as far as it can be told; whatever it is, there is one."""
    return _value([(kind, token) for kind, token, _ in tokens(text)][::-1], 0)


def _value(left: list[Token], depth: int) -> Any:
    """The next value; ``left`` holds the tokens that are to come, the last one first."""
    kind, text = left.pop() if left else ("word", "null")
    if kind != "mark":
        return _scalar(kind, text)
    if text == "{" and depth < DEEPEST:
        return _members(left, depth)
    if text == "[" and depth < DEEPEST:
        return _items(left, depth)
    return None


def _members(left: list[Token], depth: int) -> dict[str, Any]:
    members: dict[str, Any] = {}
    while left:
        kind, token = left.pop()
        if token in {"}", "]"} and kind == "mark":
            break
        if kind == "mark":
            continue
        name = str(_scalar("string", token)) if kind == "string" else token
        if left and left[-1] == ("mark", ":"):
            left.pop()
            members[name] = _value(left, depth + 1)
        else:
            members.setdefault(name, None)
    return members


def _items(left: list[Token], depth: int) -> list[Any]:
    items: list[Any] = []
    while left:
        if left[-1] in {("mark", "]"), ("mark", "}")}:
            left.pop()
            break
        if left[-1] in {("mark", ","), ("mark", ":")}:
            left.pop()
            continue
        items.append(_value(left, depth + 1))
    return items


def _scalar(kind: str, token: str) -> Any:
    if kind == "string":
        try:
            return json.loads(token)
        except ValueError:
            return token[1:-1]
    if token in WORDS:
        return WORDS[token]
    if len(token) < 100 and re.fullmatch(r"-?\d+", token):
        return int(token)
    if len(token) < 100 and re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", token):
        return float(token)
    return token
