"""Is a pattern that few texts fit compared text by text with what is listed, or travels as text?"""

from __future__ import annotations

from typing import Any

import pytest

from contract_tests.compare.clauses import document
from scripts.compare.difference import READERS, SENDERS, Verdict, worst
from scripts.compare.documents import compare_documents

LETTERS = {"type": "string", "pattern": "^[ab]$"}
DIGITS = {"type": "string", "pattern": "^[12]$"}
APART = {"oneOf": [{"const": "a"}, {"const": "b"}]}


def verdict(old: dict[str, Any], new: dict[str, Any], where: str) -> Verdict:
    audience = READERS if where in {"response", "header"} else SENDERS
    return worst(compare_documents(document(old, where), document(new, where)), audience)


@pytest.mark.parametrize("where", ["response", "request", "header"])
@pytest.mark.parametrize("listed", [APART, {"enum": ["b", "a"]}])
def test_the_same_texts_are_the_same(listed: dict[str, Any], where: str) -> None:
    assert verdict(LETTERS, listed, where) == verdict(listed, LETTERS, where) == Verdict.PATCH


@pytest.mark.parametrize(
    ("numbers", "narrower"),
    [
        ({"type": "integer", "enum": [1, 2]}, Verdict.PATCH),
        ({"type": "integer", "minimum": 1, "maximum": 2}, Verdict.PATCH),
        ({"type": "integer", "minimum": 0, "maximum": 2}, Verdict.BREAKING),
        ({"type": "integer", "enum": [1]}, Verdict.ADDITIVE),
    ],
)
def test_what_travels_as_text_may_be_a_number(numbers: dict[str, Any], narrower: Verdict) -> None:
    assert verdict(DIGITS, numbers, "header") == narrower
    assert verdict(DIGITS, numbers, "response") == Verdict.BREAKING


def test_one_text_too_many_is_told() -> None:
    fewer = {"oneOf": [{"const": "a"}, {"const": "c"}]}
    assert verdict(LETTERS, fewer, "request") == Verdict.BREAKING
    assert verdict(fewer, LETTERS, "response") == Verdict.BREAKING
