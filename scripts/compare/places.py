"""Where a pointer leads in a file: line and column."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from scripts.document import pointer_tokens


@dataclass(frozen=True)
class Place:
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """As editors and terminals take it."""
        return f"{self.file}:{self.line}:{self.column}"


class File:
    """The text of a document under the name that reports use; it is read when the first place is asked for."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self._text = text

    @functools.cached_property
    def _root(self) -> Any:
        """The nodes of either library, which are alike; None when the text has none."""
        fast = getattr(yaml, "CSafeLoader", None)
        try:
            # Places are the same whichever version of YAML a text is in, and this parser is in C.
            return yaml.compose(self._text, Loader=fast) if fast else _composed(self._text)
        except (yaml.YAMLError, RecursionError):
            return _composed(self._text)

    def place(self, pointer: str) -> Place:
        """Where the value at ``pointer`` stands, or what is left of the way to it."""
        node = self._root
        mark = node.start_mark if node is not None else None
        for token in pointer_tokens(pointer):
            found = _child(node, token)
            if found is None:
                break
            key, node = found
            mark = key.start_mark
        return Place(self.name, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1)


def _composed(text: str) -> Any:
    try:
        return YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, RecursionError):
        return None


def _child(node: Any, token: str) -> tuple[Any, Any] | None:
    if getattr(node, "id", None) == "mapping":
        return next(((key, value) for key, value in node.value if str(key.value) == token), None)
    if getattr(node, "id", None) == "sequence" and token.isdecimal() and int(token) < len(node.value):
        return node.value[int(token)], node.value[int(token)]
    return None
