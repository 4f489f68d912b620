"""Parts of random operations, whose meaning is a short list: texts of a parameter or header, values of a body."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

Json = dict[str, Any]
# Schemas with the texts that their values have in a URL or a header.
TEXTS: list[tuple[Json, set[str]]] = [
    ({"type": "string", "enum": ["a", "b"]}, {"a", "b"}),
    ({"type": "string", "enum": ["a"]}, {"a"}),
    ({"type": "string", "enum": ["b", "1"]}, {"b", "1"}),
    ({"type": "integer", "enum": [1, 2]}, {"1", "2"}),
    ({"type": "integer", "minimum": 1, "maximum": 3}, {"1", "2", "3"}),
    ({"const": "a"}, {"a"}),
    ({"type": "integer", "const": 1}, {"1"}),
    ({"type": "boolean"}, {"true", "false"}),
    ({"type": "string", "enum": ["true", "1"]}, {"true", "1"}),
    ({"enum": ["a", 1]}, {"a", "1"}),
    ({"oneOf": [{"const": "a"}, {"const": "b"}]}, {"a", "b"}),
    ({"type": "string", "pattern": "^[ab]$"}, {"a", "b"}),
    ({"type": "string", "pattern": "^[12]$"}, {"1", "2"}),
]
VALUES: list[tuple[Json, list[Any]]] = [
    ({"type": "integer", "enum": [1, 2]}, [1, 2]),
    ({"enum": [1, "1"]}, [1, "1"]),
    ({"type": "string", "enum": ["1", "a"]}, ["1", "a"]),
    ({"type": "integer", "minimum": 1, "maximum": 2}, [1, 2]),
    ({"const": "a"}, ["a"]),
    ({"type": ["integer", "null"], "enum": [1, None]}, [1, None]),
]
MEDIA_TYPES = [
    "application/json", "application/json; charset=utf-8", "Application/JSON", "text/plain", "application/*", "*/*",
    "application/problem+json",
]  # fmt: skip
# Those that one operation or another speaks of.
SENT = ["application/json", "text/plain", "application/problem+json", "application/other", "image/png"]


def a_text(draw: random.Random) -> Json:
    return copy.deepcopy(draw.choice(TEXTS)[0])


def a_value(draw: random.Random) -> Json:
    return copy.deepcopy(draw.choice(VALUES)[0])


def content(draw: random.Random, count: int) -> Json:
    """So many media types, each with a schema, no two of them the same in other words."""
    made: Json = {}
    for name in draw.sample(MEDIA_TYPES, count):
        if plain(name) not in map(plain, made):
            made[name] = {"schema": a_value(draw)}
    return made


def plain(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()


def texts(holder: Json) -> set[str]:
    """The texts that a parameter or a header may have."""
    if "content" in holder:
        return values(holder["content"]["application/json"]["schema"])
    return next(told for schema, told in TEXTS if schema == holder["schema"])


def values(schema: Json) -> set[str]:
    """What a body may be, as JSON."""
    return {json.dumps(value) for value in next(told for known, told in VALUES if known == schema)}


def schema_for(content: Json, media_type: str) -> Json | None:
    """The schema of the media type, or of the nearest range around it; None where there is neither."""
    family = media_type.partition("/")[0]
    by_name = {plain(name): media for name, media in content.items()}
    found = next((by_name[name] for name in (media_type, f"{family}/*", "*/*") if name in by_name), None)
    return None if found is None else found["schema"]
