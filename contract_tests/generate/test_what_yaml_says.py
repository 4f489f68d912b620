"""Is what stands in a document read as JSON would have it, whatever way YAML has to write it?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scripts.document import DocumentError
from scripts.generate.source import Source


def held(text: str, folder: Path) -> Any:
    path = folder / "a.yaml"
    path.write_text(text, encoding="utf-8")
    return Source(path).data


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 0x1F", 31),
        ("a: 0o17", 15),
        ("a: 1_000", 1000),
        ("a: 1.5e3", 1500.0),
        ("a: true", True),
        ("a: ~", None),
        ("a: 2025-04-18", "2025-04-18"),
        ("a: !!str 7", "7"),
        ("a: |\n  x\n  y\n", "x\ny\n"),
        ("a: {<<: {b: 1, c: 2}, b: 3}", {"b": 3, "c": 2}),
        ("a: {<<: [{b: 1}, {b: 2, c: 3}]}", {"b": 1, "c": 3}),
    ],
)
def test_scalar_is_its_value_in_json(text: str, value: Any, tmp_path: Path) -> None:
    assert held(text, tmp_path) == {"a": value}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: .inf", ":1: #/a: .inf is no number in JSON"),
        ("a: !!binary aGk=", "is none of JSON's"),
        (f"a: {'9' * 5000}", "a number of 5000 digits, which no reader takes"),
        ("? [a]\n: 1", ":1: #: a key is no plain text"),
        ("a: {<<: 7}", ":1: #/a/<<: only mappings can be merged"),
        ("a: &x {<<: *x}", ":1: #/a/<<: only mappings can be merged"),
        ("a: *none", "not YAML: "),
        ("%YAML 9.9\n---\na: 1\n", ":1: not YAML: found incompatible YAML document"),
        ("", ":1: an OpenAPI document is a mapping, this is nothing"),
        ("- 1", ":1: an OpenAPI document is a mapping, this is none"),
        ("a: " + "[" * 300 + "]" * 300, "levels deep"),
        ("a: 'x" + "[" * 300, "not YAML: "),
    ],
)
def test_what_json_cannot_say_is_refused_with_its_line(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as told:
        held(text, tmp_path)
    assert said in str(told.value)
    assert "\n" not in str(told.value)


def test_brackets_in_text_are_no_depth(tmp_path: Path) -> None:
    assert held(f"a: '{'[' * 300}'", tmp_path) == {"a": "[" * 300}


@pytest.mark.parametrize("content", [b"\xff", None])
def test_file_that_cannot_be_read_is_told(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DocumentError, match="cannot be read: "):
        Source(path)


def test_references_lead_where_they_say_or_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: {$ref: '#/b'}\nb: {$ref: '#/c'}\nc: 7\nd: {$ref: '#/d'}\n", encoding="utf-8")
    source = Source(path)
    assert source.resolve(source.data["a"], "/a") == (7, "/c")
    with pytest.raises(DocumentError, match="leads back to itself"):
        source.resolve(source.data["d"], "/d")
    for reference, said in (("x.yaml", "another file"), ("#b", "no JSON pointer"), ("#/none", "leads nowhere")):
        with pytest.raises(DocumentError, match=said):
            source.resolve({"$ref": reference}, "/a")
