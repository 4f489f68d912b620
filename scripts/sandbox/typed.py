"""Text that was sent, read as the types that a schema has."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from scripts.schemas import Schemas


def typed(value: Any, schemas: Schemas) -> Any:
    """``value``, a text or a collection of texts, each as what it stands for where the text itself is not allowed."""
    if isinstance(value, Mapping):
        return {name: typed(part, schemas.property(name)) for name, part in value.items()}
    if isinstance(value, list):
        return [typed(part, schemas.item(index)) for index, part in enumerate(value)]
    if schemas.first_fault(value) is None:
        return value
    read = _read(value)
    return value if "string" in schemas.types() and schemas.first_fault(read) is not None else read


def listed_where_asked(value: Mapping[str, Any], schemas: Schemas) -> dict[str, Any]:
    """``value`` with a list of one where a property has to be a list: once is how often a list of one is sent."""
    return {
        name: [part] if not isinstance(part, list) and schemas.property(name).types() == {"array"} else part
        for name, part in value.items()
    }


def _read(text: str) -> Any:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return value if isinstance(value, bool | int | float) or value is None else text
