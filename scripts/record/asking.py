"""Make the one request that is to be recorded, from the operation and the values that a person gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from scripts.document import Operation, resolve

# Methods that change nothing at a server (RFC 9110, section 9.2.1).
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


class AskingError(Exception):
    """The request cannot be made; one sentence."""


@dataclass(frozen=True)
class Values:
    """What a person gives for a request; ``path`` and ``query`` by name, ``body`` as it is sent."""

    path: Mapping[str, str] = field(default_factory=dict)
    query: list[tuple[str, str]] = field(default_factory=list)
    body: bytes | None = field(default=None, repr=False)
    media_type: str = ""
    unsafe: bool = False


@dataclass(frozen=True)
class Asked:
    """A request: ``target`` is the path, without the server's base path, and the query."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


def request(operation: Operation, values: Values) -> Asked:
    """The request with these values, its credentials aside. Raises AskingError."""
    if operation.method not in SAFE and not values.unsafe:
        raise AskingError(f"{operation.method} may change something at the server: say --unsafe to send it")
    names = re.findall(r"\{([^{}/]+)\}", operation.path)
    if missing := [name for name in names if not values.path.get(name)]:
        raise AskingError(f"{operation.id} needs a value for {missing[0]}: give --path-value {missing[0]}=VALUE")
    if unknown := [name for name in values.path if name not in names]:
        raise AskingError(f"{operation.id} has no {unknown[0]} in its path")
    _known(operation, values)
    path = re.sub(r"\{([^{}/]+)\}", lambda match: _segment(match[1], values.path[match[1]]), operation.path)
    target = f"{path}?{urlencode(values.query, quote_via=quote)}" if values.query else path
    headers, body = _body(operation, values)
    return Asked(operation.method, target, headers, body)


def _segment(name: str, value: str) -> str:
    if value in {".", ".."}:
        raise AskingError(f"{value!r} is no value for {name}: it would be another path")
    return quote(value, safe="")


def _known(operation: Operation, values: Values) -> None:
    documented = {str(one["name"]): one for one in operation.parameters if one["in"] == "query"}
    given = {name for name, _ in values.query}
    for name, parameter in documented.items():
        if parameter.get("required") and name not in given:
            raise AskingError(f"{operation.id} needs the parameter {name}: give --query {name}=VALUE")
    if unknown := sorted(given - set(documented)):
        raise AskingError(f"{operation.id} has no parameter {unknown[0]} in its query")


def _body(operation: Operation, values: Values) -> tuple[dict[str, str], bytes]:
    described = resolve(operation.document, operation.raw.get("requestBody", {}))
    content = described.get("content", {})
    if values.body is None:
        if described.get("required"):
            raise AskingError(f"{operation.id} needs a body: give --body FILE")
        return {}, b""
    if not content:
        raise AskingError(f"{operation.id} takes no body")
    media_type = values.media_type or next(iter(content))
    if "*" in media_type:
        raise AskingError(f"{operation.id} takes {media_type}: say which with --media-type")
    return {"Content-Type": media_type}, values.body
