"""Compare two documents: operations first, then what each asks for and answers, then the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from scripts.compare.access import compare_security, compare_servers
from scripts.compare.difference import READERS, SENDERS, Difference, Verdict
from scripts.compare.node import Node, root
from scripts.compare.requests import compare_requests
from scripts.compare.responses import compare_responses
from scripts.compare.schemas import NOT_COMPARED, Seen
from scripts.compare.words import compare_words
from scripts.document import METHODS

BOTH = (READERS, SENDERS)
Place = tuple[Node, Node]


def compare_documents(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """Every difference between two OpenAPI 3.1 documents, the worst first.

    Both must be valid, as ``validity`` tells. Raises DocumentError for references that are not local.
    """
    differences = _merged(_meant(old, new))
    differences += compare_words(old, new, differences)
    return sorted(differences, key=lambda d: -d.verdict)


def _merged(differences: Iterator[Difference]) -> list[Difference]:
    """Each difference once, for all whom it concerns."""
    found: dict[tuple[Verdict, str, str], Difference] = {}
    for d in differences:
        same = (d.verdict, d.pointer, d.sentence)
        audiences = tuple(dict.fromkeys([*(found[same].audiences if same in found else ()), *d.audiences]))
        found[same] = Difference(d.verdict, audiences, d.pointer, d.sentence, d.value)
    return list(found.values())


def _meant(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    seen: Seen = set()
    yield from compare_servers(root(old), root(new))
    before, after = _operations(root(old)), _operations(root(new))
    for key, (item, operation) in before.items():
        if key not in after:
            sentence = f"operation {_name(operation)} is gone"
            yield Difference(Verdict.BREAKING, BOTH, operation.pointer, sentence)
            continue
        other, changed = after[key]
        yield from _operation(operation, changed)
        yield from compare_servers(item, other)
        yield from compare_servers(operation, changed)
        yield from compare_security(operation, changed)
        names = dict(zip(_templated(item), _templated(other), strict=True))
        yield from compare_requests(operation, changed, (item, other), names, seen)
        yield from compare_responses(operation, changed, seen)
    for key, (_, operation) in after.items():
        if key not in before:
            yield Difference(Verdict.ADDITIVE, BOTH, operation.pointer, f"operation {_name(operation)} is new")
    for part in ("webhooks", "jsonSchemaDialect"):
        if old.get(part) != new.get(part):
            yield Difference(Verdict.UNJUDGED, BOTH, f"/{part}", f"{part} changed, {NOT_COMPARED}")


def _operations(document: Node) -> dict[tuple[str, str], Place]:
    """Path item and operation by path, the names of its parameters apart, and method."""
    found: dict[tuple[str, str], Place] = {}
    for path, item in document.map("paths").items():
        placed = Node(item.document, ("paths", path), item.value, item.place)
        for method in METHODS:
            if (operation := placed.get(method)) is not None:
                found[re.sub(r"\{[^}]*\}", "{}", path), method] = placed, operation
    return found


def _templated(item: Node) -> list[str]:
    return re.findall(r"\{([^}]*)\}", item.steps[1])


def _name(operation: Node) -> str:
    return str(operation.says("operationId") or f"{operation.steps[2].upper()} {operation.steps[1]}")


def _operation(old: Node, new: Node) -> Iterator[Difference]:
    before, after = old.says("operationId"), new.says("operationId")
    if before != after:
        sentence = f"operationId {before} became {after}: generators name the call after it"
        yield Difference(Verdict.BREAKING, BOTH, f"{new.pointer}/operationId", sentence)
    if old.says("deprecated", False) != new.says("deprecated", False):
        state = "deprecated now" if new.says("deprecated") else "no longer deprecated"
        sentence = f"operation {_name(new)} is {state}"
        yield Difference(Verdict.ADDITIVE, BOTH, f"{new.pointer}/deprecated", sentence)
    if old.says("callbacks") != new.says("callbacks"):
        yield Difference(Verdict.UNJUDGED, BOTH, f"{new.pointer}/callbacks", f"callbacks changed, {NOT_COMPARED}")
