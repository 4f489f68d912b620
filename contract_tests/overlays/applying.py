"""What OpenAPI Overlay 1.0 says an action does, for the normalized paths that are written here."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

from ruamel.yaml import YAML

STEP = re.compile(r"\[(?:(\d+)|'((?:[^'\\]|\\.)*)')\]")


def applied(document: Any, overlay: str) -> Any:
    """The document once each action of the overlay was taken."""
    document = copy.deepcopy(document)
    for action in YAML(typ="safe").load(overlay)["actions"] if overlay else []:
        steps = read(action["target"])
        if action.get("remove"):
            parent = found(document, steps[:-1])
            del parent[steps[-1]]
        else:
            merge(found(document, steps), action["update"])
    return document


def read(target: str) -> list[str | int]:
    """The steps of a normalized path (RFC 9535)."""
    assert re.fullmatch(rf"\$({STEP.pattern})*", target, re.DOTALL), target
    steps: list[str | int] = []
    for position, name in STEP.findall(target):
        said = name.replace("\\'", "'").replace('"', '\\"')
        steps.append(int(position) if position else str(json.loads(f'"{said}"')))
    return steps


def found(document: Any, steps: list[str | int]) -> Any:
    for step in steps:
        document = document[step]
    return document


def merge(target: dict[str, Any], update: dict[str, Any]) -> None:
    for name, value in update.items():
        if isinstance(value, dict) and isinstance(target.get(name), dict):
            merge(target[name], value)
        elif isinstance(value, list) and isinstance(target.get(name), list):
            target[name] = [*target[name], *value]
        else:
            target[name] = value
