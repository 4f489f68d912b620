"""A schema as the page shows it: type, clauses, members, and links in place of what is shown elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from scripts.document import DocumentError, at, pointer_of, pointer_tokens
from scripts.reference.anchors import anchor_of
from scripts.reference.clauses import clauses, type_of, written
from scripts.reference.notes import Notes

# The keywords that hold one schema, a list of them, and a mapping, each with what is said of what they hold.
ONE = {
    "items": "each item",
    "additionalProperties": "every other property",
    "unevaluatedProperties": "every property not named",
    "unevaluatedItems": "every item not named",
    "contains": "some item",
    "propertyNames": "each name",
    "not": "not this",
    "if": "if it is",
    "then": "then also",
    "else": "else also",
    "contentSchema": "what is in it",
}
LISTED = {"allOf": "all of", "anyOf": "any of", "oneOf": "exactly one of", "prefixItems": "item by item"}
NAMED = {"properties": "", "patternProperties": "named like ", "dependentSchemas": "when there is ", "$defs": ""}
DEEPEST = 12


@dataclass
class Clause:
    """One clause in words, with its anchor and the comment that stands beside it."""

    keyword: str
    words: str
    anchor: str
    note: str = ""


@dataclass
class Shown:
    """A schema, or a link to where it is shown: ``link`` is an anchor, ``name`` what is to be read there."""

    anchor: str
    label: str = ""
    required: bool | None = None
    type: str = ""
    title: str = ""
    description: str = ""
    note: str = ""
    link: str = ""
    name: str = ""
    clauses: list[Clause] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)
    groups: list[tuple[str, list[Shown]]] = field(default_factory=list)


Group = tuple[str, list[Shown]]


class Schemas:
    """Makes ``Shown`` of the schemas of one document. ``notes`` are its comments by pointer."""

    def __init__(self, document: Mapping[str, Any], notes: Notes, ids: dict[tuple[str, str], str]) -> None:
        self._document = document
        self._notes = notes
        self._ids = ids

    def shown(
        self, node: Any, pointer: str, source: str, label: str = "", *, depth: int = 0, required: bool | None = None
    ) -> Shown:
        """What is shown of the schema ``node``: its anchors follow from ``pointer``, where a reader meets it.

        ``source`` is where it is written, and where its comments stand.
        """
        made = Shown(self.anchor(pointer), label, required, type_of(node), note=self._notes.at(source))
        if not isinstance(node, Mapping):
            return made
        made.title, made.description = str(node.get("title") or ""), str(node.get("description") or "")
        if isinstance(node.get("$ref"), str):
            self._follow(made, node, pointer, depth)
        found = node.get("examples", [node["example"]] if "example" in node else [])
        made.examples = [written(one) for one in found] if isinstance(found, list) else []
        for keyword, words in [*clauses(node), *_discriminator(node)]:
            step = pointer_of([keyword])
            note = self._notes.at(f"{source}{step}")
            made.clauses.append(Clause(keyword, words, self.anchor(f"{pointer}{step}"), note))
        if depth < DEEPEST:
            made.groups += self._groups(node, pointer, source, depth)
        return made

    def _follow(self, made: Shown, node: Mapping[str, Any], pointer: str, depth: int) -> None:
        """Lead to a schema that is shown by itself; show any other in this place, unless that goes too deep."""
        reference = str(node["$ref"])
        tokens = pointer_tokens(reference.partition("#")[2])
        made.name = tokens[-1] if tokens else reference
        if len(node) == 1:
            made.type = ""
        if not reference.startswith("#") or (tokens[:2] == ["components", "schemas"] and len(tokens) == 3):
            made.link = self.anchor(pointer_of([*tokens])) if reference.startswith("#") else ""
            made.type = made.type if made.link else reference
            return
        target = pointer_of([*tokens])
        try:
            found = at(self._document, target)
        except DocumentError:
            made.type = f"{reference}, which is not there"
            return
        if depth < DEEPEST // 2:
            made.groups = [("", [self.shown(found, f"{pointer}/$ref", target, depth=depth + DEEPEST // 3)])]
        else:
            made.type = f"{made.name}, as above"

    def _groups(self, node: Mapping[str, Any], pointer: str, source: str, depth: int) -> Iterator[Group]:
        required = node.get("required") if isinstance(node.get("required"), list) else []

        def inner(held: Any, steps: list[str | int], label: str = "", *, needed: bool | None = None) -> Shown:
            step = pointer_of(steps)
            return self.shown(held, f"{pointer}{step}", f"{source}{step}", label, depth=depth + 1, required=needed)

        for keyword, before in NAMED.items():
            held = node.get(keyword)
            if isinstance(held, Mapping) and held:
                title = {"properties": "Properties", "$defs": "Definitions"}.get(keyword, "")
                is_needed = [name in (required or []) if keyword == "properties" else None for name in held]
                members = zip(held.items(), is_needed, strict=True)
                yield (
                    title,
                    [inner(one, [keyword, name], f"{before}{name}", needed=there) for (name, one), there in members],
                )
        for keyword, said in LISTED.items():
            held = node.get(keyword)
            if isinstance(held, list) and held:
                yield said, [inner(one, [keyword, number]) for number, one in enumerate(held)]
        for keyword, said in ONE.items():
            if isinstance(node.get(keyword), Mapping) or (keyword in {"not", "contains"} and keyword in node):
                yield "", [inner(node[keyword], [keyword], said)]

    def anchor(self, pointer: str) -> str:
        """The anchor of a place."""
        return anchor_of(pointer, self._ids)


def _discriminator(node: Mapping[str, Any]) -> list[tuple[str, str]]:
    found = node.get("discriminator")
    if not isinstance(found, Mapping):
        return []
    mapping = found.get("mapping") or {}
    chosen = "; ".join(f"{value}: {str(to).rpartition('/')[2]}" for value, to in mapping.items())
    return [("discriminator", f"{found.get('propertyName')} tells which{f' ({chosen})' if chosen else ''}")]
