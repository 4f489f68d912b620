"""Make a package of a few lines of a document, and call it without a server."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx

from scripts.generate import generate

SECURITY = {"token": {"type": "http", "scheme": "bearer"}}


def document(paths: Mapping[str, Any], schemas: Mapping[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A document of these paths and schemas, with a bearer token for everything."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Probe", "version": "1.0.0"},
        "servers": [{"url": "http://127.0.0.1:4999/v1"}],
        "security": [{"token": []}],
        "paths": dict(paths),
        "components": {"securitySchemes": SECURITY, "schemas": dict(schemas or {})},
        **more,
    }


def operation(id_: str, answers: Mapping[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """An operation under the tag ``t``, which is answered with nothing."""
    return {"operationId": id_, "tags": ["t"], "responses": answers or {"204": {"description": "Done"}}, **more}


def answered(schema: Any, media_type: str = "application/json") -> dict[str, Any]:
    """Responses whose only success has this schema."""
    return {"200": {"description": "Fine", "content": {media_type: {"schema": schema}}}}


def built(described: Mapping[str, Any], folder: Path, name: str) -> ModuleType:
    """The package ``name``, which must not have been imported before."""
    path = folder / f"{name}.json"
    path.write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")
    generate(path, folder / name)
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    return importlib.import_module(name)


class Wire:
    """A client whose answers are given, and what it sent."""

    def __init__(self, package: ModuleType, answer: httpx.Response | None = None, **arguments: Any) -> None:
        self.sent: list[httpx.Request] = []
        self.package = package
        self._answer = answer or httpx.Response(204)
        arguments.setdefault("transport", package.transports.Httpx(httpx.MockTransport(self._handle)))
        self.client: Any = package.AuthenticatedClient(**{"token": "tok", "max_retries": 0, **arguments})

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        return self._answer

    def call(self, operation: str, *positional: Any, **named: Any) -> Any:
        module = importlib.import_module(f"{self.package.__name__}.api.t.{operation}")
        return module.sync(*positional, client=self.client, **named)
