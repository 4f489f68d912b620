"""Do texts drawn for a pattern match it, as often as they are drawn, in no time that a server would notice?"""

from __future__ import annotations

from random import Random
from time import thread_time

import jsonschema_rs
import pytest

from scripts.regular.drawing import drawer
from scripts.regular.sampling import sampled
from scripts.regular.syntax import UnsupportedError

PATTERNS = [
    "^[a-z]+$",
    "abc",
    "^(a|b)|c$",
    "^(?=.*[A-Z])(?=.*[0-9]).{8,}$",
    "^(?!foo)[a-z]{3}$",
    r"^\p{L}+$",
    r"^\p{Lu}\P{L}$",
    "^(?<year>[0-9]{4})-x$",
    r"^\cJ$",
    r"^A\u{42}?$",
    r"^\x41[\x42-\x44]$",
    r"^\d{2}\/\d{2}$",
    r"^\w+\s\S$",
    r"^[^\s]+@[^\s]+$",
    r"^(([a-z])+.)+[A-Z]([a-z])+$",
    "^.{1,500}$",
    "^$",
    "",
    "^x*?y+?$",
    "[.]json$",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_drawn_texts_match(pattern: str) -> None:
    draws, random = drawer((pattern,)), Random(7)
    validator = jsonschema_rs.Draft202012Validator({"pattern": pattern})
    texts = [draws.text(random) for _ in range(50)]
    assert [text for text in texts if not validator.is_valid(text)] == []


def test_texts_meet_several_patterns_and_lengths() -> None:
    random = Random(7)
    texts = [drawer(("^[a-z]*$", "x", "(?=.*y)"), 30, 40).text(random) or "" for _ in range(20)]
    assert all({"x", "y"} <= set(text) and 30 <= len(text) <= 40 for text in texts)
    assert len(set(texts)) > 15


@pytest.mark.parametrize("pattern", ["^(?=(a+)+$)(?=b).*$", "^a(?!.*)$", "^[^\\s\\S]$"])
def test_a_pattern_that_nothing_matches_has_no_text_soon(pattern: str) -> None:
    before = thread_time()
    assert drawer((pattern,)).text(Random(7)) is None
    assert thread_time() - before < 5


@pytest.mark.parametrize("pattern", ["(a|b)*a(a|b){20}$", "^(?!(a|b)*a(a|b){14}$)[ab]{20}$", "^(\\w{1,50}[.]){1,20}x$"])
def test_a_pattern_with_too_many_ways_is_sampled(pattern: str) -> None:
    random, validator = Random(7), jsonschema_rs.Draft202012Validator({"pattern": pattern})
    assert any(validator.is_valid(sampled(pattern, random)) for _ in range(100))
    before = thread_time()
    drawer((pattern,)).text(random)
    assert thread_time() - before < 10


def test_a_pattern_that_is_not_understood_is_told() -> None:
    with pytest.raises(UnsupportedError):
        drawer(("^(a|b)\\1$",))
