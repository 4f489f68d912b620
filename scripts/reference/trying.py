"""What a reader fills in to try an operation, and where its credentials go."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from scripts.document import Operation, resolve


@dataclass(frozen=True)
class Field:
    """One input: ``where`` is path, query, header or body; ``value`` what it holds at first."""

    where: str
    name: str
    required: bool
    value: str = ""
    choices: tuple[str, ...] = ()


def fields(operation: Operation) -> list[Field]:
    """The inputs of an operation. Cookies are left to the browser, which lets no page set them."""
    found = []
    for one in operation.parameters:
        if one["in"] == "cookie":
            continue
        schema = resolve(operation.document, one.get("schema", {}))
        choices = schema.get("enum", []) if isinstance(schema, dict) else []
        value = one.get("example", "") if one.get("required") else ""
        found.append(Field(one["in"], one["name"], bool(one.get("required")), _text(value), tuple(map(_text, choices))))
    body = resolve(operation.document, operation.raw.get("requestBody", {}))
    for name, media in list(body.get("content", {}).items()):
        examples = [resolve(operation.document, one).get("value") for one in (media.get("examples") or {}).values()]
        first = media.get("example", examples[0] if examples else "")
        found.append(Field("body", name, bool(body.get("required")), _text(first) if first != "" else ""))
        break
    return found


def keys(operation: Operation) -> list[dict[str, str]]:
    """The credentials of the first way in which an operation takes them: their place, name and scheme."""
    schemes = operation.document.get("components", {}).get("securitySchemes", {})
    found = []
    for name in next(iter(operation.security), {}):
        scheme = resolve(operation.document, schemes.get(name, {}))
        if scheme.get("type") == "apiKey":
            found.append({"label": name, "where": scheme["in"], "name": scheme["name"], "scheme": ""})
        else:
            kind = str(scheme.get("scheme", "bearer")).capitalize()
            found.append({"label": name, "where": "header", "name": "Authorization", "scheme": kind})
    return found


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
