"""The request of a case: what it says, and for the rest what the document gives as an example."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from scripts.cases.headers import media_type, merged, says
from scripts.cases.reading import content_of
from scripts.document import Operation, at, base_url, pointer_of, resolve
from scripts.har import REDACTED

# What is lost from a path on its way (RFC 3986, section 5.2.4).
NO_SEGMENT = {"", ".", ".."}
# Given where the document gives no example: None would be one.
NOTHING: Any = object()


class RequestError(Exception):
    """The request cannot be made of what the case and the document say; one sentence."""


def url(operation: Operation, said: Mapping[str, Any]) -> str:
    """The URL that a case asks for. Raises RequestError."""
    values = said.get("path", {})
    names = re.findall(r"\{([^{}]+)\}", operation.path)
    if unknown := [name for name in values if name not in names]:
        raise RequestError(f"{operation.id} has no {unknown[0]} in its path")
    described = {one["name"]: one for one in operation.parameters if one["in"] == "path"}
    path = operation.path
    for name in names:
        value = values.get(name, example(operation, described.get(name, {})))
        if value is NOTHING:
            raise RequestError(f"{operation.id} needs a value for {name}: give it under request: path:")
        if _text(value) in NO_SEGMENT:
            raise RequestError(f"{_text(value)!r} can be no value of {name} in a path")
        path = path.replace(f"{{{name}}}", quote(_text(value), safe=""))
    query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in _query(operation, said))
    return base_url(operation.document) + path + (f"?{query}" if query else "")


def headers(operation: Operation, said: Mapping[str, Any], content: bytes | None) -> list[tuple[str, str]]:
    """The headers of a case's request, with a word in place of the credentials. Raises RequestError."""
    accepted = dict.fromkeys(name for one in operation.responses.values() for name in one.get("content", {}))
    plain = [("Accept", ", ".join(accepted) or "*/*")]
    if content is not None:
        name = media_type(_body(operation).get("content", {}))
        if name is None and not says(said, "content-type"):
            raise RequestError(f"{operation.id} takes more than one media type: say Content-Type under headers:")
        plain += [("Content-Type", name)] if name else []
    for place, name, value in credentials(operation):
        plain += [(name, value)] if place == "header" else [("Cookie", f"{name}={value}")] if place == "cookie" else []
    for one in operation.parameters:
        if one["in"] == "header" and one.get("required") and (value := example(operation, one)) is not NOTHING:
            plain.append((one["name"], _text(value)))
    return merged(plain, said.get("headers", {}))


def content(operation: Operation, said: Mapping[str, Any]) -> bytes | None:
    """The body of a case's request; the document's example when it must have one. Raises RequestError."""
    given, body = content_of(said), _body(operation)
    if given is not None or not body.get("required"):
        return given
    for media in body["content"].values():
        shown = example(operation, media)
        if shown is not NOTHING:
            return content_of({"text" if isinstance(shown, str) else "body": shown})
    raise RequestError(f"{operation.id} needs a body: give it under request: body:")


def _query(operation: Operation, said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    required = {one["name"]: one for one in operation.parameters if one["in"] == "query" and one.get("required")}
    examples = {name: example(operation, one) for name, one in required.items()}
    given = {**{name: value for name, value in examples.items() if value is not NOTHING}, **said.get("query", {})}
    if missing := [name for name in required if name not in given]:
        raise RequestError(f"{operation.id} needs the parameter {missing[0]}: give it under request: query:")
    for place, name, value in credentials(operation):
        given |= {name: value} if place == "query" else {}
    for name, value in given.items():
        for one in value if isinstance(value, list) else [value]:
            if one is not None:
                yield name, _text(one)


def credentials(operation: Operation) -> Iterator[tuple[str, str, str]]:
    """What the first of the operation's security requirements has sent: the place, the name and the value."""
    for name in next(iter(operation.security), {}):
        pointer = pointer_of(["components", "securitySchemes", name])
        scheme = resolve(operation.document, at(operation.document, pointer))
        if scheme["type"] == "apiKey":
            yield scheme["in"], scheme["name"], REDACTED
        else:
            yield "header", "Authorization", f"{str(scheme.get('scheme', 'bearer')).capitalize()} {REDACTED}"


def _body(operation: Operation) -> Mapping[str, Any]:
    found: Mapping[str, Any] = resolve(operation.document, operation.raw.get("requestBody", {}))
    return found


def example(operation: Operation, holder: Mapping[str, Any]) -> Any:
    """The first value that a parameter, a media type or its schema gives as an example or leaves no choice but."""
    if "example" in holder:
        return holder["example"]
    for one in holder.get("examples", {}).values():
        resolved = resolve(operation.document, one)
        if "value" in resolved:
            return resolved["value"]
    schema = resolve(operation.document, holder.get("schema", {}))
    if not isinstance(schema, Mapping):
        return NOTHING
    listed = [*schema.get("examples", []), *(schema[key] for key in ("example", "const", "default") if key in schema)]
    return next(iter([*listed, *schema.get("enum", [])]), NOTHING)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
