"""The comments of a YAML document, each by the pointer of the clause that it stands beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from scripts.document import pointer_of
from scripts.yaml_text import composed

Steps = tuple[str, ...]
# What holds things by names that the author chose, each with comments of its own.
BY_NAME = {
    "properties", "patternProperties", "$defs", "dependentSchemas", "schemas", "responses", "parameters", "examples",
    "requestBodies", "headers", "securitySchemes", "links", "callbacks", "pathItems", "paths", "webhooks", "content",
    "encoding", "variables",
}  # fmt: skip


class Notes(dict[str, str]):
    """Comments by pointer, which remember which of them were shown."""

    def __init__(self, notes: Mapping[str, str]) -> None:
        super().__init__(notes)
        self._shown: set[str] = set()

    def at(self, pointer: str) -> str:
        """The comment beside a place, which is shown from now on; empty where there is none."""
        self._shown.add(pointer)
        return self.get(pointer, "")

    def left(self) -> list[tuple[str, str]]:
        """Those that were not shown, with their pointers."""
        return [(pointer, note) for pointer, note in self.items() if pointer not in self._shown]


def notes_of(path: Path) -> dict[str, str]:
    """The comments of the document at ``path``, as paragraphs; none where it is no YAML, or has none.

    A comment above the first member of an object speaks of the object, unless that is a mapping of things by name.
    What stands above the document is no note.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        root = composed(text)
    except (OSError, UnicodeDecodeError, YAMLError, RecursionError):
        return {}
    lines = text.splitlines()
    found: dict[str, str] = {}
    for steps, line, is_first in _places(root, ()):
        note = "" if is_first and len(steps) == 1 else _above(lines, line)
        is_of_all = is_first and not BY_NAME & set(steps[-2:-1])
        place = pointer_of([*(steps[:-1] if is_of_all else steps)])
        if note and place and place not in found:
            found[place] = note
    return found


def _places(node: Node | None, steps: Steps, within: frozenset[int] = frozenset()) -> Iterator[tuple[Steps, int, bool]]:
    """Each member, the line (from 0) on which it starts, and whether it is the first of an object."""
    if id(node) in within:
        # An alias of what it stands in.
        return
    within |= {id(node)}
    if isinstance(node, MappingNode):
        for number, (key, value) in enumerate(node.value):
            inner = (*steps, str(key.value))
            yield inner, key.start_mark.line, number == 0
            yield from _places(value, inner, within)
    elif isinstance(node, SequenceNode):
        for number, value in enumerate(node.value):
            yield (*steps, str(number)), value.start_mark.line, False
            yield from _places(value, (*steps, str(number)), within)


def _above(lines: list[str], line: int) -> str:
    """The block of comments that ends on the line above."""
    start = line
    while start and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return " ".join(text.strip().lstrip("#").strip() for text in lines[start:line])
