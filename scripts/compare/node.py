"""Places of a document, with references followed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scripts.document import at, pointer_of, pointer_tokens, resolve


@dataclass(frozen=True)
class Node:
    """A value of a document. ``steps`` lead to where it really stands, so a shared part has the same ones everywhere.

    ``place`` is the pointer of where it is used, which is another one when a reference led here.
    Reading raises DocumentError for a reference that is external, dangling or circular.
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
            found = {str(name): value for name, value in node.value.items()}
            if key not in found:
                return None
            node = Node(node.document, (*node.steps, key), found[key]).followed()
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
        nodes = {name: self.get(key, name) for name in names}
        return {name: node for name, node in nodes.items() if node is not None}

    def says(self, key: str, otherwise: Any = None) -> Any:
        """The plain value under ``key``."""
        return self.value.get(key, otherwise) if isinstance(self.value, Mapping) else otherwise

    def followed(self) -> Node:
        """Where references lead; a reference with clauses beside it stays, since both count."""
        steps, value = self.steps, self.value
        while isinstance(value, Mapping) and isinstance(value.get("$ref"), str) and not beside(value):
            resolve(self.document, value)
            steps = tuple(pointer_tokens(value["$ref"][1:]))
            value = at(self.document, value["$ref"][1:])
        return Node(self.document, steps, value, pointer_of(list(self.steps)))


def beside(value: Mapping[str, Any]) -> set[str]:
    """The clauses beside a reference; a summary and a description are none."""
    return {str(key) for key in value if key not in {"$ref", "summary", "description"}}


def root(document: Mapping[str, Any]) -> Node:
    """The whole document."""
    return Node(document, (), document)
