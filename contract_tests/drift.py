"""What an answer holds beyond the document: properties, headers of interest and statuses, each with a patch."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from typing import Any

from ruamel.yaml import YAML

from contract_tests.notices import Notice
from scripts.document import Operation, at, pointer_of

# Headers by which services announce a change or a limit, as patterns in lower case, and what each tells.
HEADERS_OF_INTEREST = {
    "deprecation": "the operation is going to be withdrawn (RFC 9745)",
    "sunset": "the day on which it stops answering (RFC 8594)",
    "retry-after": "when to ask again (RFC 9110, section 10.2.3)",
    "ratelimit*": "how much may be asked",
    "x-ratelimit*": "how much may be asked",
    "x-rate-limit*": "how much may be asked",
    "warning": "the answer may be stale or changed (RFC 9111, section 5.5)",
    "api-version": "the service has versions that the document does not know",
    "x-api-version": "the service has versions that the document does not know",
}
TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", type(None): "null"}

# A place in the document: its JSON pointer and what stands there.
Place = tuple[str, Any]


def drift(operation: Operation, status: int, headers: Mapping[str, list[str]], content: bytes) -> Iterator[Notice]:
    """Everything in one response that the operation does not document. ``headers`` has names in lower case."""
    media_type = headers.get("content-type", [""])[0].partition(";")[0].strip().lower()
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        body = ...
    seen = {name: values for name, values in headers.items() if _reason(name)}
    responses = f"{_operation_pointer(operation)}/responses"
    found = operation.response_for(status)
    if found is None:
        described = _response(status, seen, media_type, body)
        documented = ", ".join(operation.responses)
        yield Notice(
            "undocumented_status",
            operation.id,
            status,
            str(status),
            str(status),
            documented,
            "",
            responses,
            _yaml({str(status): described}),
        )
        return
    place, response = _follow(
        operation.document, (responses + pointer_of([found[0]]), operation.raw["responses"][_key(operation, found[0])])
    )
    known = {str(name).lower() for name in response.get("headers", {})}
    for name, values in seen.items():
        if name not in known:
            where, entry = _member(place, response, "headers", _spelled(name), _header(name))
            received = f"{_spelled(name)}: {', '.join(values)[:120]}"
            yield Notice(
                "undocumented_header",
                operation.id,
                status,
                name,
                received,
                f"no header that tells {_reason(name)}",
                "",
                where,
                _yaml(entry),
            )
    if body is ... or media_type not in response.get("content", {}):
        return
    schema = response["content"][media_type].get("schema", {})
    start = (f"{place}{pointer_of(['content', media_type, 'schema'])}", schema)
    for tokens, home, value in undocumented(operation.document, [start], body):
        where, entry = _member(*home, "properties", tokens[-1], {"description": "To be described.", **_shape(value)})
        yield Notice(
            "undocumented_property",
            operation.id,
            status,
            str(tokens[-1]),
            _kind(value),
            "no such property",
            pointer_of(tokens),
            where,
            _yaml(entry),
        )


def undocumented(
    document: Mapping[str, Any], places: list[Place], value: Any, tokens: tuple[str | int, ...] = ()
) -> Iterator[tuple[list[str | int], Place, Any]]:
    """Each property of ``value`` that none of the schemas at ``places`` names, and the schema that could.

    An object whose schemas name no property at all, or allow any explicitly, is free to hold what it likes.
    """
    schemas = [one for place in places for one in _applied(document, place)]
    if isinstance(value, dict):
        homes = [place for place in schemas if "properties" in place[1] or "patternProperties" in place[1]]
        free = any(schema.get("additionalProperties") is True for _, schema in schemas)
        for name, member in value.items():
            inner = [one for place in schemas for one in _named(place, name)]
            if inner:
                yield from undocumented(document, inner, member, (*tokens, name))
            elif homes and not free:
                yield [*tokens, name], homes[0], member
    elif isinstance(value, list):
        for index, item in enumerate(value):
            inner = [one for place in schemas for one in _item(place, index)]
            yield from undocumented(document, inner, item, (*tokens, index))


def _applied(document: Mapping[str, Any], place: Place) -> Iterator[Place]:
    """The schema at a place and every one that it refers to or is put together from."""
    pointer, schema = place
    if not isinstance(schema, Mapping):
        return
    yield place
    if "$ref" in schema:
        yield from _applied(document, _follow(document, place))
    for keyword in ("allOf", "anyOf", "oneOf"):
        for index, part in enumerate(schema.get(keyword, [])):
            yield from _applied(document, (f"{pointer}/{keyword}/{index}", part))


def _named(place: Place, name: str) -> Iterator[Place]:
    pointer, schema = place
    if name in schema.get("properties", {}):
        yield pointer + pointer_of(["properties", name]), schema["properties"][name]
    for pattern, part in schema.get("patternProperties", {}).items():
        if re.search(pattern, name):
            yield pointer + pointer_of(["patternProperties", pattern]), part
    if isinstance(schema.get("additionalProperties"), Mapping):
        yield f"{pointer}/additionalProperties", schema["additionalProperties"]


def _item(place: Place, index: int) -> Iterator[Place]:
    pointer, schema = place
    first = schema.get("prefixItems", [])
    if index < len(first):
        yield f"{pointer}/prefixItems/{index}", first[index]
    elif "items" in schema:
        yield f"{pointer}/items", schema["items"]


def _follow(document: Mapping[str, Any], place: Place) -> Place:
    pointer, node = place
    while isinstance(node, Mapping) and "$ref" in node:
        pointer = node["$ref"][1:]
        node = at(document, pointer)
    return pointer, node


def _operation_pointer(operation: Operation) -> str:
    item = operation.document["paths"][operation.path]
    pointer, _ = _follow(operation.document, (pointer_of(["paths", operation.path]), item))
    return f"{pointer}/{operation.method.lower()}"


def _key(operation: Operation, status: str) -> Any:
    """The key of a response as the document spells it, which may be a number."""
    return next(key for key in operation.raw["responses"] if str(key) == status)


def _member(place: str, node: Mapping[str, Any], parent: str, name: Any, entry: Any) -> tuple[str, dict[str, Any]]:
    """Where an entry goes under ``parent``, which may have to be added with it."""
    if parent in node:
        return f"{place}/{parent}", {name: entry}
    return place, {parent: {name: entry}}


def _reason(name: str) -> str:
    return next((reason for pattern, reason in HEADERS_OF_INTEREST.items() if fnmatch(name, pattern)), "")


def _spelled(name: str) -> str:
    return "-".join(word.capitalize() for word in name.split("-"))


def _header(name: str) -> dict[str, Any]:
    return {"description": f"Tells {_reason(name)}.", "schema": {"type": "string"}}


def _response(status: int, headers: Mapping[str, Any], media_type: str, body: Any) -> dict[str, Any]:
    described: dict[str, Any] = {"description": "To be described."}
    if headers:
        described["headers"] = {_spelled(name): _header(name) for name in headers}
    if media_type:
        described["content"] = {media_type: {"schema": {"type": "string"} if body is ... else _shape(body)}}
    return described


def _kind(value: Any) -> str:
    """The JSON type of a value: the value itself may be anybody's."""
    return f"a value of type {_shape(value)['type']}"


def _shape(value: Any) -> dict[str, Any]:
    """The schema that says of a value no more than its types."""
    if isinstance(value, dict):
        return {"type": "object", "properties": {name: _shape(member) for name, member in value.items()}}
    if isinstance(value, list):
        return {"type": "array", **({"items": _shape(value[0])} if value else {})}
    return {"type": TYPES[type(value)]}


def _yaml(value: Any) -> str:
    stream = io.StringIO()
    yaml = YAML()
    yaml.dump(value, stream)
    return stream.getvalue()
