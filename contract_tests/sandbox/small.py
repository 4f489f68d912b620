"""Documents of one operation, for tests about one thing."""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML

HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"
ANSWER = "{'200': {description: d, content: {application/json: {example: [1]}}}}"


def read(text: str) -> dict[str, Any]:
    """The document in ``text``, which its head may be missing from."""
    found: dict[str, Any] = YAML(typ="safe").load(text if text.startswith("openapi") else HEAD + text)
    return found


def with_parameter(parameter: str, path: str = "/a") -> dict[str, Any]:
    """A document whose GET takes ``parameter``."""
    return read(f"paths: {{'{path}': {{parameters: [{parameter}], get: {{responses: {ANSWER}}}}}}}\n")


def with_body(content: str) -> dict[str, Any]:
    """A document whose POST demands a body of ``content``."""
    body = f"{{required: true, content: {content}}}"
    return read(f"paths: {{/a: {{post: {{requestBody: {body}, responses: {ANSWER}}}}}}}\n")


def answering(content: str, more: str = "") -> dict[str, Any]:
    """A document whose GET answers ``content``; ``more`` stands beside its paths."""
    response = f"{{description: d, content: {content}}}"
    return read(f"paths: {{/a: {{get: {{responses: {{'200': {response}}}}}}}}}\n{more}")
