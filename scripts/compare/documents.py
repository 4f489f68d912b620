"""Compare two documents: operations first, then what each asks for and answers, then the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from scripts.compare.access import compare_security
from scripts.compare.difference import NOTHING, READERS, SENDERS, Difference, Verdict
from scripts.compare.meaning import Pair
from scripts.compare.node import Node, root
from scripts.compare.notes import NOT_COMPARED
from scripts.compare.requests import compare_requests
from scripts.compare.responses import compare_responses
from scripts.compare.schemas import Schemas
from scripts.compare.servers import compare_servers
from scripts.compare.wording import difference, retired
from scripts.compare.words import compare_words
from scripts.document import METHODS

BOTH = (READERS, SENDERS)
Place = tuple[Node, Node]


def compare_documents(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """Every difference between two OpenAPI 3.1 documents, the worst first.

    Both must be valid, as ``validity`` tells. Raises DocumentError for references that are not local.
    """
    pair = Pair(old, new)
    schemas = Schemas(pair)
    differences = _told_once(_merged(_meant(pair, schemas)))
    differences += compare_words(pair, differences, {reference[1:] for reference in schemas.covered})
    return sorted(differences, key=lambda d: -d.verdict)


def _merged(differences: Iterator[Difference]) -> list[Difference]:
    """Each difference once, for all whom it concerns."""
    found: dict[tuple[Verdict, str, str, str], Difference] = {}
    for d in differences:
        # What two rules say of one place for two audiences stays two differences.
        same = (d.verdict, d.pointer, d.rule, d.sentence)
        known = found.get(same)
        audiences = tuple(dict.fromkeys([*(known.audiences if known else ()), *d.audiences]))
        value = known.value if known is not None and d.value is NOTHING else d.value
        found[same] = replace(d, audiences=audiences, value=value)
    return list(found.values())


def _told_once(differences: list[Difference]) -> list[Difference]:
    """Without saying of a place that it is put otherwise where the same people hear what it means."""
    told = [d for d in differences if d.verdict > Verdict.PATCH]
    places: dict[str, set[str]] = {}
    exactly: dict[str, set[str]] = {}
    for d in told:
        for pointer in {d.pointer, d.old or "", d.new or ""} - {""}:
            exactly.setdefault(pointer, set()).update(d.audiences)
            steps = pointer.split("/")
            for n in range(2, len(steps) + 1):
                places.setdefault("/".join(steps[:n]), set()).update(d.audiences)

    def heard(d: Difference) -> set[str]:
        # A difference of a whole schema tells of each of its clauses.
        return places.get(d.pointer, set()) | exactly.get(d.pointer.rpartition("/")[0], set())

    return [*told, *(d for d in differences if d.verdict <= Verdict.PATCH and not heard(d) & set(d.audiences))]


def _meant(pair: Pair, schemas: Schemas) -> Iterator[Difference]:
    old, new = (source.document for source in pair.sources)
    roots = root(old), root(new)
    yield from compare_servers((roots[0],), (roots[1],))
    before, after = _operations(roots[0]), _operations(roots[1])
    for key, (item, operation) in before.items():
        if key not in after:
            yield from _gone(operation)
            continue
        other, changed = after[key]
        yield from compare_servers((roots[0], item, operation), (roots[1], other, changed))
        yield from compare_security(operation, changed)
        names = dict(zip(_templated(item), _templated(other), strict=True))
        if (
            item.steps[1] == other.steps[1]
            and pair.same(operation.value, changed.value)
            and pair.same(item.says("parameters", []), other.says("parameters", []))
        ):
            continue
        yield from _operation(operation, changed, schemas)
        yield from compare_requests(operation, changed, (item, other), names, schemas)
        yield from compare_responses(operation, changed, schemas)
    for key, (_, operation) in after.items():
        if key not in before:
            sentence = f"operation {_name(operation)} is new"
            yield from _for_both("operation-added", sentence, new=operation.pointer)
    for part in ("webhooks", "jsonSchemaDialect"):
        if schemas.uncompared(old.get(part), new.get(part)):
            yield from _for_both("not-compared", f"{part} changed, {NOT_COMPARED}", **_place(roots, part))


def _place(roots: tuple[Node, Node], part: str) -> dict[str, str]:
    return {side: f"/{part}" for side, holder in zip(("old", "new"), roots, strict=True) if part in holder.value}


def _for_both(rule: str, sentence: str, **places: str | None) -> Iterator[Difference]:
    for audience in BOTH:
        yield difference(rule, audience, sentence, **places)


def _gone(operation: Node) -> Iterator[Difference]:
    sentence = f"operation {_name(operation)} is gone{retired(operation.value)}"
    yield from _for_both("operation-removed", sentence, old=operation.pointer)


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


def _operation(old: Node, new: Node, schemas: Schemas) -> Iterator[Difference]:
    before, after = old.says("operationId"), new.says("operationId")
    if before != after:
        sentence = f"operationId {before} became {after}: generators name the call after it"
        yield from _for_both("operation-id-changed", sentence, new=f"{new.pointer}/operationId")
    if bool(old.says("deprecated")) != bool(new.says("deprecated")):
        state = "deprecated now" if new.says("deprecated") else "no longer deprecated"
        rule = f"deprecated-{'set' if new.says('deprecated') else 'cleared'}"
        yield from _for_both(rule, f"operation {_name(new)} is {state}", new=f"{new.pointer}/deprecated")
    if schemas.uncompared(old.says("callbacks"), new.says("callbacks")):
        yield from _for_both("not-compared", f"callbacks changed, {NOT_COMPARED}", new=f"{new.pointer}/callbacks")
