"""Is a query that is written in the same way the same to compare, whoever spells it: an object, or parameters?"""

from __future__ import annotations

from typing import Any

import pytest

from contract_tests.compare.table import BREAKING, LIST, NUMBER, PATCH, TEXT, Edit
from scripts.compare.difference import SENDERS, Difference, Verdict, worst
from scripts.compare.documents import compare_documents

QUERY = f"{LIST}/parameters/3"
PAIR = {"type": "object", "properties": {"a": TEXT, "n": NUMBER}}


def whole(schema: dict[str, Any], **clauses: Any) -> dict[str, Any]:
    """The query as one object."""
    return {QUERY: {"name": "q", "in": "query", "schema": schema, **clauses}}


def apart(a: str = "a", n: str = "n", schema: dict[str, Any] | None = None, **clauses: Any) -> dict[str, Any]:
    """The query as two parameters."""
    one = {"name": a, "in": "query", "schema": TEXT, **clauses}
    return {QUERY: one, f"{LIST}/parameters/4": {"name": n, "in": "query", "schema": schema or NUMBER}}


def found(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """How a document with the one query differs from the same with the other."""
    old, new = (Edit("", query, PATCH, PATCH) for query in (before, after))
    return compare_documents(old.of(old.old()), new.of(new.old()))


DEEP = {"style": "deepObject", "explode": True}
CASES = [
    ("the same", whole(PAIR), apart(), PATCH, PATCH),
    ("a reference", whole({"$ref": "#/components/schemas/Pair"}), apart(), PATCH, PATCH),
    ("in brackets", whole(PAIR, **DEEP), apart("q[a]", "q[n]"), PATCH, PATCH),
    ("all are demanded", whole({**PAIR, "required": ["a"]}, required=True), apart(required=True), PATCH, PATCH),
    ("one is demanded", whole(PAIR), apart(required=True), BREAKING, Verdict.ADDITIVE),
    ("a narrower one", whole(PAIR), apart(schema={**NUMBER, "maximum": 3}), BREAKING, Verdict.ADDITIVE),
    ("another name", whole(PAIR), apart("b"), BREAKING, BREAKING),
    ("in one value", whole(PAIR, explode=False), apart(), BREAKING, BREAKING),
    ("no brackets", whole(PAIR, **DEEP), apart(), BREAKING, BREAKING),
    ("all or nothing", whole({**PAIR, "required": ["a", "n"]}), apart(), BREAKING, BREAKING),
    ("one at least", whole({**PAIR, "minProperties": 1}), apart(), BREAKING, BREAKING),
    ("any other number", whole({**PAIR, "additionalProperties": NUMBER}), apart(), BREAKING, BREAKING),
    ("a circle", whole({"$ref": "#/components/schemas/Circle"}), apart(), BREAKING, BREAKING),
    ("a list", whole({**PAIR, "properties": {"a": {"type": "array"}, "n": NUMBER}}), apart(), BREAKING, BREAKING),
]


@pytest.mark.parametrize(
    ("before", "after", "forwards", "backwards"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_object_and_its_properties_are_one_query(
    before: dict[str, Any], after: dict[str, Any], forwards: Verdict, backwards: Verdict
) -> None:
    shared = {"/components/schemas/Pair": PAIR, "/components/schemas/Circle": {"$ref": "#/components/schemas/Circle"}}
    assert worst(found({**before, **shared}, {**after, **shared}), SENDERS) == forwards
    assert worst(found({**after, **shared}, {**before, **shared}), SENDERS) == backwards


def test_difference_stands_at_the_property() -> None:
    narrow = {"type": "object", "properties": {"a": TEXT, "n": {**NUMBER, "maximum": 3}}}
    told = [one for one in found(apart(), whole(narrow)) if one.verdict == BREAKING]
    assert [one.pointer for one in told] == [f"{QUERY}/schema/properties/n/maximum"]


@pytest.mark.parametrize(
    ("before", "after", "value"),
    [
        ({"type": "array", "items": NUMBER}, NUMBER, [0, 0]),
        ({"type": "array", "items": TEXT}, TEXT, ["", ""]),
        ({"type": "array", "items": NUMBER}, {"type": "array", "items": NUMBER, "minItems": 2}, [0]),
    ],
)
def test_value_that_shows_it_is_one_that_can_be_written(
    before: dict[str, Any], after: dict[str, Any], value: list[Any]
) -> None:
    told = [one.value for one in found(whole(before), whole(after)) if one.verdict == BREAKING]
    assert told == [value]


@pytest.mark.parametrize(
    ("schema", "bound"), [({"type": "array", "items": TEXT}, "minItems"), ({"type": "object"}, "minProperties")]
)
@pytest.mark.parametrize(("least", "verdict"), [(1, PATCH), (2, BREAKING)])
def test_what_is_empty_and_exploded_is_nothing_that_could_be_sent(
    schema: dict[str, Any], bound: str, least: int, verdict: Verdict
) -> None:
    more = {**schema, bound: least}
    assert worst(found(whole(schema), whole(more)), SENDERS) == verdict
    assert worst(found(whole(schema, explode=False), whole(more, explode=False)), SENDERS) == BREAKING
