"""Is a change told right where one value may be right under several alternatives?"""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from contract_tests.compare.clauses import document
from contract_tests.compare.table import ADDITIVE, BREAKING
from contract_tests.compare.test_discriminated import judged
from scripts.compare.difference import Verdict
from scripts.compare.documents import compare_documents


def overlapping(count: int, key: str = "oneOf") -> dict[str, Any]:
    """Objects that each ask for a property of their own, and rule out nothing."""
    return {
        key: [
            {"type": "object", "required": [f"p{n}"], "properties": {f"p{n}": {"type": "string", "maxLength": 10}}}
            for n in range(count)
        ]
    }


def narrowed(schema: dict[str, Any]) -> dict[str, Any]:
    """The same with one alternative that allows less."""
    changed = copy.deepcopy(schema)
    (branches,) = changed.values()
    middle = len(branches) // 2
    branches[middle]["properties"][f"p{middle}"]["maxLength"] = 5
    return changed


@pytest.mark.parametrize("count", [2, 4, pytest.param(20, marks=pytest.mark.extended)])
def test_one_of_several_that_may_be_right_changes_both_ways(count: int) -> None:
    # What one alternative takes no more leaves another one alone with it, where both were too many.
    wide, narrow = overlapping(count), narrowed(overlapping(count))
    assert judged(wide, narrow) == (BREAKING, BREAKING)
    assert judged(narrow, wide) == (BREAKING, BREAKING)


@pytest.mark.parametrize("count", [2, 4, pytest.param(20, marks=pytest.mark.extended)])
def test_alternative_that_comes_or_goes_breaks_both(count: int) -> None:
    more = overlapping(count + 1)
    fewer = {"oneOf": more["oneOf"][1:]}
    assert judged(more, fewer) == (BREAKING, BREAKING)
    assert judged(fewer, more) == (BREAKING, BREAKING)


def test_other_order_is_no_change() -> None:
    one, other = overlapping(12), overlapping(12)
    other["oneOf"].reverse()
    assert {*judged(one, other)} <= {Verdict.NONE, Verdict.PATCH}


@pytest.mark.parametrize("change", ["type", "gone"])
def test_only_the_alternative_that_changed_is_named(change: str) -> None:
    old = overlapping(4)
    new = copy.deepcopy(old)
    if change == "type":
        new["oneOf"][2]["properties"]["p2"] = {"type": "integer"}
    else:
        del new["oneOf"][2]
    told = compare_documents(document(old, "response"), document(new, "response"))
    assert told
    assert not [d for d in told if re.search(r"p[013]\b", d.sentence.partition(":")[0])]


def test_alternatives_behind_one_reference_are_not_taken_for_each_other() -> None:
    def held(schema: dict[str, Any]) -> dict[str, Any]:
        made = document({"$ref": "#/components/schemas/Held"}, "response")
        made.setdefault("components", {}).setdefault("schemas", {})["Held"] = schema
        return made

    old = {"anyOf": [{"type": "object", "properties": {"a": {}}}, {"type": "object", "properties": {"b": {}}}]}
    new = {"anyOf": [*reversed(copy.deepcopy(old["anyOf"])), {"type": "integer"}]}
    told = compare_documents(held(old), held(new))
    assert [d.rule for d in told if "gone" in d.sentence] == []


@pytest.mark.parametrize(
    ("key", "which"),
    [
        ("oneOf", 0),
        *(pytest.param(*one, marks=pytest.mark.extended) for one in (("oneOf", 1), ("anyOf", 0), ("anyOf", 1))),
    ],
)
def test_two_choices_that_are_too_many_together_are_judged(key: str, which: int) -> None:
    def both(change: Any = copy.deepcopy) -> dict[str, Any]:
        found = [overlapping(9, key), overlapping(9, key)]
        found[which] = change(found[which])
        found[1] = {
            key: [
                {**s, "properties": {n.replace("p", "r"): v for n, v in s["properties"].items()}} for s in found[1][key]
            ]
        }
        for schema in found[1][key]:
            schema["required"] = list(schema["properties"])
        return {"allOf": found}

    response = BREAKING if key == "oneOf" else ADDITIVE
    assert judged(both(), both(narrowed)) == (response, BREAKING)
    assert judged(both(narrowed), both()) == (BREAKING, response)
    fewer = both(lambda schema: {key: schema[key][1:]})
    assert judged(both(), fewer) == (response, BREAKING)
    assert judged(fewer, both()) == (BREAKING, response)
