"""Read YAML 1.2 as ruamel.yaml does, with its scanner and parser in C wherever those say the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.constructor import ConstructorError, SafeConstructor
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

try:
    from _ruamel_yaml import CParser
except ImportError:
    # Where there is no such parser, everything is read by the one in Python.
    CParser = None

Found = TypeVar("Found")

# A version of its own, what is a line break in YAML 1.1 alone, byte order marks, and a tag without a name.
_READ_OTHERWISE = re.compile(r"^%|[\x85\u2028\u2029\ufeff]|(?<![^\s,\[{])!(?:[\s,\]}]|\Z)", re.MULTILINE)

# Some broken texts meet faults of the library's own, as a number does that is none.
_OWN_FAULTS = (ValueError, AttributeError, KeyError, TypeError, IndexError, AssertionError)


class _JsonConstructor(SafeConstructor):
    """YAML as OpenAPI has it, with JSON's types alone: what looks like a moment is text."""

    def construct_object(self, node: Node, deep: bool = False) -> Any:
        """The value of a node; what is none is told with its place."""
        try:
            return super().construct_object(node, deep)
        except _OWN_FAULTS as error:
            raise ConstructorError(None, None, _line(error), node.start_mark) from None


_JsonConstructor.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def loaded(text: str) -> Any:
    """The value of a document. Raises YAMLError, and RecursionError where it is nested too deeply."""
    return _read(text, lambda yaml: yaml.load(text))


def composed(text: str) -> Node | None:
    """The nodes of a document, each with its place; None for an empty text. Raises as ``loaded`` does."""
    node: Node | None = _read(text, lambda yaml: yaml.compose(text))
    return node


def place_in(root: Node | None, steps: Iterable[str]) -> tuple[int, int]:
    """Line and column, from 1, where the value at the end of ``steps`` starts, or what is left of the way to it."""
    node, mark = root, root.start_mark if root is not None else None
    for step in steps:
        found = _member(node, step)
        if found is None:
            break
        key, node = found
        mark = key.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _member(node: Node | None, step: str) -> tuple[Node, Node] | None:
    if isinstance(node, MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, SequenceNode) and step.isdecimal() and int(step) < len(node.value):
        return node.value[int(step)], node.value[int(step)]
    return None


def _read(text: str, read: Callable[[YAML], Found]) -> Found:
    if CParser is not None and not _READ_OTHERWISE.search(text):
        fast = _reader()
        fast.Parser = lambda **_: CParser(text)
        # It stumbles over some of YAML 1.2, and the other one tells better what is wrong.
        with suppress(YAMLError, *_OWN_FAULTS):
            return read(fast)
    try:
        return read(_reader())
    except _OWN_FAULTS as error:
        raise YAMLError(_line(error)) from None


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]


def _reader() -> YAML:
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _JsonConstructor
    # YAML 1.2 lets an anchor be given again.
    yaml.composer.warn_double_anchors = False
    return yaml
