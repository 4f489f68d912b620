"""Small random schemas and random edits of them, whose meaning a table of values tells."""

from __future__ import annotations

import copy
import itertools
import random
from collections.abc import Iterator
from typing import Any

from jsonschema_rs import Draft202012Validator

Schema = dict[str, Any]
CHOICES = ("oneOf", "anyOf", "allOf")
_LEFT_OUT = object()
_ANY = [_LEFT_OUT, 0, 1, 5, "", "x", "xxxx", None, True]
_NAMED = itertools.product(_ANY, _ANY[:7], [_LEFT_OUT, "u", "v", 3])
_OBJECTS = [{name: v for name, v in zip("abk", row, strict=True) if v is not _LEFT_OUT} for row in _NAMED]
VALUES: list[Any] = [*_OBJECTS, 0, 1, 5, "", "x", None, True, [], [0]]
PLAIN: list[Schema] = [
    {"type": "integer"},
    {"type": "string"},
    {"type": "integer", "minimum": 1},
    {"type": "string", "maxLength": 1},
    {"type": "string", "maxLength": 3},
    {"const": 0},
    {"const": "x"},
    {"enum": [5, "x"]},
    {"enum": [0, 1, ""]},
    {},
    {"type": ["string", "null"]},
    {"type": "boolean"},
]


def plain(draw: random.Random) -> Schema:
    return copy.deepcopy(draw.choice(PLAIN))


def an_object(draw: random.Random) -> Schema:
    made: Schema = {"type": "object", "properties": {name: plain(draw) for name in "ab" if draw.random() < 0.6}}
    required = [name for name in "ab" if draw.random() < 0.4]
    if draw.random() < 0.5:
        made["properties"]["k"] = {"const": draw.choice("uv")} if draw.random() < 0.7 else {"enum": ["u", "v"]}
        required += ["k"] if draw.random() < 0.8 else []
    if required:
        made["required"] = required
    if draw.random() < 0.2:
        made["additionalProperties"] = False
    return made


def alike(draw: random.Random) -> Schema:
    """Alternatives of which one is another one's copy, or lacks a property that it names."""
    made = schema(draw)
    for place in list(_schemas(made)):
        listed: list[Schema] = next((place[key] for key in CHOICES if key in place), [])
        if len(listed) > 1 and draw.random() < 0.7:
            copied = copy.deepcopy(draw.choice(listed))
            for name in list(copied.get("properties", {})):
                if draw.random() < 0.5:
                    del copied["properties"][name]
            listed[draw.randrange(len(listed))] = copied
            if draw.random() < 0.5:
                listed.append(copy.deepcopy(copied))
    return made


def schema(draw: random.Random, depth: int = 0) -> Schema:
    kind = draw.random()
    if depth > 1 or kind < 0.35:
        return an_object(draw)
    if kind < 0.45:
        return plain(draw)
    key = draw.choice(["oneOf", "anyOf", "allOf", "oneOf", "anyOf"])
    made: Schema = {key: [schema(draw, depth + 1) for _ in range(draw.choice([1, 2, 2, 3]))]}
    if draw.random() < 0.2:
        made["properties"] = {"b": plain(draw)}
    if draw.random() < 0.1:
        made["not"] = an_object(draw)
    return made


def edited(draw: random.Random, old: Schema) -> tuple[Schema, bool]:
    """The same with one place changed: a property, what is required, an alternative, or the whole of a schema.

    Besides, whether it was the whole, so that properties may have got a name.
    """
    new = copy.deepcopy(old)
    place = draw.choice(list(_schemas(new)))
    key = next((key for key in CHOICES if key in place), None)
    chance = draw.random()
    if place.get("properties") and chance < 0.5:
        place["properties"][draw.choice(list(place["properties"]))] = plain(draw)
    elif place.get("required") and chance < 0.7:
        place["required"].remove(draw.choice(place["required"]))
    elif key and len(place[key]) > 1 and chance < 0.85:
        place[key].pop(draw.randrange(len(place[key])))
    elif key:
        place[key].append(schema(draw, 2))
        return new, key == "allOf"
    else:
        place.clear()
        place.update(schema(draw, 2))
        return new, True
    return new, False


def _schemas(node: Any) -> Iterator[Schema]:
    if isinstance(node, dict):
        yield node
        for name, inner in node.items():
            if name == "properties":
                yield from (found for held in inner.values() for found in _schemas(held))
            elif name in {*CHOICES, "not"}:
                yield from _schemas(inner)
    elif isinstance(node, list):
        yield from (found for held in node for found in _schemas(held))


def named(made: Schema) -> None:
    """Give each alternative a name, which it keeps when another one changes."""
    alternatives = [inner for place in _schemas(made) for key in CHOICES for inner in place.get(key, [])]
    for n, inner in enumerate(alternatives):
        inner["$comment"] = f"S{n}"


def lifted(made: Any, components: dict[str, Schema]) -> Any:
    """The same with each schema that has a name among ``components``, and a reference in its place."""
    if isinstance(made, list):
        return [lifted(inner, components) for inner in made]
    if not isinstance(made, dict):
        return made
    found = {key: lifted(inner, components) for key, inner in made.items() if key != "$comment"}
    if "$comment" not in made:
        return found
    components[made["$comment"]] = found
    return {"$ref": f"#/components/schemas/{made['$comment']}"}


def allowed_by_one_alone(wide: Schema, narrow: Schema) -> Any:
    """A value of the table that the first schema allows and the second does not; ``...`` where there is none."""
    one, other = Draft202012Validator(wide), Draft202012Validator(narrow)
    return next((value for value in VALUES if one.is_valid(value) and not other.is_valid(value)), ...)
