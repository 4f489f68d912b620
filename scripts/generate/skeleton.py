"""What the generator is given: the names that were worked out, so that it can neither lose nor confuse anything."""

from __future__ import annotations

from typing import Any

from scripts.generate.plan import Plan


def skeleton(plan: Plan) -> dict[str, Any]:
    """A document of the same operations, classes and enumerations under their final names."""
    schemas: dict[str, Any] = {
        name: {"type": "object", "properties": {"_": {"type": "string"}}} for name in plan.kinds.models
    }
    schemas |= {name: {"type": "string", "enum": ["_"]} for name in plan.kinds.enums}
    paths: dict[str, Any] = {}
    for index, operation in enumerate(plan.operations):
        paths[f"/{index}"] = {
            "get": {
                "operationId": operation.name,
                "tags": [operation.tag],
                "responses": {"200": {"description": ""}},
            }
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": plan.title, "version": plan.version},
        "paths": paths,
        "components": {"schemas": schemas},
    }
