"""Which property of a listed object tells what about a running task, found from the schema alone.

A list is one of running tasks when its objects have a moment (``format: date-time``) and an elapsed time as minutes
and seconds (a string whose pattern takes 03:45 and 120:00 and refuses 00:60). The first integer identifies a task,
the first ``format: uri`` is where its end is told, the first ``format: email`` the account that runs it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from scripts.document import resolve
from scripts.sandbox.schema import Schema


@dataclass(frozen=True)
class Roles:
    """The names of the properties that the simulation fills itself; None where the objects have no such property."""

    started: str
    elapsed: str
    identity: str | None
    webhook: str | None
    account: str | None


def roles(document: Mapping[str, Any], items: Mapping[str, Any]) -> Roles | None:
    """The roles in the schema of a list's items; None when they are no running tasks."""
    properties = {name: resolve(document, node) for name, node in items.get("properties", {}).items()}

    def first(fits: Callable[[Mapping[str, Any]], bool]) -> str | None:
        return next((name for name, node in properties.items() if isinstance(node, Mapping) and fits(node)), None)

    started = first(lambda node: node.get("format") == "date-time")
    elapsed = first(lambda node: "pattern" in node and _tells_minutes_and_seconds(Schema(document, node)))
    if started is None or elapsed is None:
        return None
    identity = first(lambda node: node.get("type") == "integer" and "const" not in node and "enum" not in node)
    webhook = first(lambda node: node.get("format") == "uri")
    return Roles(started, elapsed, identity, webhook, first(lambda node: node.get("format") == "email"))


def minutes_and_seconds(seconds: float) -> str:
    """A length of time as MM:SS; over 99 minutes there are more digits."""
    minutes, rest = divmod(int(max(seconds, 0)), 60)
    return f"{minutes:02d}:{rest:02d}"


def _tells_minutes_and_seconds(schema: Schema) -> bool:
    return all(schema.allows(text) for text in ("00:00", "03:45", "120:00")) and not schema.allows("00:60")
