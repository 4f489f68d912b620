"""Is a text what ruamel.yaml's own parser says, whether or not there is one in C?"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from ruamel.yaml.error import YAMLError

from scripts import yaml_text
from scripts.document import DOCUMENT
from scripts.yaml_text import composed, loaded

# What YAML is written with, and what its parsers have disagreed about.
PIECES = [
    "a", "b", "1", "0o7", "1_000", "yes", "null", "~", ".5", "1e3", "2024-01-01", "é", "\U0001f600", "\u00a0", "\u0085",
    "\u2028", "\ufeff", "-", "- ", "? ", ": ", ":", " ", "\n", "\n  ", "\n- ", "\n  - ", '"', "'", "[", "]", "{", "}",
    ", ", "#", " # c", "|", ">", "|-", ">+", "&x ", "*x", "!", "! ", "!!str ", "!!int ", "!own ", "<<: *x", "---\n",
    "...\n", "\t", "\\n", "\\", "\\u0041", "\r\n", "\r", "%YAML 1.1\n", "a: b", "a: ", '"a":1', "a#b",
]  # fmt: skip


def by_python(text: str) -> Any:
    return yaml_text._reader().load(text)


def test_parser_in_c_is_there() -> None:
    assert vars(yaml_text)["CParser"] is not None


# A root that is a scalar is no document; of those, the parsers see an empty block differently.
@given(st.lists(st.sampled_from(PIECES), max_size=12).map(lambda pieces: "k:\n  " + "".join(pieces)))
def test_whatever_both_take_is_the_same(text: str) -> None:
    try:
        value = by_python(text)
    except (YAMLError, *yaml_text._OWN_FAULTS):
        assume(False)
    assert repr(loaded(text)) == repr(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: no\nb: 1:30\nc: 0o17\n", {"a": "no", "b": "1:30", "c": 15}),
        ("%YAML 1.1\n---\na: no\n", {"a": False}),
        ("[a?b, c:d, {http://x: y}]", ["a?b", "c:d", {"http://x": "y"}]),
        ("a: x\u2028y\n", {"a": "x\u2028y"}),
        ("a: !\n", {"a": None}),
        ("a: [&x 1, *x, &x 2, *x]\n", {"a": [1, 1, 2, 2]}),
        ("a: 2025-04-18\n", {"a": "2025-04-18"}),
    ],
)
@pytest.mark.parametrize("fast", [True, False])
def test_text_is_yaml_1_2(text: str, value: Any, fast: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not fast:
        monkeypatch.setattr(yaml_text, "CParser", None)
    assert loaded(text) == value


def test_contract_is_the_same_by_either() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert loaded(text) == by_python(text)


def test_what_is_wrong_is_told_as_python_tells_it() -> None:
    with pytest.raises(YAMLError, match=r"expected ',' or '\]', but got '<stream end>'"):
        loaded("a: [1")


@pytest.mark.parametrize("text", ["a: !!int x", "a: !!float ''", "a: !!binary é", "? !!set {a: b}"])
def test_fault_of_the_library_is_the_text_s(text: str) -> None:
    with pytest.raises(YAMLError):
        loaded(text)


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000])
def test_deep_text_ends_in_an_error(text: str) -> None:
    for read in (loaded, composed):
        with pytest.raises(RecursionError):
            read(text)
