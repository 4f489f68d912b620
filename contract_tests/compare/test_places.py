"""Is the place of a difference that of the file, whichever parser could read it?"""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import yaml_text
from scripts.compare.places import File
from scripts.document import DOCUMENT

TEXT = "a:\n  b: [1, {c: 2}]\n  'd e': x\n? 7\n: y\n"


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("", (1, 1)),
        ("/a", (1, 1)),
        ("/a/b", (2, 3)),
        ("/a/b/1", (2, 10)),
        ("/a/b/1/c", (2, 11)),
        ("/a/d e", (3, 3)),
        ("/7", (4, 3)),
        ("/a/b/9", (2, 3)),
        ("/a/none/c", (1, 1)),
    ],
)
def test_place_is_that_of_the_key_or_of_what_is_left_of_the_way(
    pointer: str, place: tuple[int, int], fast: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not fast:
        monkeypatch.setattr(yaml_text, "CParser", None)
    found = File("f", TEXT).place(pointer)
    assert (found.line, found.column) == place


def test_both_parsers_see_the_same_places_in_the_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    text = Path(DOCUMENT).read_text(encoding="utf-8")
    pointers = ["/info/title", "/servers/0/url", "/paths", "/components/schemas"]
    quick = [str(File("f", text).place(pointer)) for pointer in pointers]
    monkeypatch.setattr(yaml_text, "CParser", None)
    assert [str(File("f", text).place(pointer)) for pointer in pointers] == quick


@pytest.mark.parametrize("text", ["a: [", "\x00", ""])
def test_text_that_nobody_can_read_has_its_first_line(text: str) -> None:
    assert str(File("f", text).place("/a/b")) == "f:1:1"
