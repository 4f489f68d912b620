"""Copies of the document with more operations, for runs that must treat each as it deserves."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from scripts.document import load, operations
from scripts.part import part


def grown(*others: tuple[str, str, dict[str, Any]]) -> dict[str, Any]:
    """The document, with its first operation's copy under each (path, method), changed as the third part says."""
    first = next(iter(operations(load())))
    document = part(load(), first.id)
    for number, (path, method, changes) in enumerate(others):
        added = {**copy.deepcopy(dict(first.raw)), "operationId": f"other{number}", **changes}
        document["paths"].setdefault(path, {})[method] = added
    return document


def many(count: int) -> dict[str, Any]:
    """The document with ``count`` operations in all."""
    return grown(*((f"/others/{number}", "get", {}) for number in range(count - 1)))


def written(document: dict[str, Any], folder: Path) -> Path:
    """A file that holds the document."""
    path = folder / "grown.json"
    path.write_text(json.dumps(document, default=str), encoding="utf-8")
    return path


def parameter(name: str, place: str, **schema: Any) -> dict[str, Any]:
    """A parameter of an operation."""
    return {"name": name, "in": place, "required": place == "path", "schema": schema}
