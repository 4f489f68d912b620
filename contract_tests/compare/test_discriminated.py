"""Is a change in one of many alternatives told right, without trying each against each?"""

from __future__ import annotations

import copy
from time import process_time
from typing import Any

import pytest

from contract_tests.compare.clauses import document
from contract_tests.compare.table import ADDITIVE, BREAKING
from scripts.compare.difference import READERS, SENDERS, Verdict, worst
from scripts.compare.documents import compare_documents

COUNTS = [2, 12, *(pytest.param(count, marks=pytest.mark.extended) for count in (60, 200))]


def alternatives(count: int) -> dict[str, Any]:
    """A oneOf of objects that a constant tells apart."""
    return {
        "oneOf": [
            {
                "type": "object",
                "required": ["kind", "a"],
                "properties": {
                    "kind": {"const": f"k{number}"},
                    "a": {"type": "string"},
                    "b": {"type": "integer", "minimum": 0},
                    "c": {"type": "array", "items": {"type": "string", "maxLength": 20}},
                    "d": {"type": "object", "properties": {"x": {"type": "number"}}},
                    f"own{number}": {"type": "string"},
                },
            }
            for number in range(count)
        ]
    }


def judged(old: dict[str, Any], new: dict[str, Any]) -> tuple[Verdict, Verdict]:
    """What the change means for readers and for senders; far from a second each, even on a busy machine."""
    start = process_time()
    answered = worst(compare_documents(document(old, "response"), document(new, "response")), READERS)
    asked = worst(compare_documents(document(old, "request"), document(new, "request")), SENDERS)
    assert process_time() - start < 10
    return answered, asked


@pytest.mark.parametrize("count", COUNTS)
def test_change_in_one_alternative_is_told(count: int) -> None:
    wide, narrow = alternatives(count), alternatives(count)
    narrow["oneOf"][count // 2]["properties"]["d"]["properties"]["x"]["minimum"] = 3
    assert judged(wide, narrow) == (ADDITIVE, BREAKING)
    assert judged(narrow, wide) == (BREAKING, ADDITIVE)


@pytest.mark.parametrize("count", COUNTS)
def test_alternative_that_comes_or_goes_is_told(count: int) -> None:
    more = alternatives(count)
    fewer = copy.deepcopy(more)
    del fewer["oneOf"][count // 2]
    assert judged(more, fewer) == (ADDITIVE, BREAKING)
    assert judged(fewer, more) == (BREAKING, ADDITIVE)


@pytest.mark.parametrize("count", [4, 12, pytest.param(30, marks=pytest.mark.extended)])
def test_two_choices_with_the_same_constants_are_one(count: int) -> None:
    def both(change: bool) -> dict[str, Any]:
        found = [alternatives(count), alternatives(count)]
        if change:
            found[1]["oneOf"][1]["properties"]["a"]["maxLength"] = 3
        return {"allOf": found}

    assert judged(both(False), both(True)) == (ADDITIVE, BREAKING)
    assert judged(both(True), both(False)) == (BREAKING, ADDITIVE)


def test_other_order_of_alternatives_is_no_change() -> None:
    one, other = alternatives(100), alternatives(100)
    other["oneOf"].reverse()
    assert {*judged(one, other)} <= {Verdict.NONE, Verdict.PATCH}


@pytest.mark.parametrize("count", [12, 100, pytest.param(300, marks=pytest.mark.extended)])
def test_constants_listed_as_alternatives_are_compared(count: int) -> None:
    one = {"oneOf": [{"const": f"v{number}", "title": str(number)} for number in range(count)]}
    other = {"enum": [f"v{number}" for number in range(count)]}
    assert {*judged(one, other)} <= {Verdict.NONE, Verdict.PATCH}
    assert judged(one, {"enum": other["enum"][1:]}) == (ADDITIVE, BREAKING)


def test_alternatives_with_tags_that_overlap_are_not_taken_for_apart() -> None:
    def tagged(*kinds: list[str]) -> dict[str, Any]:
        branch = {"type": "object", "required": ["kind"]}
        return {"anyOf": [{**branch, "properties": {"kind": {"enum": list(one)}}} for one in kinds]}

    assert {*judged(tagged(["a", "b"], ["c"]), tagged(["a"], ["b", "c"]))} <= {Verdict.NONE, Verdict.PATCH}
    assert judged(tagged(["a", "b"], ["c"]), tagged(["a"], ["c"])) == (ADDITIVE, BREAKING)
