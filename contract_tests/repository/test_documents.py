"""Is a document read as it is, and a place in it told, or that it is none?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scripts import one_file
from scripts.document import DocumentError, line_of, load_yaml, pointer_to, resolve


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [1", ":1: not YAML: "),
        ("a: *nothing", "not YAML: "),
        ("\x00", "not YAML: "),
        ("a: 1\nb: [!!int x]\n", ":2: not YAML: invalid literal for int() with base 10: 'x'"),
        ("a: " + "[" * 100_000, ": nested too deeply"),
        ("a: 1\n--- \nb: 2\n", "not YAML: "),
    ],
)
def test_text_that_is_no_yaml_is_one_line(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError) as told:
        load_yaml(path)
    assert str(told.value).startswith(f"{path}:")
    assert said in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("reference", "said"),
    [("#/a", "reference '#/a' is circular"), ("other.yaml", "reference 'other.yaml' is not local")],
)
def test_reference_that_leads_nowhere_here_is_told(reference: str, said: str) -> None:
    with pytest.raises(DocumentError, match=said):
        resolve({"a": {"$ref": "#/a"}}, {"$ref": reference})


def test_pointer_follows_an_object_that_has_moved() -> None:
    document: dict[str, Any] = {"a": {"b": {}}, "c": [{}]}
    others = [{"a": number} for number in range(6)]
    assert pointer_to(document, document["c"][0]) == "/c/0"
    document["d"] = document.pop("c")
    assert [pointer_to(other, other) for other in others] == [""] * 6
    assert pointer_to(document, document["d"][0]) == "/d/0"
    document["d"] = []
    with pytest.raises(DocumentError, match="this is no part of the document"):
        pointer_to(document, {})


def test_line_is_that_of_the_nearest_place(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a:\n  - 1\n  - b: 2\n", encoding="utf-8")
    found = [line_of(path, pointer) for pointer in ("", "/a", "/a/1", "/a/1/b", "/a/7", "/a/x", "/none")]
    assert found == [1, 1, 3, 3, 1, 1, 1]
    path.write_text("", encoding="utf-8")
    assert line_of(path, "/a") is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "one_file: name a program (judge, sandbox) and the file to write\n"),
        (["other", "x.py"], "one_file: name a program (judge, sandbox) and the file to write\n"),
        (["sandbox", "none/x.py"], "one_file: none/x.py: No such file or directory\n"),
    ],
)
def test_one_file_that_cannot_be_written_is_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert one_file.main(arguments) == 2
    assert capsys.readouterr().err == said


def test_one_file_is_written_where_it_was_asked_for(tmp_path: Path) -> None:
    assert one_file.main(["sandbox", str(tmp_path / "sandbox.py")]) == 0
    assert (tmp_path / "sandbox.py").read_text(encoding="utf-8").startswith("# /// script\n")
