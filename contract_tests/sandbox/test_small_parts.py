"""Is what the sandbox makes of odd and lawful parts of a document what OpenAPI says of them?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scripts.sandbox.headers import documented_headers
from scripts.sandbox.simulation import Simulation
from scripts.sandbox.state import StateError, load_state, save_state
from scripts.sandbox.xml import as_xml

EXAMPLES: dict[str, Any] = {"components": {"examples": {"One": {"value": ["a", 1]}}}}


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ({"schema": {"type": "string"}, "example": "x"}, "x"),
        ({"schema": {"type": "integer", "examples": [7]}}, "7"),
        ({"schema": {"type": "array"}, "examples": {"one": {"$ref": "#/components/examples/One"}}}, "a,1"),
        ({"schema": {"type": "object"}, "example": {"a": 1, "b": True}}, "a,1,b,true"),
        ({"schema": {"type": "object"}, "example": {"a": 1, "b": True}, "explode": True}, "a=1,b=true"),
        ({"schema": {"const": "only"}, "required": True}, "only"),
        ({"schema": {"type": "string"}}, None),
    ],
)
def test_header_is_written_in_the_simple_style(header: dict[str, Any], value: str | None) -> None:
    found = dict(documented_headers(EXAMPLES, {"X-A": header, "Content-Type": {"example": "of the body's"}}))
    assert found == ({} if value is None else {"x-a": value})


@pytest.mark.parametrize(
    ("value", "schema", "text"),
    [
        ({"a": 1}, {}, "<root><a>1</a></root>"),
        ([1, 2], {"xml": {"name": "list"}, "items": {"xml": {"name": "one"}}}, "<list><one>1</one><one>2</one></list>"),
        (["x"], {"$ref": "#/components/schemas/Names"}, "<Names><item>x</item></Names>"),
        (
            {"id": 7, "tags": ["x"]},
            {
                "allOf": [
                    {"properties": {"id": {"xml": {"attribute": True}}}},
                    {"anyOf": [{"properties": {"tags": {"xml": {"wrapped": True}, "items": {"xml": {"name": "t"}}}}}]},
                ]
            },
            '<root id="7"><tags><t>x</t></tags></root>',
        ),
        (True, True, "<root>true</root>"),
    ],
)
def test_xml_is_what_the_schema_says_of_it(value: Any, schema: Any, text: str) -> None:
    document = {"components": {"schemas": {"Names": {"type": "array", "items": {}}}}}
    assert as_xml(value, document, schema).decode().partition("?>\n")[2] == text


@pytest.fixture
def simulation() -> Simulation:
    return Simulation()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read: No such file or directory"),
        (b"\xff", "not JSON: it is no UTF-8 text"),
        (b"{", ":1:2: not JSON: "),
        (b"[NaN]", "not JSON: "),
        (b"[]", ": at "),
    ],
)
def test_state_that_cannot_be_used_is_one_line(
    content: bytes | None, said: str, tmp_path: Path, simulation: Simulation
) -> None:
    path = tmp_path / "state.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StateError) as told:
        load_state(simulation, path)
    assert str(told.value).startswith(str(path))
    assert said in str(told.value)


def test_state_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, simulation: Simulation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(StateError, match="is no folder"):
        save_state(simulation, tmp_path / "none" / "state.json")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StateError, match="cannot be written: No space left on device"):
        save_state(simulation, tmp_path / "state.json")
    assert list(tmp_path.iterdir()) == []
