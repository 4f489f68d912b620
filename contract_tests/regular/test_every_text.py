"""Are all texts of a pattern that has few told, and none of one that has many?"""

from __future__ import annotations

import pytest

from scripts.regular.listing import every
from scripts.regular.terms import both
from scripts.regular.texts import between, matching


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("^[ab]$", ("a", "b")),
        ("^(?:on|off|)$", ("", "on", "off")),
        ("^a?b{1,2}$", ("b", "ab", "bb", "abb")),
        ("^(?!a)[ab]c$", ("bc",)),
        ("^(?=x)a$", ()),
        ("^[ab]{2}$", ("aa", "ab", "ba", "bb")),
        ("^[ab]{4}$", None),
        ("^a*$", None),
        ("a", None),
        ("^.$", None),
        ("^(?=b)a*$", ()),
        (r"^\d$", tuple("0123456789")),
    ],
)
def test_texts_of_a_pattern(pattern: str, texts: tuple[str, ...] | None) -> None:
    found = every(matching(pattern), 10)
    assert found is None or sorted(found, key=len) == list(found)
    assert (found if found is None else sorted(found)) == (texts if texts is None else sorted(texts))


def test_length_is_a_bound_like_any_other() -> None:
    assert every(both(matching("^a*$"), between(1, 3)), 10) == ("a", "aa", "aaa")
