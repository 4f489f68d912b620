"""Is the clause named that refuses a value of a list, whichever clause it is?"""

from __future__ import annotations

from typing import Any

import pytest

from contract_tests.compare.clauses import document
from contract_tests.compare.table import ADDITIVE, BREAKING, PATCH
from scripts.compare.difference import READERS, SENDERS, Verdict, worst
from scripts.compare.documents import compare_documents


@pytest.mark.parametrize(
    ("listed", "other", "rule", "sentence"),
    [
        (["a", "bb"], {"type": "string", "maxLength": 1}, "max-length-narrowed", 'maxLength 1 is new: "bb"'),
        (["a", 1], {"type": "string"}, "type-narrowed", "type changed: 1"),
        (["a"], {"type": "integer"}, "type-narrowed", 'type changed: "a"'),
        (["a", "b"], {"type": "string", "pattern": "^a$"}, "pattern-narrowed", 'pattern "^a$" is new: "b"'),
        (["a"], {"type": "string", "not": {"const": "a"}}, "not-narrowed", 'not {"const": "a"} is new: "a"'),
        ([1, 2], False, "type-narrowed", "type changed: 1"),
        ([1, 2.5], {"type": "integer"}, "type-narrowed", 'type "integer" is new: 2.5'),
        ([1, 5], {"type": "integer", "maximum": 4}, "maximum-narrowed", "maximum 4 is new: 5"),
        (
            [{"a": 1}],
            {"type": "object", "properties": {"a": {"type": "string"}}},
            "schema-narrowed",
            'properties {"a": {"type": "string"}} is new: {"a": 1}',
        ),
    ],
)
def test_clause_that_refuses_a_listed_value_is_named(listed: list[Any], other: Any, rule: str, sentence: str) -> None:
    found = compare_documents(document({"enum": listed}, "request"), document(other, "request"))
    told = [one for one in found if one.rule == rule]
    assert [one.sentence for one in told] == [f"{sentence} could be sent and is refused now"]
    assert worst(found, SENDERS) is Verdict.BREAKING


@pytest.mark.parametrize(
    ("old", "new", "readers", "senders"),
    [
        ({"type": "boolean"}, {"const": True}, ADDITIVE, BREAKING),
        ({"type": "integer", "minimum": 1, "maximum": 3}, {"enum": [1, 2]}, ADDITIVE, BREAKING),
        ({"type": "integer", "minimum": 1, "maximum": 2}, {"enum": [1, 2]}, PATCH, PATCH),
        ({"type": ["boolean", "null"]}, {"enum": [None, True, False]}, PATCH, PATCH),
    ],
)
def test_few_values_are_compared_one_by_one(old: Any, new: Any, readers: Verdict, senders: Verdict) -> None:
    answered = compare_documents(document(old, "response"), document(new, "response"))
    asked = compare_documents(document(old, "request"), document(new, "request"))
    assert (worst(answered, READERS), worst(asked, SENDERS)) == (readers, senders)


def test_schema_that_allows_anything_may_come_and_go() -> None:
    pairs: list[tuple[Any, Any]] = [(None, {}), ({}, None), (None, True)]
    for one, other in pairs:
        old, new = (document({} if schema is None else schema, "request") for schema in (one, other))
        for made, schema in ((old, one), (new, other)):
            if schema is None:
                del made["paths"]["/x"]["post"]["requestBody"]["content"]["application/json"]["schema"]
        found = compare_documents(old, new)
        assert [one.sentence for one in found] == [
            "there is a schema under one contract alone, and it allows anything"
        ], (one, other)


def test_media_type_that_a_range_covers_is_no_loss() -> None:
    def content(*names: str) -> dict[str, Any]:
        made = document({"type": "string"}, "response")
        answer = made["paths"]["/x"]["post"]["responses"]["200"]
        answer["content"] = dict.fromkeys(names, answer["content"]["application/json"])
        return made

    both, alone = content("application/*", "application/json"), content("application/*")
    for old, new, said in (
        (both, alone, "media type application/json has no entry of its own any more: application/* covers it"),
        (alone, both, "media type application/json has an entry of its own, which application/* covered"),
    ):
        found = compare_documents(old, new)
        assert worst(found) is Verdict.PATCH
        assert [one.sentence for one in found] == [said]
