"""How to call an operation: the document's own samples, or a line of curl, with the server of the page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scripts.document import Operation, base_url, resolve


@dataclass(frozen=True)
class Sample:
    """A sample and its label; ``parts`` are what stands between the places of the server's URL."""

    label: str
    parts: list[str]


def samples(operation: Operation) -> list[Sample]:
    """The samples of an operation, at least one."""
    url = base_url(operation.document)
    given = operation.raw.get("x-codeSamples")
    found = [one for one in given if isinstance(one, Mapping) and "source" in one] if isinstance(given, list) else []
    texts = [(str(one.get("label") or one.get("lang") or "sample"), str(one["source"]).rstrip("\n")) for one in found]
    return [Sample(label, text.split(url) if len(url) > 1 else [text]) for label, text in texts or [_curl(operation)]]


def _curl(operation: Operation) -> tuple[str, str]:
    path, query, headers = operation.path, list[str](), list[str]()
    before, secret = _credentials(operation)
    for one in operation.parameters:
        value = _text(_example(operation, one))
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", quote(value, safe=""))
        elif one["in"] == "query" and one.get("required"):
            query.append(f"{quote(one['name'], safe='')}={quote(value, safe='')}")
        elif one["in"] == "header" and one.get("required"):
            headers.append(f"--header {_quoted(one['name'] + ': ' + value)}")
    content = resolve(operation.document, operation.raw.get("requestBody", {})).get("content", {})
    for name, media in list(content.items())[:1]:
        headers += [
            f"--header {_quoted('Content-Type: ' + name)}",
            f"--data {_quoted(_text(_example(operation, media)))}",
        ]
    address = base_url(operation.document) + path + (f"?{'&'.join(query)}" if query else "")
    return "curl", before + " \\\n  ".join([f"curl --request {operation.method}", *secret, *headers, _quoted(address)])


def _credentials(operation: Operation) -> tuple[str, list[str]]:
    """What stands before curl, and its options, for the first way in which an operation takes credentials.

    They reach curl on standard input: an argument would show in the machine's process list.
    """
    schemes = operation.document.get("components", {}).get("securitySchemes", {})
    for name in next(iter(operation.security), {}):
        scheme = resolve(operation.document, schemes.get(name, {}))
        if scheme.get("type") == "apiKey" and scheme.get("in") == "header":
            return f"printf '{scheme['name']}: %s' \"$TOKEN\" |\n  ", ["--header @-"]
        if scheme.get("type") == "apiKey":
            how = "cookie" if scheme.get("in") == "cookie" else "url-query"
            return f'printf \'{how} = "{scheme["name"]}=%s"\' "$TOKEN" |\n  ', ["--config -"]
        if str(scheme.get("scheme", "")).lower() == "basic":
            return 'printf \'user = "%s:%s"\' "$USER_NAME" "$PASSWORD" |\n  ', ["--config -"]
        return "printf 'Authorization: Bearer %s' \"$TOKEN\" |\n  ", ["--header @-"]
    return "", []


def _example(operation: Operation, holder: Mapping[str, Any]) -> Any:
    schema = resolve(operation.document, holder.get("schema", {}))
    for value in holder.get("examples", {}).values() if isinstance(holder.get("examples"), Mapping) else ():
        return resolve(operation.document, value).get("value")
    if "example" in holder:
        return holder["example"]
    given = schema.get("examples") if isinstance(schema, Mapping) else None
    return given[0] if isinstance(given, list) and given else "VALUE"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
