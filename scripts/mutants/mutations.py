"""Mutants of an OpenAPI document: copies with one clause removed, loosened, tightened or changed.

The document alone drives this. Texts are no clauses: descriptions, summaries, titles, examples, tags, `info`,
`externalDocs` and extensions. In what a client sends, the clauses are those that a recorded request or a generated
client shows: keywords such as `pattern` in a parameter's schema, which neither has, are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scripts.document import METHODS, line_of, pointer_of
from scripts.mutants.clauses import Place, places
from scripts.mutants.edits import Steps, less, renamed, replaced, without
from scripts.mutants.patterns import LOOSENED
from scripts.mutants.schemas import CHANGED, REMOVED, changes, implied

SHOWN_IN_REQUESTS = {"type", "required", "properties", "items", "enum", "const"}
# What leads to an object, the kind of change, what is changed, the object that comes of it.
Edit = tuple[Steps, str, str, Any]


@dataclass(frozen=True)
class Mutant:
    """One changed clause. ``on_request`` is whether requests alone can show it, and ``implied`` whether nothing can.

    ``steps`` lead to the object that ``node`` replaces; ``pointer`` leads to the clause.
    """

    pointer: str
    kind: str
    change: str
    what: str
    on_request: bool
    implied: bool
    steps: Steps
    node: Any

    def of(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """The mutated copy of ``document``."""
        copy: dict[str, Any] = replaced(document, self.steps, self.node)
        return copy

    def told(self, path: Path) -> str:
        """The clause in one line, with its line in the document at ``path``."""
        return f"{path.name}:{line_of(path, self.pointer)}: #{self.pointer} {self.change} ({self.what})"


def mutants(document: Mapping[str, Any]) -> list[Mutant]:
    """Every mutant of ``document``, in document order."""
    return [mutant for place in places(document) for mutant in _at(place, document)]


def _at(place: Place, document: Mapping[str, Any]) -> Iterator[Mutant]:
    node = place.node
    if not isinstance(node, Mapping):
        return
    edits: Iterator[tuple[Edit, bool]] = ((edit, place.on_request) for edit in _edits(place))
    if "$ref" in node:
        edits = ((edit, place.on_request) for edit in _references(node["$ref"], node, document))
    elif place.kind == "operation":
        edits = ((edit, edit[0][0] not in {"responses"}) for edit in _edits(place))
    for (clause, change, what, changed), on_request in edits:
        kind = str(clause[0]) if clause else place.kind
        if place.kind == "schema" and on_request and kind not in SHOWN_IN_REQUESTS | {"$ref"}:
            continue
        same = place.kind == "schema" and "$ref" not in node and implied(node, changed)
        pointer = pointer_of([*place.steps, *clause])
        yield Mutant(pointer, kind, change, what, on_request, same, place.steps, changed)


def _edits(place: Place) -> Iterator[Edit]:
    node = place.node
    match place.kind:
        case "document":
            yield from _paths(node)
        case "server":
            yield from _server(node)
        case "path item":
            yield from _methods(node)
        case "operation":
            yield from _operation(node)
        case "parameter" | "header":
            yield ("required",), CHANGED, "the opposite", {**node, "required": not node.get("required", False)}
        case "security scheme":
            for key in ("type", "scheme", "in", "name"):
                if key in node:
                    yield (key,), CHANGED, "another", {**node, key: f"other-{node[key]}"}
        case "response":
            if "content" in node:
                yield from _content(node)
            for name in node.get("headers", {}):
                yield ("headers", name), REMOVED, name, {**node, "headers": without(node["headers"], name)}
        case "request body":
            yield from _content(node)
            yield ("required",), CHANGED, "the opposite", {**node, "required": not node.get("required", False)}
        case "media type":
            if "schema" in node:
                yield ("schema",), REMOVED, "any body", without(node, "schema")
        case "schema":
            for clause, change, what, changed in changes(node):
                yield tuple(clause.split("/", 1)) if clause else (), change, what, changed


def _references(target: str, node: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[Edit]:
    """The reference led to its neighbours in the same section."""
    section, _, name = target.rpartition("/")
    siblings = list(document["components"][section.rpartition("/")[2]])
    position = siblings.index(name)
    others = {siblings[position - 1], siblings[(position + 1) % len(siblings)]} - {name}
    for other in sorted(others):
        yield ("$ref",), CHANGED, other, {**node, "$ref": f"{section}/{other}"}


def _paths(document: Mapping[str, Any]) -> Iterator[Edit]:
    paths = document.get("paths", {})
    for path in paths:
        yield ("paths", path), REMOVED, path, {**document, "paths": without(paths, path)}
        yield ("paths", path), CHANGED, f"{path}s", {**document, "paths": renamed(paths, path, f"{path}s")}


def _server(server: Mapping[str, Any]) -> Iterator[Edit]:
    url = urlsplit(server["url"])
    for what, other in (
        ("scheme", url._replace(scheme="http" if url.scheme == "https" else "https")),
        ("host", url._replace(netloc=f"other.{url.netloc}")),
        ("path", url._replace(path=f"{url.path}0")),
        ("no path", url._replace(path="")),
    ):
        if other != url:
            yield ("url",), CHANGED, what, {**server, "url": other.geturl()}


def _methods(item: Mapping[str, Any]) -> Iterator[Edit]:
    free = [method for method in METHODS if method not in item]
    for method in METHODS:
        if method in item:
            yield (method,), REMOVED, method, without(item, method)
            if free:
                yield (method,), CHANGED, free[0], renamed(item, method, free[0])


def _operation(operation: Mapping[str, Any]) -> Iterator[Edit]:
    if "operationId" in operation:
        name = operation["operationId"]
        yield ("operationId",), REMOVED, name, without(operation, "operationId")
        yield ("operationId",), CHANGED, f"{name}2", {**operation, "operationId": f"{name}2"}
    security = operation.get("security", [])
    for position, requirement in enumerate(security):
        what = " and ".join(requirement) or "none"
        yield ("security", position), REMOVED, what, {**operation, "security": less(security, position)}
    if security and {} not in security:
        yield ("security",), LOOSENED, "optional", {**operation, "security": [*security, {}]}
    for position, parameter in enumerate(operation.get("parameters", [])):
        left = less(operation["parameters"], position)
        yield ("parameters", position), REMOVED, str(parameter.get("name")), {**operation, "parameters": left}
    if "requestBody" in operation:
        yield ("requestBody",), REMOVED, "no body", without(operation, "requestBody")
    yield from _statuses(operation)


def _statuses(operation: Mapping[str, Any]) -> Iterator[Edit]:
    responses = operation["responses"]
    for status in responses:
        left = without(responses, status)
        yield ("responses", status), REMOVED, str(status), {**operation, "responses": left}
        family = f"{str(status)[0]}XX"
        if str(status).isdecimal() and family not in responses:
            wider = renamed(responses, status, family)
            yield ("responses", status), LOOSENED, family, {**operation, "responses": wider}
    if "default" not in responses:
        every = {**responses, "default": next(iter(responses.values()))}
        yield ("responses",), LOOSENED, "default", {**operation, "responses": every}


def _content(holder: Mapping[str, Any]) -> Iterator[Edit]:
    content = holder["content"]
    yield ("content",), REMOVED, "any media type", without(holder, "content")
    for media_type in content:
        clause = ("content", media_type)
        if len(content) > 1:
            yield clause, REMOVED, media_type, {**holder, "content": without(content, media_type)}
        for change, other in (
            (CHANGED, f"{media_type.split('/')[0]}/x-other"),
            (LOOSENED, f"{media_type.split('/')[0]}/*"),
            (LOOSENED, "*/*"),
        ):
            if other not in content:
                yield clause, change, other, {**holder, "content": renamed(content, media_type, other)}
