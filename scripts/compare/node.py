"""Places of a document, with references followed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scripts.document import at, pointer_of, pointer_tokens, resolve

WORDS = {"$ref", "summary", "description"}


@dataclass(frozen=True)
class Node:
    """A value of a document. ``steps`` lead to where it really stands, so a shared part has the same ones everywhere.

    ``place`` is the pointer of where it is used, which is another one when a reference led here. A schema keeps its
    reference, since what stands beside it counts. Reading raises DocumentError for a reference that is external,
    dangling or circular.
    """

    document: Mapping[str, Any]
    steps: tuple[str, ...]
    value: Any
    place: str = ""

    @property
    def pointer(self) -> str:
        """The JSON pointer."""
        return pointer_of(list(self.steps))

    def get(self, *keys: str) -> Node | None:
        """What stands under the keys; None when there is nothing."""
        node: Node = self
        for key in keys:
            if not isinstance(node.value, Mapping):
                return None
            # A status may be a number in YAML.
            name = next((name for name in node.value if str(name) == key), None) if key not in node.value else key
            if name is None:
                return None
            node = Node(node.document, (*node.steps, key), node.value[name]).followed()
        return node

    def list(self, key: str) -> list[Node]:
        """The entries of a list under ``key``."""
        found = self.value.get(key, []) if isinstance(self.value, Mapping) else []
        entries = enumerate(found if isinstance(found, list) else [])
        return [Node(self.document, (*self.steps, key, str(n)), entry).followed() for n, entry in entries]

    def map(self, key: str) -> dict[str, Node]:
        """The entries of a mapping under ``key``."""
        found = self.value.get(key, {}) if isinstance(self.value, Mapping) else {}
        names = map(str, found if isinstance(found, Mapping) else {})
        extensible = key in {"paths", "responses"}
        nodes = {name: self.get(key, name) for name in names if not (extensible and name.startswith("x-"))}
        return {name: node for name, node in nodes.items() if node is not None}

    def says(self, key: str, otherwise: Any = None) -> Any:
        """The plain value under ``key``."""
        return self.value.get(key, otherwise) if isinstance(self.value, Mapping) else otherwise

    def followed(self) -> Node:
        """Where references lead; what stands beside one counts in a schema and in a path item alone."""
        place = pointer_of(list(self.steps))
        steps, value = self.steps, self.value
        if steps[-1] == "schema":
            return Node(self.document, steps, value, place)
        while isinstance(value, Mapping) and isinstance(value.get("$ref"), str):
            resolve(self.document, value)
            target = at(self.document, value["$ref"][1:])
            if self.steps[:1] == ("paths",) and len(self.steps) == 2 and value.keys() - WORDS:
                value = {**target, **{key: clause for key, clause in value.items() if key != "$ref"}}
                continue
            steps, value = tuple(pointer_tokens(value["$ref"][1:])), target
        return Node(self.document, steps, value, place)


def root(document: Mapping[str, Any]) -> Node:
    """The whole document."""
    return Node(document, (), document)
