"""What a driver needs to call each operation: its names, and the values of its path."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, select_autoescape

from scripts.document import Operation, base_path, operations, resolve

TEMPLATE = ".jinja"


def calls(document: Mapping[str, Any]) -> dict[str, Operation]:
    """The operations that a driver calls, by id: those of which a request is no more than a path."""
    return {one.id: one for one in operations(document) if why_not(one) is None}


def why_not(operation: Operation) -> str | None:
    """Why drivers do not call an operation; None for one that they call."""
    if operation.raw.get("requestBody"):
        return "its request has a body"
    required = [one["name"] for one in operation.parameters if one["in"] != "path" and one.get("required")]
    return f"its request needs {', '.join(required)}" if required else None


def values(operation: Operation, path: str) -> dict[str, Any]:
    """The values of a request's path, as their schemas have them. Raises DocumentError for another one's path."""
    found = operation.path_values(path.partition("?")[0].removeprefix(base_path(operation.document)))
    return {name: text if _is_text(operation, name) else json.loads(text) for name, text in found.items()}


def rendered(folder: Path, document: Mapping[str, Any]) -> None:
    """Write what the templates in ``folder`` make of the document's operations, in the place of the templates."""
    environment = Environment(
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=select_autoescape((), default_for_string=False),
    )
    environment.filters |= {"snake": _snake, "json": json.dumps}
    schemas = document.get("components", {}).get("schemas", {})
    described = [
        {
            "id": one.id,
            "method": one.method,
            "path": one.path,
            "tag": next(iter(one.raw.get("tags", [])), "default"),
            "values": {name: _is_text(one, name) for name in re.findall(r"\{([^}]+)\}", one.path)},
        }
        for one in calls(document).values()
    ]
    models = [name for name, schema in schemas.items() if schema.get("type") == "object"]
    for template in folder.rglob(f"*{TEMPLATE}"):
        text = environment.from_string(template.read_text(encoding="utf-8"))
        template.with_suffix("").write_text(text.render(operations=described, models=models), encoding="utf-8")
        template.unlink()


def _is_text(operation: Operation, name: str) -> bool:
    """Whether a value of the path is text; any other plain type is spelled as JSON has it."""
    declared = next(one for one in operation.parameters if (one["in"], one["name"]) == ("path", name))
    kind = resolve(operation.document, declared.get("schema", {})).get("type", "string")
    return kind not in {"integer", "number", "boolean"}


def _snake(name: str) -> str:
    """A name as Rust's generator spells it."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+", "_", name).lower()
