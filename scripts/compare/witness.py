"""Find the value that shows how two schemas differ."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

import jsonschema_rs
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisException, NoSuchExample

from scripts.compare.difference import NOTHING
from scripts.compare.drawing import drawn

TRIES = 250
SIMPLE: tuple[Any, ...] = (0, "", None, False, [], {}, 1, -1, 0.5, "a", [0], {"undocumented": 0}, {"undocumented": ""})
# Text that one format takes and its neighbours do not.
TEXTS = (
    "http://a.example",
    "https://a.example",
    "ftp://a.example",
    "ftp://a.example/?http://&https://",
    "http://\u00fc.example/",
    "a@b.example",
    "\u00fc@b.example",
    "2000-01-01",
    "2000-01-01T00:00:00Z",
    "00000000-0000-0000-0000-000000000000",
    "127.0.0.1",
    "::1",
)
BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
LONGEST = 10_000


class Schema:
    """A schema that may refer to ``components``; it judges values and draws them."""

    def __init__(self, value: Any, components: Mapping[str, Any]) -> None:
        self.value = value
        self.components = components
        self._validator = jsonschema_rs.Draft202012Validator(
            {"components": components, "allOf": [value]}, validate_formats=True
        )

    def allows(self, value: Any) -> bool:
        """Whether ``value`` is valid, formats included."""
        return self._validator.is_valid(value)

    def values(self) -> st.SearchStrategy[Any]:
        """Valid values, and values close to them: entries left out, added and repeated."""
        sizes = sorted(set(_sizes(self.value, "Items")))
        return drawn(self.value, self.components).flatmap(lambda value: st.sampled_from(list(_near(value, sizes))))


def witness(allowing: Schema, refusing: Schema, without: Set[str] = frozenset()) -> Any:
    """The simplest value found that ``allowing`` allows and ``refusing`` does not; NOTHING when none was found.

    No object in it has a property named in ``without``. The same schemas give the same value each time.
    """

    def shows(value: Any) -> bool:
        return allowing.allows(value) and not refusing.allows(value) and not _has(value, without)

    told = [value for schema in (allowing, refusing) for value in _spelled(schema.value)]
    for value in [*SIMPLE, *TEXTS, *told]:
        if shows(value):
            return value
    quiet = settings(
        max_examples=TRIES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    # What lies on the edge of the one schema is often what the other refuses.
    for schema in (allowing, refusing):
        try:
            return find(schema.values(), shows, settings=quiet, random=random.Random(0))  # noqa: S311
        except NoSuchExample:
            continue
        except (HypothesisException, jsonschema_rs.ValidationError):
            # No value is valid, or none can be drawn: the other schema and the simple values remain.
            continue
    return NOTHING


def carrying(schema: Schema, name: str) -> Any:
    """The simplest object found that ``schema`` allows and that has the property; NOTHING when none was found."""
    return witness(schema, Schema({"not": {"type": "object", "required": [name]}}, {}))


def _has(value: Any, names: Set[str]) -> bool:
    if isinstance(value, dict):
        return not names.isdisjoint(value) or any(_has(entry, names) for entry in value.values())
    return isinstance(value, list) and any(_has(entry, names) for entry in value)


def _near(value: Any, sizes: Sequence[int]) -> Iterator[Any]:
    yield value
    if isinstance(value, dict):
        for name in value:
            yield {key: entry for key, entry in value.items() if key != name}
            yield {**value, name: None}
        yield {**value, "undocumented": 0}
    if isinstance(value, str):
        yield from (f"a{value}", f"{value}a", value[1:], value[:-1])
    if isinstance(value, list):
        yield value * 2
        yield value[1:]
        yield from ((value * size)[:size] for size in sizes if value)


def _spelled(schema: Any) -> Iterator[Any]:
    """Values on the edges that the schema's own clauses spell out."""
    if not isinstance(schema, Mapping):
        return
    yield from schema.get("enum", [])
    if "const" in schema:
        yield schema["const"]
    for key in BOUNDS:
        if isinstance(bound := schema.get(key), int | float):
            yield from (bound, bound - 1, bound + 1)
    yield from ("a" * size for size in _sizes(schema, "Length"))
    for key in ("anyOf", "oneOf", "allOf"):
        for part in schema.get(key, []):
            yield from _spelled(part)


def _sizes(schema: Any, of: str) -> Iterator[int]:
    """The sizes on both sides of a bound on the length of text, or on the number of items."""
    for key in (f"min{of}", f"max{of}"):
        size = schema.get(key) if isinstance(schema, Mapping) else None
        if isinstance(size, int) and size < LONGEST:
            yield from (max(size - 1, 0), size, size + 1)
