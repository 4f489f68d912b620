"""What an operation takes: its parameters and its body, held to the document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from scripts.document import Operation, resolve
from scripts.sandbox.messages import Request
from scripts.sandbox.schema import Schema


class Inputs:
    """The inputs of one operation, read in their default styles; a parameter with ``content`` is not looked into."""

    def __init__(self, operation: Operation) -> None:
        document = operation.document
        path_item: Mapping[str, Any] = resolve(document, document["paths"][operation.path])
        raw = [
            resolve(document, node) for node in (*path_item.get("parameters", []), *operation.raw.get("parameters", []))
        ]
        # An operation's own parameter replaces its path's.
        self._parameters = list({(node["in"], node["name"]): node for node in raw}.values())
        self._schemas = [Schema(document, node.get("schema", True)) for node in self._parameters]
        body = resolve(document, operation.raw.get("requestBody"))
        self.takes_body = body is not None
        self._body_required = self.takes_body and bool(body.get("required"))
        media = {} if body is None else body.get("content", {})
        self._bodies = {
            kind.lower(): Schema(document, resolve(document, node).get("schema", True)) for kind, node in media.items()
        }

    def violation(self, request: Request, path_values: Mapping[str, str]) -> str | None:
        """Where and why the request is not what the document takes, in one line; None when it is."""
        if not self._parameters and not self.takes_body:
            return None
        places = _places(request, path_values)
        for node, schema in zip(self._parameters, self._schemas, strict=True):
            name = node["name"].lower() if node["in"] == "header" else node["name"]
            given = places[node["in"]].get(name)
            where = f"{node['in']} parameter {node['name']}"
            if given is None:
                if node.get("required"):
                    return f"{where}: it is required"
            elif reason := _mismatch(schema, given):
                return f"{where}: {reason}"
        return self._body_violation(request) if self.takes_body else None

    def _body_violation(self, request: Request) -> str | None:
        if not request.body:
            return "body: it is required" if self._body_required else None
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in self._bodies:
            return f"body: it is {kind[:80] or 'unlabelled'}, and the document takes {', '.join(self._bodies)}"
        if "json" not in kind:
            return None
        try:
            value = json.loads(request.body)
        except (ValueError, RecursionError) as error:
            return f"body: it is not JSON: {error}"
        reason = self._bodies[kind].violation(value)
        return None if reason is None else f"body: {reason}"


def _places(request: Request, path_values: Mapping[str, str]) -> dict[str, dict[str, list[str]]]:
    try:
        cookies = SimpleCookie(request.headers.get("cookie", ""))
    except CookieError:
        cookies = SimpleCookie()
    return {
        "path": {name: [value] for name, value in path_values.items()},
        "query": parse_qs(request.query, keep_blank_values=True),
        "header": {name: [value] for name, value in request.headers.items()},
        "cookie": {name: [morsel.value] for name, morsel in cookies.items()},
    }


def _mismatch(schema: Schema, given: list[str]) -> str | None:
    """Why none of the readings of the text fits; None when one does."""
    parts = given if len(given) > 1 else given[0].split(",")
    readings: list[Any] = [given[0], parts, [_typed(part) for part in parts], _typed(given[0])]
    reasons = [schema.violation(reading) for reading in readings]
    return None if None in reasons else reasons[-1]


def _typed(text: str) -> Any:
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, bool | int | float) or value is None else text
