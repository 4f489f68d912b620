"""The document without references, and its schemas as JSON Schema files that stand alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from scripts.document import operations, resolve

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS = "#/components/schemas/"


def dereferenced(document: Mapping[str, Any]) -> dict[str, Any]:
    """``document`` with each local reference replaced by what it leads to; one that leads into itself stays.

    Raises DocumentError for a reference that leads nowhere.
    """
    return dict(_inlined(document, document, ()))


def _inlined(document: Mapping[str, Any], node: Any, within: tuple[str, ...]) -> Any:
    if isinstance(node, list):
        return [_inlined(document, item, within) for item in node]
    if not isinstance(node, Mapping):
        return node
    reference = node.get("$ref")
    if isinstance(reference, str):
        if reference in within:
            return dict(node)
        target = _inlined(document, resolve(document, {"$ref": reference}), (*within, reference))
        beside = {name: _inlined(document, value, within) for name, value in node.items() if name != "$ref"}
        return {**target, **beside} if isinstance(target, Mapping) else target
    return {name: _inlined(document, value, within) for name, value in node.items()}


def json_schemas(document: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """JSON Schemas by file name: one for each model, and one for each JSON body that an operation documents."""
    models = document.get("components", {}).get("schemas", {})
    files = {f"{name}.json": alone(document, name, {"$ref": SCHEMAS + name}) for name in models}
    for operation in operations(document):
        for status, response in operation.responses.items():
            for media_type, media in response.get("content", {}).items():
                if "json" in media_type and "schema" in media:
                    title = f"{operation.id}-{status}"
                    files[f"{title}.json"] = alone(document, title, media["schema"])
    return files


def alone(document: Mapping[str, Any], title: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """``schema`` as a JSON Schema of its own, with the models that it refers to."""
    needed: dict[str, Any] = {}
    _need(document, schema, needed)
    version = document["info"]["version"]
    whole = {"$schema": DIALECT, "title": title, "$comment": f"of version {version}", **schema}
    # A reference has no other spelling in a document, so that text is a safe place to change it.
    text = json.dumps({**whole, **({"$defs": needed} if needed else {})})
    moved: dict[str, Any] = json.loads(text.replace(f'"$ref": "{SCHEMAS}', '"$ref": "#/$defs/'))
    return moved


def _need(document: Mapping[str, Any], node: Any, needed: dict[str, Any]) -> None:
    """Collect the models that ``node`` refers to, and those that they refer to."""
    if isinstance(node, list):
        for item in node:
            _need(document, item, needed)
    elif isinstance(node, Mapping):
        reference = node.get("$ref")
        if isinstance(reference, str) and reference.startswith(SCHEMAS):
            name = reference.removeprefix(SCHEMAS)
            if name not in needed:
                needed[name] = resolve(document, node)
                _need(document, needed[name], needed)
        for value in node.values():
            _need(document, value, needed)
