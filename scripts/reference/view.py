"""What the page shows of a document, ready for the template."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from scripts.document import Operation, operations, pointer_of, pointer_tokens, resolve
from scripts.reference.notes import Notes
from scripts.reference.samples import Sample, samples
from scripts.reference.schemas import Schemas, Shown
from scripts.reference.trying import Field, fields, keys

Steps = list[str | int]


@dataclass
class Example:
    """An example as text; ``name`` is empty where it has none."""

    name: str
    summary: str
    text: str
    note: str = ""


@dataclass
class Media:
    """One media type of a body: its schema and its examples."""

    name: str
    schema: Shown | None
    examples: list[Example]


@dataclass
class Value:
    """A parameter or a header."""

    name: str
    where: str
    required: bool
    deprecated: bool
    anchor: str
    description: str
    note: str
    schema: Shown | None


@dataclass
class Response:
    """One documented answer."""

    status: str
    anchor: str
    description: str
    note: str
    media: list[Media]
    headers: list[Value]
    links: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Shape:
    """One operation."""

    operation: Operation
    anchor: str
    title: str
    note: str
    parameters: list[Value]
    body_required: bool
    body_description: str
    body: list[Media]
    responses: list[Response]
    responses_note: str
    samples_note: str
    samples: list[Sample]
    security: list[list[str]]
    fields: list[Field]
    keys: list[dict[str, str]]


class View:
    """Everything that the template reads. ``notes`` are the document's comments by pointer."""

    def __init__(self, document: Mapping[str, Any], notes: Mapping[str, str]) -> None:
        self.document = document
        self._notes = Notes(notes)
        found = list(operations(document))
        times = Counter(one.id for one in found)
        self.ids = {(one.path, one.method.lower()): one.id for one in found if times[one.id] == 1}
        self.schemas = Schemas(document, self._notes, self.ids)
        self.operations = [self._shape(one) for one in found]
        components = document.get("components") or {}
        named = components.get("schemas") or {}
        places = {name: pointer_of(["components", "schemas", name]) for name in named}
        self.models = [(name, self.schemas.shown(node, places[name], places[name])) for name, node in named.items()]
        self.schemes = components.get("securitySchemes") or {}

    @property
    def tags(self) -> list[tuple[str, str, list[Shape]]]:
        """The tags in the document's order, then those that it only uses, with their descriptions and operations."""
        described = {str(one["name"]): str(one.get("description", "")) for one in self.document.get("tags") or []}
        named = {**described, **{tag: described.get(tag, "") for shape in self.operations for tag in _tags(shape)}}
        # An operation of several tags stands under its first.
        held = [(tag, text, [one for one in self.operations if _tags(one)[:1] == [tag]]) for tag, text in named.items()]
        loose = [one for one in self.operations if not _tags(one)]
        return [one for one in held if one[2]] + ([("", "", loose)] if loose else [])

    def left(self) -> list[tuple[str, str]]:
        """The comments that stand beside nothing that is shown, with their pointers."""
        return self._notes.left()

    def note(self, *steps: str | int) -> str:
        """The comment beside a place."""
        return self._notes.at(pointer_of([*steps]))

    def _shape(self, operation: Operation) -> Shape:
        at: Steps = ["paths", operation.path, operation.method.lower()]
        body = resolve(self.document, operation.raw.get("requestBody", {}))
        responses = operation.raw.get("responses", {})
        return Shape(
            operation=operation,
            anchor=self._anchor(at),
            title=str(operation.raw.get("summary") or operation.id),
            note=self.note(*at),
            parameters=[self._parameter(one, at) for one in operation.parameters],
            body_required=bool(body.get("required")),
            body_description=str(body.get("description", "")),
            body=list(self._media(body.get("content", {}), [*at, "requestBody"], [*at, "requestBody"])),
            responses=[self._response(status, node, [*at, "responses", status]) for status, node in responses.items()],
            samples_note=self.note(*at, "x-codeSamples"),
            responses_note=self.note(*at, "responses"),
            samples=samples(operation),
            security=[list(one) for one in operation.security],
            fields=fields(operation),
            keys=keys(operation),
        )

    def _parameter(self, node: Mapping[str, Any], at: Steps) -> Value:
        return self._value(node, node["in"], node["name"], [*at, "parameters", node["in"], node["name"]])

    def _response(self, status: Any, node: Any, at: Steps) -> Response:
        found = resolve(self.document, node)
        source = _target(node) or at
        headers = (found.get("headers") or {}).items()
        links = [(name, resolve(self.document, one)) for name, one in (found.get("links") or {}).items()]
        return Response(
            status=str(status),
            anchor=self._anchor(at),
            description=str(found.get("description", "")),
            note=self.note(*at) or self.note(*source),
            media=list(self._media(found.get("content") or {}, at, source)),
            headers=[
                self._value(resolve(self.document, one), "header", name, [*at, "headers", name])
                for name, one in headers
            ],
            links=[(str(name), str(one.get("description", ""))) for name, one in links],
        )

    def _value(self, node: Mapping[str, Any], where: str, name: str, at: Steps) -> Value:
        schema, media = node.get("schema"), node.get("content") or {}
        if schema is None and media:
            schema = resolve(self.document, next(iter(media.values()))).get("schema")
        pointer = pointer_of([*at, "schema"])
        return Value(
            name=str(name),
            where=where,
            required=bool(node.get("required")),
            deprecated=bool(node.get("deprecated")),
            anchor=self._anchor(at),
            description=str(node.get("description", "")),
            note=self.note(*at),
            schema=None if schema is None else self.schemas.shown(schema, pointer, pointer),
        )

    def _media(self, content: Mapping[str, Any], at: Steps, source: Steps) -> Iterator[Media]:
        for name, node in content.items():
            media, step = resolve(self.document, node), ["content", name]
            places = [pointer_of([*place, *step, "schema"]) for place in (at, source)]
            shown = self.schemas.shown(media["schema"], *places) if "schema" in media else None
            yield Media(str(name), shown, list(self._examples(media, [*source, *step])))

    def _examples(self, media: Mapping[str, Any], at: Steps) -> Iterator[Example]:
        if "example" in media:
            yield Example("", "", _pretty(media["example"]))
        for name, node in (media.get("examples") or {}).items():
            found = resolve(self.document, node)
            text = _pretty(found["value"]) if "value" in found else str(found.get("externalValue", ""))
            yield Example(str(name), str(found.get("summary", "")), text, self.note(*at, "examples", name))

    def _anchor(self, at: Steps) -> str:
        return self.schemas.anchor(pointer_of(at))


def _target(node: Any) -> Steps:
    """The steps that a reference leads to; none where there is no reference."""
    reference = node.get("$ref") if isinstance(node, Mapping) else None
    return [*pointer_tokens(reference[1:])] if isinstance(reference, str) and reference.startswith("#/") else []


def _tags(shape: Shape) -> list[str]:
    return [str(tag) for tag in shape.operation.raw.get("tags") or []]


def _pretty(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, indent=2, ensure_ascii=False, default=str)
