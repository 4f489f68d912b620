"""Where a pointer leads in a file: line and column."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import Node

from scripts.document import pointer_tokens
from scripts.yaml_text import composed, place_in


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
    def _root(self) -> Node | None:
        try:
            return composed(self._text)
        except (YAMLError, RecursionError):
            return None

    def place(self, pointer: str) -> Place:
        """Where the value at ``pointer`` stands, or what is left of the way to it."""
        return Place(self.name, *place_in(self._root, pointer_tokens(pointer)))
