"""Read a document, whatever it holds, and tell the line on which anything in it stands."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from scripts.document import DocumentError, at, pointer_of, pointer_tokens
from scripts.yaml_text import composed, place_in

# Deeper than any document that somebody wrote, and shallower than what the tools below can walk.
DEPTH = 100
# Nodes with aliases written out: a few aliases of aliases can name more than any memory holds.
SIZE = 2_000_000
DIGITS = 400
TAG = "tag:yaml.org,2002:"


class Source:
    """A parsed document. Keys are text as written, so that an unquoted status is the status."""

    def __init__(self, path: Path) -> None:
        """Read the YAML or JSON file at ``path``. Raises DocumentError with its line."""
        self.path = path
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            raise DocumentError(f"{path}: cannot be read: {reason}") from None
        self._root = self._composed(text)
        if not isinstance(self._root, MappingNode):
            raise DocumentError(f"{path}:1: an OpenAPI document is a mapping, this is none")
        self._made: dict[int, tuple[Any, int]] = {}
        self.data: dict[str, Any] = self._made_of(self._root, [], ())[0]

    def fault(self, pointer: str, reason: str) -> DocumentError:
        """An error of one line about the value at ``pointer``."""
        line = " ".join(reason.split())
        return DocumentError(f"{self.path}:{self.line(pointer)}: #{pointer}: {line[:300]}")

    def line(self, pointer: str) -> int:
        """The line (from 1) on which the value at ``pointer`` starts, as near as it can be told."""
        return place_in(self._root, pointer_tokens(pointer))[0]

    def resolve(self, node: Any, pointer: str) -> tuple[Any, str]:
        """What ``node`` at ``pointer`` stands for, references followed, and its own pointer. Raises DocumentError."""
        seen = {pointer}
        while isinstance(node, Mapping) and "$ref" in node:
            node, target = self.target(node, pointer)
            if target in seen:
                raise self.fault(pointer, f"reference {'#' + target!r} leads back to itself")
            seen.add(target)
            pointer = target
        return node, pointer

    def target(self, node: Mapping[str, Any], pointer: str) -> tuple[Any, str]:
        """What the ``$ref`` of ``node`` names, and where that stands. Raises DocumentError."""
        reference = node["$ref"]
        if not isinstance(reference, str) or not reference.startswith("#"):
            raise self.fault(pointer, f"reference {reference!r} leads to another file, which is not read")
        target = pointer_of(list(pointer_tokens(reference[1:])))
        if reference not in ("#", f"#{target}") and not reference.startswith("#/"):
            raise self.fault(pointer, f"reference {reference!r} is no JSON pointer")
        try:
            return at(self.data, target), target
        except DocumentError:
            raise self.fault(pointer, f"reference {reference[1:]!r} leads nowhere") from None

    def _composed(self, text: str) -> Node:
        # What is this deep may only seem so, inside text; but if it is, the parser takes minutes to say nothing.
        depth = 0
        for match in re.finditer(r"[\[{\]}]", text):
            depth += 1 if match[0] in "[{" else -1
            if depth > DEPTH and (error := self._too_deep(text)):
                raise error
            if depth > DEPTH:
                break
        try:
            node = composed(text)
        except RecursionError:
            raise self._too_deep(text) or DocumentError(f"{self.path}: nested too deeply") from None
        except MarkedYAMLError as error:
            line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
            reason = " ".join(str(error.problem or error.context).split())
            raise DocumentError(f"{self.path}{line}: not YAML: {reason[:300]}") from None
        except YAMLError as error:
            reason = " ".join(str(error).strip().split("\n\n")[0].split())
            raise DocumentError(f"{self.path}: not YAML: {reason[:300]}") from None
        if node is None:
            raise DocumentError(f"{self.path}:1: an OpenAPI document is a mapping, this is nothing")
        return node

    def _too_deep(self, text: str) -> DocumentError | None:
        depth = 0
        with suppress(YAMLError):
            for event in YAML(typ="safe", pure=True).parse(text):
                depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
                if depth > DEPTH:
                    line = event.start_mark.line + 1
                    return DocumentError(f"{self.path}:{line}: nested more than {DEPTH} levels deep")
        return None

    def _made_of(self, node: Node, steps: list[str | int], above: tuple[int, ...]) -> tuple[Any, int]:
        """The value of ``node`` and how many nodes it is made of."""
        if id(node) in above:
            raise self._at(node, steps, "an alias stands within what it names")
        if len(above) > DEPTH:
            raise self._at(node, steps, f"nested more than {DEPTH} levels deep")
        if id(node) in self._made:
            return self._made[id(node)]
        if not isinstance(node, ScalarNode) and node.tag not in (f"{TAG}map", f"{TAG}seq"):
            raise self._at(node, steps, f"the tag {node.tag} is none of JSON's")
        inner = (*above, id(node))
        size = 1
        value: Any
        if isinstance(node, MappingNode):
            value = {}
            for key, child in self._members(node, steps):
                if key in value:
                    raise self._at(child, [*steps, key], f"duplicate key {key!r}")
                value[key], more = self._made_of(child, [*steps, key], inner)
                size += more
        elif isinstance(node, SequenceNode):
            value = []
            for index, child in enumerate(node.value):
                item, more = self._made_of(child, [*steps, index], inner)
                value.append(item)
                size += more
        else:
            value = self._scalar(node, steps)
        if size > SIZE:
            raise self._at(node, steps, "its aliases name more than can be read")
        self._made[id(node)] = value, size
        return value, size

    def _members(self, node: MappingNode, steps: list[str | int]) -> list[tuple[str, Node]]:
        merged: dict[str, Node] = {}
        own: list[tuple[str, Node]] = []
        for key, child in node.value:
            if not isinstance(key, ScalarNode):
                raise self._at(key, steps, "a key is no plain text")
            if key.tag == f"{TAG}merge" or (key.value == "<<" and isinstance(child, MappingNode | SequenceNode)):
                for one in child.value if isinstance(child, SequenceNode) else [child]:
                    if not isinstance(one, MappingNode) or one is node:
                        raise self._at(key, [*steps, "<<"], "only mappings can be merged")
                    for name, value in self._members(one, steps):
                        merged.setdefault(name, value)
            else:
                own.append((key.value, child))
        names = {name for name, _ in own}
        return own + [(name, value) for name, value in merged.items() if name not in names]

    def _scalar(self, node: Node, steps: list[str | int]) -> Any:
        text, tag = str(node.value), str(node.tag).removeprefix(TAG)
        if tag in ("str", "timestamp"):
            return text
        if tag == "null":
            return None
        if tag == "bool":
            return text.lower() in ("true", "yes", "on", "y")
        if tag not in ("int", "float"):
            raise self._at(node, steps, f"the tag {node.tag} is none of JSON's")
        if len(text) > DIGITS:
            raise self._at(node, steps, f"a number of {len(text)} digits, which no reader takes")
        try:
            number = _integer(text) if tag == "int" else float(text.replace("_", ""))
        except ValueError:
            number = math.nan if re.fullmatch(r"[-+]?\.(inf|nan)", text, re.IGNORECASE) else text  # type: ignore[assignment]
        if isinstance(number, float) and not math.isfinite(number):
            raise self._at(node, steps, f"{text} is no number in JSON")
        return number

    def _at(self, node: Node, steps: list[str | int], reason: str) -> DocumentError:
        return DocumentError(f"{self.path}:{node.start_mark.line + 1}: #{pointer_of(steps)}: {reason}")


def _integer(text: str) -> int:
    plain = text.replace("_", "").lower()
    for prefix, base in (("0x", 16), ("0o", 8), ("0b", 2)):
        if plain.lstrip("+-").startswith(prefix):
            return int(plain.replace(prefix, "", 1), base)
    return int(plain)
