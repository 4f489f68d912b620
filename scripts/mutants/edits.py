"""Changed copies of JSON values; what is given is never touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Steps = tuple[str | int, ...]


def replaced(node: Any, steps: Steps, value: Any) -> Any:
    """``node`` with ``value`` at the place that ``steps`` lead to."""
    if not steps:
        return value
    if isinstance(node, list):
        position = int(steps[0])
        return [*node[:position], replaced(node[position], steps[1:], value), *node[position + 1 :]]
    return {**node, steps[0]: replaced(node[steps[0]], steps[1:], value)}


def without(node: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The mapping without ``key``."""
    return {name: value for name, value in node.items() if name != key}


def renamed(node: Mapping[str, Any], old: str, new: str) -> dict[str, Any]:
    """The mapping with ``old`` called ``new``, in the same place."""
    return {new if name == old else name: value for name, value in node.items()}


def less(values: Sequence[Any], position: int) -> list[Any]:
    """The list without the entry at ``position``."""
    return [*values[:position], *values[position + 1 :]]
