"""Does the promise hold for documents that nobody thought of? Another validator says which values are lawful."""

from __future__ import annotations

import importlib
import itertools
import json
import sys
from pathlib import Path
from typing import Any

import httpx
import jsonschema_rs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from contract_tests.generate.building import Wire, answered, built, document, operation
from contract_tests.generate.random_schemas import Drawn, schemas
from scripts.document import DocumentError

# Each document costs more than a second, so it holds many schemas.
SCHEMAS = 25
VALUES = 4
BOUNDS: dict[str, Any] = {
    "deadline": None,
    "database": None,
    "suppress_health_check": list(HealthCheck),
    # A failure names its schema and its value already; shrinking would take minutes.
    "phases": [Phase.generate],
}
_numbers = itertools.count()


@st.composite
def documents(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    drawn: list[Drawn] = draw(st.lists(schemas(), min_size=SCHEMAS, max_size=SCHEMAS))
    named = {f"S{index}": one.schema for index, one in enumerate(drawn)}
    paths = {
        f"/{name}": {"get": operation(f"get {name}", answered({"$ref": f"#/components/schemas/{name}"}))}
        for name in named
    }
    values = {
        f"S{index}": draw(st.lists(one.values, min_size=VALUES, max_size=VALUES)) for index, one in enumerate(drawn)
    }
    return document(paths, named), values


def hold(folder: Path, described: dict[str, Any], values: dict[str, list[Any]]) -> int:
    """Send each lawful value through the package; how many there were."""
    package = built(described, folder, f"random_{next(_numbers)}")
    dump = importlib.import_module(f"{package.__name__}.types").dump
    lawful = 0
    for name, drawn in values.items():
        schema = described["components"]["schemas"][name]
        judge = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
        for value in drawn:
            if not judge.is_valid(value):
                continue
            lawful += 1
            result = Wire(package, httpx.Response(200, text=json.dumps(value))).call(f"get_{name.lower()}")
            back = json.loads(dump(result))
            assert _alike(back, value), (schema, value, back)
    for module in [one for one in sys.modules if one.startswith(package.__name__)]:
        del sys.modules[module]
    return lawful


def _alike(back: Any, value: Any) -> bool:
    if isinstance(back, dict) and isinstance(value, dict):
        return back.keys() == value.keys() and all(_alike(back[name], value[name]) for name in value)
    if isinstance(back, list) and isinstance(value, list):
        return len(back) == len(value) and all(map(_alike, back, value))
    if isinstance(back, float) and type(value) is int:
        # A number that need not be an integer is a double.
        return back == float(value)
    return bool(back == value)


def test_number_is_a_double_and_an_integer_is_exact() -> None:
    assert _alike(9007199254740992.0, 9007199254740993)
    assert not _alike(9007199254740992, 9007199254740993)


@settings(max_examples=4, derandomize=True, **BOUNDS)
@given(drawn=documents())
def test_lawful_values_come_back_whole(tmp_path_factory: pytest.TempPathFactory, drawn: Any) -> None:
    assert hold(tmp_path_factory.mktemp("random"), *drawn) > SCHEMAS


@pytest.mark.extended
@settings(max_examples=40, **BOUNDS)
@given(drawn=documents())
def test_lawful_values_of_many_documents_come_back_whole(tmp_path_factory: pytest.TempPathFactory, drawn: Any) -> None:
    refused: DocumentError | None = None
    try:
        hold(tmp_path_factory.mktemp("random"), *drawn)
    except DocumentError as error:
        refused = error
    # What is refused is told with its place.
    assert refused is None or (": #/" in str(refused) and "fault of the generator" not in str(refused))
