"""Schemas out of the features that documents have, each with lawful values of its own."""

from __future__ import annotations

from typing import Any, NamedTuple

from hypothesis import strategies as st

NAMES = (
    "a",
    "A",
    "b-c",
    "bC",
    "class",
    "self",
    "x.y",
    "1",
    "_p",
    "malformed",
    "list",
    'q"',
    "é",
    "\u00aa",
    "$t",
    "type",
    "raw_",
)
WORDS = ("", "x", "X", "two words", "é", "it's", 'q"uo', "back\\slash", "{{y}}")
MOMENTS = ("2025-01-02T03:04:05Z", "1999-12-31T23:59:59.500000+02:00")
IDS = ("0e8a6e4e-2f63-4a0b-9d0c-6c9b8a6f3f11", "ffffffff-ffff-4fff-bfff-ffffffffffff")


class Drawn(NamedTuple):
    """A schema, and what draws values that should be lawful."""

    schema: Any
    values: st.SearchStrategy[Any]


def _plain() -> st.SearchStrategy[Drawn]:
    return st.sampled_from(
        [
            Drawn({"type": "string"}, st.sampled_from(WORDS)),
            Drawn({"type": "string", "format": "date-time"}, st.sampled_from(MOMENTS)),
            Drawn({"type": "string", "format": "uuid"}, st.sampled_from(IDS)),
            Drawn({"type": "string", "format": "binary"}, st.sampled_from(WORDS)),
            Drawn({"type": "integer", "default": 5}, st.sampled_from([0, -1, 2**53 + 1, 10**25])),
            Drawn({"type": "number", "default": "odd"}, st.sampled_from([0, 1.5, -2e9])),
            Drawn({"type": "boolean"}, st.booleans()),
            Drawn({"type": ["string", "null"]}, st.sampled_from([None, "x"])),
            Drawn({"type": ["integer", "string", "null"]}, st.sampled_from([None, "x", 3])),
            Drawn({"const": "fixed"}, st.just("fixed")),
            Drawn({"const": 1.5}, st.just(1.5)),
            Drawn({"enum": ["GET", "get", "-"]}, st.sampled_from(["GET", "get", "-"])),
            Drawn({"enum": [1, 2, None]}, st.sampled_from([1, 2, None])),
            Drawn({"enum": ["a", 1, True]}, st.sampled_from(["a", 1, True])),
            Drawn({}, st.sampled_from([None, 1, "x", [1], {"z": 1}])),
            Drawn(True, st.sampled_from([None, {"k": []}])),
        ]
    )


@st.composite
def _objects(draw: st.DrawFn, inner: st.SearchStrategy[Drawn], *, further: bool = True) -> Drawn:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    members = {name: draw(inner) for name in names}
    required = draw(st.lists(st.sampled_from(names), unique=True, max_size=2))
    schema: dict[str, Any] = {"type": "object", "properties": {name: one.schema for name, one in members.items()}}
    if required:
        schema["required"] = required
    given = {name: one.values for name, one in members.items()}
    values: st.SearchStrategy[Any] = st.fixed_dictionaries(
        {name: given[name] for name in required}, optional={name: given[name] for name in names if name not in required}
    )
    if further and draw(st.booleans()):
        extra = draw(_plain())
        schema["additionalProperties"] = extra.schema
        if extra.schema not in ({}, True):
            more = st.dictionaries(st.sampled_from(["further", "m ore"]), extra.values, max_size=2)
            values = st.builds(lambda one, other: {**other, **one}, values, more)
    return Drawn(schema, values)


@st.composite
def _all(draw: st.DrawFn, inner: st.SearchStrategy[Drawn]) -> Drawn:
    parts = [draw(_objects(inner, further=False)) for _ in range(2)]
    taken: set[str] = set()
    for part in parts:
        for name in list(part.schema["properties"]):
            if name in taken:
                part.schema["properties"][name] = True
        taken |= set(part.schema["properties"])
    first, second = (part.schema for part in parts)
    schema = {"allOf": [first, second]} if draw(st.booleans()) else {**first, "allOf": [second]}
    return Drawn(schema, st.builds(lambda one, other: {**other, **one}, parts[0].values, parts[1].values))


@st.composite
def _some(draw: st.DrawFn, inner: st.SearchStrategy[Drawn]) -> Drawn:
    parts = draw(st.lists(inner, min_size=2, max_size=3))
    keyword = draw(st.sampled_from(["oneOf", "anyOf"]))
    return Drawn({keyword: [part.schema for part in parts]}, st.one_of([part.values for part in parts]))


def _lists(inner: st.SearchStrategy[Drawn]) -> st.SearchStrategy[Drawn]:
    return inner.map(lambda one: Drawn({"type": "array", "items": one.schema}, st.lists(one.values, max_size=2)))


def _maps(inner: st.SearchStrategy[Drawn]) -> st.SearchStrategy[Drawn]:
    return inner.map(
        lambda one: Drawn(
            {"type": "object", "additionalProperties": one.schema},
            st.dictionaries(st.sampled_from(WORDS), one.values, max_size=2),
        )
    )


def schemas() -> st.SearchStrategy[Drawn]:
    """Schemas of some depth."""
    return st.recursive(
        _plain(),
        lambda inner: st.one_of(
            _objects(inner), _all(inner), _some(inner), _lists(inner), _maps(inner), _objects(inner)
        ),
        max_leaves=8,
    )
