"""Does every example in the document fit its own schema?"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from jsonschema_rs import Draft202012Validator, Registry

from scripts.document import load, pointer_of, resolve

Step = str | int
DOCUMENT = load()
ROOT = "urn:openapi"
REGISTRY = Registry([(ROOT, DOCUMENT)])


def examples(node: Any, steps: tuple[Step, ...] = ()) -> Iterator[tuple[str, str, Any]]:
    """Every example as (its pointer, its schema's pointer, its value)."""
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from examples(item, (*steps, index))
    if not isinstance(node, dict):
        return
    at = pointer_of([*steps, "examples"])
    found = node.get("examples")
    if isinstance(found, list):
        yield from ((f"{at}/{index}", pointer_of(list(steps)), value) for index, value in enumerate(found))
    if isinstance(found, dict) and "schema" in node:
        schema = pointer_of([*steps, "schema"])
        yield from ((f"{at}/{name}", schema, example["value"]) for name, example in found.items())
    for key, child in node.items():
        if key != "examples":
            yield from examples(child, (*steps, key))


def properties() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of every named schema, under Schema.property."""
    for name, schema in DOCUMENT["components"]["schemas"].items():
        for wire_name, field in schema.get("properties", {}).items():
            yield f"{name}.{wire_name}", resolve(DOCUMENT, field)


EXAMPLES = list(examples(DOCUMENT))


@pytest.mark.parametrize(("schema", "value"), [pytest.param(s, v, id=pointer) for pointer, s, v in EXAMPLES])
def test_example_fits_its_schema(schema: str, value: Any) -> None:
    validator = Draft202012Validator({"$ref": f"{ROOT}#{quote(schema)}"}, registry=REGISTRY, validate_formats=True)
    assert [error.message for error in validator.iter_errors(value)] == []


@pytest.mark.parametrize("field", [pytest.param(field, id=name) for name, field in properties()])
def test_property_has_a_description_and_an_example(field: dict[str, Any]) -> None:
    assert field["description"].endswith(".")
    # An object's properties have their own.
    assert field.get("properties") or field["examples"]


def test_every_response_has_a_named_example() -> None:
    for name, response in DOCUMENT["components"]["responses"].items():
        for media in response["content"].values():
            assert media["examples"], name


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("started", "2025-04-18T12:45:67.890Z"),
        ("email", "jane.example.com"),
        ("replyUrl", "https://example.com/web hook"),
        ("elapsed", "3:45"),
        ("id", -1),
    ],
)
def test_a_wrong_example_would_be_seen(field: str, wrong: Any) -> None:
    schema = next(schema for pointer, schema, _ in EXAMPLES if pointer.endswith(f"/{field}/examples/0"))
    with pytest.raises(AssertionError):
        test_example_fits_its_schema(schema, wrong)
