"""Does an answer beyond the document give a notice, with a patch that settles it?"""

import copy
import json
from typing import Any

import pytest
from openapi_spec_validator import validate
from ruamel.yaml import YAML

from scripts.document import at, load, operations
from scripts.judge.drift import drift, undocumented
from scripts.judge.notices import Notice
from scripts.judge.patches import as_yaml, shape
from scripts.schemas import Schemas

JSON = {"content-type": ["application/json; charset=utf-8"]}
TASK = {"id": 1, "priority": "high", "nested": {"a": [1, None]}}


def notices(
    body: Any, status: int = 200, headers: dict[str, list[str]] | None = None, document: Any = None
) -> list[Notice]:
    operation = next(operations(document or load()))
    return list(drift(operation, status, {**JSON, **(headers or {})}, json.dumps(body).encode()))


def test_documented_answer_gives_no_notice() -> None:
    assert notices([{"id": 1, "email": "jane@example.com"}], headers={"date": ["x"], "server": ["x"]}) == []


def test_undocumented_property_is_named_by_its_pointer_and_its_value_is_not_told() -> None:
    found = notices([{}, TASK])
    assert [(one.kind, one.pointer) for one in found] == [
        ("undocumented_property", "/1/priority"),
        ("undocumented_property", "/1/nested"),
    ]
    assert found[0].place == "/components/schemas/RunningTask/properties"
    assert "high" not in "".join(str(one) + one.patch for one in found)


def test_same_property_of_many_tasks_is_one_notice() -> None:
    assert len(set(notices([TASK] * 50))) == 2


@pytest.mark.parametrize(
    "name", ["Deprecation", "Sunset", "Retry-After", "RateLimit", "RateLimit-Policy", "X-RateLimit-Remaining"]
)
def test_header_of_interest_is_told_with_its_value(name: str) -> None:
    (notice,) = notices([], headers={name.lower(): ["17"]})
    assert (notice.kind, notice.received.lower()) == ("undocumented_header", f"{name.lower()}: 17")


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (200, [TASK], {}),
        (400, {"error": "x", "hint": 1.5}, {"retry-after": ["17"]}),
        (200, [], {"sunset": ["x"], "ratelimit-policy": ["y"]}),
        (429, {"error": "x", "more": [{"flag": True}]}, {"retry-after": ["17"]}),
        (596, None, {}),
    ],
    ids=["property", "property-and-header", "headers", "status", "status-outside-of-http"],
)
def test_document_with_the_suggested_patches_is_valid_and_leaves_no_notice(
    status: int, body: Any, headers: dict[str, list[str]]
) -> None:
    document = copy.deepcopy(load())
    # A suggestion may rest on the one before, as one that adds the member under which another goes.
    for _ in range(5):
        found = notices(body, status, headers, document)
        if not found:
            break
        at(document, found[0].place).update(YAML(typ="safe").load(found[0].patch))
    assert notices(body, status, headers) != []
    assert notices(body, status, headers, document) == []
    validate(document)


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"properties": {"a": {}}}, {"a": {"b": 1}}, []),
        ({"properties": {"a": {}}}, {"b": 1}, ["b"]),
        ({"properties": {"a": {}}, "additionalProperties": True}, {"b": 1}, []),
        ({"properties": {}, "additionalProperties": {"properties": {"c": {}}}}, {"b": {"d": 1}}, ["d"]),
        ({"patternProperties": {"^x-": {}}}, {"x-a": 1, "b": 1}, ["b"]),
        ({"allOf": [{"properties": {"a": {}}}, {"properties": {"b": {}}}]}, {"a": 1, "b": 1, "c": 1}, ["c"]),
        ({"oneOf": [{"properties": {"a": {}}}, {"$ref": "#/defs/b"}]}, {"b": 1, "c": 1}, ["c"]),
        ({"prefixItems": [{"properties": {"a": {}}}], "items": {"$ref": "#/defs/b"}}, [{"b": 1}, {"a": 1}], ["b", "a"]),
        ({"items": True}, [{"a": 1}], []),
    ],
)
def test_schemas_of_every_form_are_followed(schema: Any, value: Any, expected: list[str]) -> None:
    document: dict[str, Any] = {"defs": {"b": {"properties": {"b": {}}}}}
    assert [tokens[-1] for tokens, _, _ in undocumented(Schemas(document, schema), value)] == expected


def test_body_that_is_no_json_gives_no_notice() -> None:
    assert list(drift(next(operations(load())), 200, JSON, b"<html>")) == []


@pytest.mark.parametrize("status", [200, 429])
def test_nesting_without_end_is_described_to_its_eighth_level(status: int) -> None:
    deep: Any = 1
    for _ in range(400):
        deep = [{"a": deep}]
    (notice,) = notices([{"deep": deep}], status)
    assert notice.patch.count("items:") == 4


def test_patch_for_a_deep_object_is_bounded() -> None:
    deep: Any = 1
    for _ in range(4):
        deep = {f"name{number}": deep for number in range(40)}
    assert len(as_yaml({"x": shape(deep)}).splitlines()) < 300
