"""What the examples on a page show, each below the status that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from scripts.judge.page.blocks import STATUS, Block
from scripts.judge.page.loose import parsed
from scripts.judge.page.places import step_of
from scripts.judge.page.plain import squeezed


def examples(blocks: Iterable[Block]) -> Iterator[tuple[str, Any]]:
    """What examples show, each below its status: the one before it, or the one in its turn where all come first."""
    ordered = list(blocks)
    statuses = [block for block in ordered if block.kind == STATUS]
    for block in statuses:
        code, _, phrase = block.text.partition(" ")
        yield f"status/{code}", phrase
    tabbed = len(statuses) > 1 and ordered[: len(statuses)] == statuses and len(ordered) == 2 * len(statuses)
    waiting = iter(statuses)
    status = None
    seen: set[str] = set()
    for block in ordered:
        if block.kind == STATUS:
            status = block
            continue
        if tabbed:
            status = next(waiting)
        place = f"status/{status.text.split()[0]}/body" if status else "body"
        yield from _flat(parsed(block.text), place if place not in seen else f"{place}/another")
        seen.add(place)


def _flat(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if isinstance(value, dict | list):
        yield place, "object" if isinstance(value, dict) else "array"
    else:
        yield place, squeezed(value) if isinstance(value, str) else value
    for name, member in members:
        yield from _flat(member, f"{place}/{step_of(name)}")
