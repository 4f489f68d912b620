"""Answers made from the document's own examples: lawful ones, and ones with a single defect."""

from __future__ import annotations

import copy
import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jsonschema_rs import Draft202012Validator, Registry, Validator

from scripts.cases.requests import NOTHING
from scripts.cases.requests import example as example_in
from scripts.document import Operation, pointer_of, resolve
from scripts.mutants.candidates import concrete, required_headers
from scripts.sandbox.schema import Schema

DOCUMENT = "urn:document"
COMPOSED = {"allOf", "anyOf", "oneOf", "not", "if"}
SCHEMA = "response_schema_conformance"
# One value or more of each JSON type, at and around the limits that numbers and texts usually have.
PALETTE = [
    None,
    True,
    False,
    0,
    7,
    -1,
    1.5,
    2**53,
    -(2**63),
    "",
    "text",
    "7",
    "2025-02-30T00:00:00Z",
    [],
    {},
    [7],
    {"a": 7},
]


@dataclass
class Answer:
    """What a server answers to a request of one operation; ``check`` and ``pointer`` say what must see the defect."""

    name: str
    operation: Operation
    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "application/json"})
    check: str | None = None
    pointer: str = ""

    def __post_init__(self) -> None:
        """Add the headers that the document demands: each answer has one defect and no other."""
        needed = {name.lower(): str(value) for name, value in required_headers(self.operation, self.status).items()}
        self.headers = {**needed, **self.headers}

    def __str__(self) -> str:
        return f"{self.operation.id}-{self.status}-{self.name}"


def answers_to(operation: Operation) -> Iterator[tuple[int, str, Any, Any]]:
    """Each documented JSON answer as (status, media type, schema, first example)."""
    for key, response in operation.responses.items():
        for media_type, media in response.get("content", {}).items():
            if media_type == "application/json":
                yield (
                    concrete(key, operation.responses),
                    media_type,
                    media["schema"],
                    next(examples_of(operation, media)),
                )


def examples_of(operation: Operation, media: Mapping[str, Any]) -> Iterator[Any]:
    """The examples of a media type; a value that its schema allows where it has none."""
    named = [one["value"] for one in media.get("examples", {}).values()]
    shown = example_in(operation, media)
    yield from named or ([shown] if shown is not NOTHING else [Schema(operation.document, media["schema"]).shown()])


def broken(operation: Operation) -> Iterator[Answer]:
    """Answers of ``operation`` with one defect each."""
    for status, _, schema, example in answers_to(operation):
        for name, pointer, body in _wrong_values(operation, schema, example):
            yield Answer(name, operation, status, dump(body), check=SCHEMA, pointer=pointer)
        yield from _wrong_bytes(operation, status, example)
        for other in ("text/html", "text/plain", "application/xml", "application/octet-stream", "image/png", ""):
            headers = {"content-type": other} if other else {}
            name = f"as-{other or 'nothing'}"
            yield Answer(name, operation, status, dump(example), headers, "content_type_conformance")
    shown = next((one[3] for one in answers_to(operation)), None)
    for status in (201, 204, 206, 301, 302, 307, 403, 404, 409, 418, 429, 500, 502, 503, 504, 520, 596):
        if operation.response_for(status) is None:
            body = b"" if status == 204 else dump(shown)
            yield Answer("undocumented", operation, status, body, check="status_code_conformance")


def lawful(operation: Operation) -> Iterator[Answer]:
    """Answers of ``operation`` that look unusual and break nothing."""
    for status, _, schema, example in answers_to(operation):
        body = dump(example)
        for content_type in ("application/json; charset=utf-8", "Application/JSON", 'application/json;charset="UTF-8"'):
            yield Answer(f"as-{content_type}", operation, status, body, {"content-type": content_type})
        json_type = {"content-type": "application/json"}
        yield Answer("indented", operation, status, json.dumps(example, indent=4).encode(), json_type)
        yield Answer("surrounded-by-blanks", operation, status, b" \r\n\t" + body + b"\n", json_type)
        escaped = re.sub(rb'"[^"\\]*"', lambda text: text[0].replace(b"e", b"\\u0065"), body)
        yield Answer("escaped-letters", operation, status, escaped, json_type)
        zipped = {**json_type, "content-encoding": "gzip"}
        yield Answer("compressed", operation, status, gzip.compress(body, mtime=0), zipped)
        traced = {**json_type, "x-request-id": "1", "cache-control": "no-store", "set-cookie": "a=b"}
        yield Answer("further-headers", operation, status, body, traced)
        for name, value in _lawful_values(operation, schema, example):
            yield Answer(name, operation, status, dump(value), json_type)


def dump(value: Any) -> bytes:
    """Compact JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def validator(operation: Operation, schema: Any) -> Validator:
    """A validator of ``schema``, whose references lead into the operation's document."""
    rebased = json.loads(json.dumps(schema).replace('"$ref": "#', f'"$ref": "{DOCUMENT}#'))
    registry = Registry([(DOCUMENT, dict(operation.document))])
    return Draft202012Validator(rebased, registry=registry, validate_formats=True)


def _places(operation: Operation, schema: Any, example: Any) -> Iterator[tuple[list[str | int], Any]]:
    """The schema of the body, of the first item of an array, and of each property, with the steps that lead there."""
    resolved = resolve(operation.document, schema)
    yield [], schema
    if isinstance(resolved, Mapping) and COMPOSED & resolved.keys():
        return  # which of them a value is for, its other values say
    if isinstance(example, list) and example:
        for steps, inner in _places(operation, resolved.get("items", True), example[0]):
            yield [0, *steps], inner
    if isinstance(example, dict) and isinstance(resolved, Mapping):
        properties, others = resolved.get("properties", {}), resolved.get("additionalProperties", True)
        for name in example:
            for steps, inner in _places(operation, properties.get(name, others), example[name]):
                yield [name, *steps], inner


def _wrong_values(operation: Operation, schema: Any, example: Any) -> Iterator[tuple[str, str, Any]]:
    for steps, inner in _places(operation, schema, example):
        judge = validator(operation, inner)
        pointer = pointer_of(steps)
        for wrong in PALETTE:
            if not judge.is_valid(wrong):
                # What lacks a required member, or has a wrong item, is told at its own place.
                told = next(iter(judge.iter_errors(wrong))).instance_path
                yield (
                    f"{pointer or 'body'}-is-{json.dumps(wrong)}",
                    pointer + pointer_of(told),
                    _with(example, steps, wrong),
                )
        resolved = resolve(operation.document, inner)
        for name in resolved.get("required", []) if isinstance(resolved, Mapping) else []:
            found = copy.deepcopy(_at(example, steps))
            del found[name]
            yield f"{pointer or 'body'}-without-{name}", pointer, _with(example, steps, found)


def _lawful_values(operation: Operation, schema: Any, example: Any) -> Iterator[tuple[str, Any]]:
    for steps, inner in _places(operation, schema, example):
        judge, pointer = validator(operation, inner), pointer_of(steps)
        found = resolve(operation.document, inner)
        resolved = found if isinstance(found, Mapping) else {}
        limits = [resolved[name] for name in ("minimum", "maximum") if resolved.get(name, 0) not in PALETTE]
        for value in [*PALETTE, *limits]:
            if judge.is_valid(value):
                yield f"{pointer or 'body'}-is-{json.dumps(value)}", _with(example, steps, value)
        found = _at(example, steps)
        if isinstance(found, dict):
            more = {**found, "unheardOf": {"deep": [None]}}
            if judge.is_valid(more):
                yield f"{pointer or 'body'}-with-more", _with(example, steps, more)
            for name in [one for one in found if one not in resolved.get("required", [])]:
                rest = {key: value for key, value in found.items() if key != name}
                if judge.is_valid(rest):
                    yield f"{pointer or 'body'}-without-{name}", _with(example, steps, rest)
        if isinstance(found, list) and judge.is_valid(found * 500):
            yield f"{pointer or 'body'}-long", _with(example, steps, found * 500)


def _wrong_bytes(operation: Operation, status: int, example: Any) -> Iterator[Answer]:
    text = dump(example)
    first = example[0] if isinstance(example, list) and example else example
    member = dump(first)[1:-1] if isinstance(first, dict) else b""
    whole = b"[{%s}]" if isinstance(example, list) else b"{%s}"
    for name, body in {
        "empty-body": b"",
        "cut-body": text[:-1],
        "two-documents": text + text,
        "trailing-comma": text[:-1] + b"," + text[-1:],
        "single-quotes": text.replace(b'"', b"'"),
        "html": b"<!doctype html><title>200</title>",
        "comment": b"/* */" + text,
    }.items():
        yield Answer(name, operation, status, body, check=SCHEMA)
    for name, extra in {
        "name-twice": member,
        "not-a-number": b'"x":NaN',
        "infinite": b'"x":-Infinity',
        "beyond-doubles": b'"x":1e999',
        "half-a-character": b'"x":"\\ud83d"',
        "not-utf-8": b'"x":"\xff"',
    }.items():
        if member:
            yield Answer(name, operation, status, whole % (member + b"," + extra), check="strict_json")
    yield Answer("byte-order-mark", operation, status, b"\xef\xbb\xbf" + text, check="strict_json")


def _at(value: Any, steps: list[str | int]) -> Any:
    for step in steps:
        value = value[step]
    return value


def _with(example: Any, steps: list[str | int], value: Any) -> Any:
    if not steps:
        return value
    changed = copy.deepcopy(example)
    _at(changed, steps[:-1])[steps[-1]] = value
    return changed
