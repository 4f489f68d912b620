"""Is a change behind references told once, at its own place, through all that is equal before it?"""

from __future__ import annotations

import copy
from typing import Any

import pytest

from contract_tests.compare.clauses import document
from scripts.compare.difference import READERS, Verdict, worst
from scripts.compare.documents import compare_documents

TO = {"$ref": "#/components/schemas/Inner"}
HOLDERS: dict[str, dict[str, Any]] = {
    "property": {"type": "object", "properties": {"a": True, "b": TO}},
    "items": {"type": "array", "items": {"type": "object", "properties": {"a": TO}, "required": ["a"]}},
    "further": {"type": "object", "additionalProperties": TO},
    "nullable": {"type": "object", "properties": {"a": {"anyOf": [TO, {"type": "null"}]}}},
    "nullable-first": {"type": "object", "properties": {"a": {"anyOf": [{"type": "null"}, TO]}}},
}


@pytest.mark.parametrize("holder", HOLDERS.values(), ids=HOLDERS)
def test_change_is_told_once_where_it_is(holder: dict[str, Any]) -> None:
    outer = {"type": "object", "properties": {"one": {"$ref": "#/components/schemas/Outer"}}}
    old = document(outer, "response", more={"Outer": holder, "Inner": {"type": "string", "maxLength": 3}})
    new = copy.deepcopy(old)
    new["components"]["schemas"]["Inner"]["maxLength"] = 5
    told = [one for one in compare_documents(old, new) if one.verdict > Verdict.PATCH]
    assert [(one.verdict, one.pointer) for one in told] == [
        (Verdict.BREAKING, "/components/schemas/Inner/maxLength"),
    ]
    assert worst(compare_documents(new, old), READERS) == Verdict.ADDITIVE
