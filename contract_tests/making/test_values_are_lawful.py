"""Does every schema whose values are easy to think of get random values, all of them lawful?"""

from __future__ import annotations

from pathlib import Path
from time import thread_time
from typing import Any

import pytest

from scripts.document import load_yaml
from scripts.sandbox.messages import Refusal
from scripts.sandbox.schema import Schema

SCHEMAS = load_yaml(Path(__file__).with_name("schemas.yaml"))
FORMATS = (
    "date-time date time duration email idn-email hostname idn-hostname ipv4 ipv6 uri uri-reference iri iri-reference"
    " uuid uri-template json-pointer relative-json-pointer regex"
)


def schema(asked: Any) -> Schema:
    return Schema({"components": SCHEMAS["components"]}, asked)


@pytest.mark.parametrize("name", SCHEMAS["asked"])
def test_random_values_are_lawful(name: str) -> None:
    drawn = schema(SCHEMAS["asked"][name])
    # It raises where no lawful one is found.
    values = [drawn.random(seed) for seed in range(20)]
    assert all(map(drawn.allows, values))
    assert drawn.random(3) == drawn.random(3)


@pytest.mark.parametrize("name", FORMATS.split())
def test_format_has_a_text(name: str) -> None:
    drawn = schema({"type": "string", "format": name})
    assert all(isinstance(drawn.random(seed), str) for seed in range(10))


def test_a_discriminator_names_the_schema_that_was_taken() -> None:
    drawn = schema(SCHEMAS["asked"]["discriminated"])
    shapes: list[Any] = [drawn.random(seed) for seed in range(20)]
    assert {(value["kind"], "meow" in value) for value in shapes} == {("Cat", True), ("Dog", False)}


def test_a_schema_that_holds_itself_ends_soon() -> None:
    for name in ("array of itself", "object of itself", "tree"):
        assert max(len(repr(schema(SCHEMAS["asked"][name]).random(seed))) for seed in range(50)) < 20_000


def test_the_shown_value_is_made_of_examples_and_whole() -> None:
    properties = {
        "a": {"type": "string", "examples": ["hello"]},
        "b": {"type": "integer", "example": 42},
        "c": {"type": "array", "items": {"type": "string", "examples": ["z"]}},
        "d": {"type": "string", "default": "usual"},
        "e": {"enum": ["q", "r"]},
    }
    shown = schema({"type": "object", "required": ["a"], "properties": properties}).shown()
    assert shown == {"a": "hello", "b": 42, "c": ["z"], "d": "usual", "e": "q"}


def test_an_example_that_is_not_lawful_is_not_shown() -> None:
    properties = {"a": {"type": "integer", "examples": ["text"]}}
    shown = schema({"type": "object", "required": ["a"], "properties": properties}).shown()
    assert isinstance(shown["a"], int)


@pytest.mark.parametrize(
    "asked",
    [
        {"type": "array", "minItems": 10**9},
        {"type": "string", "minLength": 10**9},
        {"type": "object", "minProperties": 10**9},
        {"type": "array", "contains": {"type": "integer"}, "minContains": 10**9},
        {"type": "number", "exclusiveMinimum": 1, "exclusiveMaximum": 1},
        {"type": "integer", "minimum": 1.5, "maximum": 1.7},
        {"enum": []},
    ],
)
def test_what_is_too_large_or_impossible_is_told_soon(asked: Any) -> None:
    before = thread_time()
    with pytest.raises(Refusal, match="no lawful random value"):
        schema(asked).random(0)
    assert thread_time() - before < 5
