"""Is it a valid document, as others judge it?"""

from __future__ import annotations

import re
from typing import Any

from jsonschema.exceptions import ValidationError
from openapi_spec_validator import OpenAPIV31SpecValidator

from scripts.document import DocumentError, at, pointer_of
from scripts.generate.source import Source

# What the validator would try values on, with regular expressions of another language than Python's.
TRIED = ("default", "pattern")


def faults(source: Source) -> DocumentError | None:
    """What the validator says first against the document; its text holds ``#:`` where it could tell no place.

    Raises DocumentError for another version of OpenAPI.
    """
    version = source.data.get("openapi")
    if not isinstance(version, str) or not version.startswith("3.1"):
        raise source.fault("/openapi", f"this is for OpenAPI 3.1, the document says {version!r}")
    document = _copied(source.data)
    errors: list[ValidationError] = []
    try:
        for error in OpenAPIV31SpecValidator(document).iter_errors():
            errors.append(error)  # noqa: PERF402  what came before a crash counts
    except Exception:  # noqa: S110
        # The validator itself fails on some documents; the survey that follows says why, with the place.
        pass
    if errors:
        error = min(errors, key=lambda one: (list(map(str, one.absolute_path)), one.message))
        return source.fault(_pointer(source, document, error), error.message.split("\n")[0])
    return None


def _copied(node: Any, within: str = "") -> Any:
    if isinstance(node, dict):
        # There, what is named so is no keyword of a schema.
        drop = () if within in ("properties", "patternProperties", "responses", "variables", "variable") else TRIED
        inner = {"variables": "variable"}.get(within)
        below = within in ("properties", "patternProperties", "responses", "variables")
        return {
            name: _copied(child, (inner or "") if below else name) for name, child in node.items() if name not in drop
        }
    if isinstance(node, list):
        return [_copied(child) for child in node]
    return node


def _pointer(source: Source, document: Any, error: ValidationError) -> str:
    pointer = pointer_of(list(error.absolute_path))
    try:
        at(source.data, pointer)
    except DocumentError:
        # An error inside a schema is told from that schema on: find the place that ends so and holds that value.
        return _search(document, pointer, error.instance)
    unknown = re.fullmatch(r"Unknown JSON Schema dialect: '(.*)'", error.message)
    if unknown is None:
        return pointer
    return _search(document, "/jsonSchemaDialect", unknown[1]) or _search(document, "/$schema", unknown[1])


def _search(document: Any, ending: str, wanted: Any) -> str:
    nodes: list[tuple[list[str | int], Any]] = [([], document)]
    while nodes:
        steps, node = nodes.pop(0)
        if node == wanted and pointer_of(steps).endswith(ending):
            return pointer_of(steps)
        children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        nodes[:0] = [([*steps, key], child) for key, child in children]
    return ""
