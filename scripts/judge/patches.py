"""Fragments of a document that describe what an answer held, for people to complete."""

from __future__ import annotations

import io
import itertools
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML

from scripts.document import pointer_to

TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", type(None): "null"}
# How far a value is described; below, the schema allows anything.
LEVELS = 8
# How many properties of one object are described.
MEMBERS = 40
# How many values are described in all: a patch is for people.
VALUES = 80


def member(
    document: Mapping[str, Any], node: Mapping[str, Any], parent: str, name: Any, entry: Any
) -> tuple[str, dict[str, Any]]:
    """Where an entry goes under ``parent`` of a node of the document, and with it ``parent`` where it is not there."""
    place = pointer_to(document, node)
    if parent in node:
        return f"{place}/{parent}", {name: entry}
    return place, {parent: {name: entry}}


def response(reasons: Mapping[str, str], media_type: str, body: Any) -> dict[str, Any]:
    """A response with what each header of interest tells, and a body, which is ``...`` when it is no JSON."""
    described: dict[str, Any] = {"description": "To be described."}
    if reasons:
        described["headers"] = {spelled(name): header(reason) for name, reason in reasons.items()}
    if media_type:
        described["content"] = {media_type: {"schema": {"type": "string"} if body is ... else shape(body)}}
    return described


def header(reason: str) -> dict[str, Any]:
    """A header that tells what ``reason`` says."""
    return {"description": f"Tells {reason}.", "schema": {"type": "string"}}


def spelled(name: str) -> str:
    """The usual spelling of a header's name in lower case."""
    return "-".join(word.capitalize() for word in name.split("-"))


def shape(value: Any) -> dict[str, Any]:
    """The schema that says of a JSON value no more than its types, and of a large one no more than its beginning."""
    return _shape(value, LEVELS, itertools.count())


def _shape(value: Any, levels: int, seen: Iterator[int]) -> dict[str, Any]:
    if not levels:
        return {}
    if isinstance(value, dict):
        described: dict[str, Any] = {}
        for name, inner in list(value.items())[:MEMBERS]:
            if next(seen) >= VALUES:
                break
            described[name] = _shape(inner, levels - 1, seen)
        left = len(value) - len(described)
        more = {"description": f"{left} more properties were seen."} if left else {}
        return {"type": "object", **more, "properties": described}
    if isinstance(value, list):
        return {"type": "array", **({"items": _shape(value[0], levels - 1, seen)} if value else {})}
    return {"type": TYPES[type(value)]}


def as_yaml(value: Any) -> str:
    """The value, which JSON can say, in YAML."""
    return _as_yaml(json.dumps(value))


@lru_cache(maxsize=64)
def _as_yaml(value: str) -> str:
    # A thousand answers ask for the same patch, and to write one takes as long as to judge an answer.
    stream = io.StringIO()
    YAML().dump(json.loads(value), stream)
    return stream.getvalue()
