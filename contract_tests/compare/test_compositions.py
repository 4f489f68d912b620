"""Does a clause count in the same way wherever its schema stands, and the other way round for the other side?"""

from __future__ import annotations

from collections.abc import Iterable
from time import process_time

import pytest

from contract_tests.compare.clauses import PLACES, WIDER, Schema, document
from contract_tests.compare.table import ADDITIVE, BREAKING
from scripts.compare.difference import READERS, SENDERS, Verdict, worst
from scripts.compare.documents import compare_documents


def judged(old: Schema, new: Schema) -> tuple[Verdict, Verdict]:
    """What a change means for readers where it is answered, and for senders where it is asked for."""
    answered = compare_documents(document(old, "response"), document(new, "response"))
    asked = compare_documents(document(old, "request"), document(new, "request"))
    return worst(answered, READERS), worst(asked, SENDERS)


# The others take as long as all the rest of these tests.
FEW = ("deep", "oneOf by a constant")


@pytest.mark.parametrize("clause", WIDER)
def test_what_allows_more_breaks_readers_and_what_allows_less_breaks_senders(clause: str) -> None:
    assert wrong(clause, FEW) == {}


@pytest.mark.extended
@pytest.mark.parametrize("clause", WIDER)
def test_clause_counts_in_every_place(clause: str) -> None:
    assert wrong(clause, [place for place in PLACES if place not in FEW]) == {}


def wrong(clause: str, places: Iterable[str]) -> dict[str, object]:
    """The places in which a clause has other verdicts, each told in far less than what a busy machine is given."""
    narrow, wide = WIDER[clause]
    found: dict[str, object] = {}
    for place in places:
        put = PLACES[place]
        start = process_time()
        more, less = judged(put(narrow), put(wide)), judged(put(wide), put(narrow))
        if more != (BREAKING, ADDITIVE) or less != (ADDITIVE, BREAKING):
            found[place] = more, less
        assert process_time() - start < 20, f"{place}: four comparisons, each of at most a second by itself"
    return found


@pytest.mark.parametrize("clause", WIDER)
def test_what_must_not_be_counts_the_other_way_round(clause: str) -> None:
    narrow, wide = WIDER[clause]
    around = {"type": "object", "required": ["p"]}

    more, less = (
        judged({"not": {**around, "properties": {"p": old}}}, {"not": {**around, "properties": {"p": new}}})
        for old, new in ((wide, narrow), (narrow, wide))
    )

    assert (more, less) == ((BREAKING, ADDITIVE), (ADDITIVE, BREAKING))


def test_property_that_what_must_not_be_has_instead_of_another_is_told() -> None:
    def barred(name: str) -> Schema:
        properties = {name: {"type": "string"}, "m": {"type": "string"}}
        return {"type": "object", "not": {"type": "object", "required": [name, "m"], "properties": properties}}

    for old, new in (("a", "b"), ("b", "a")):
        found = compare_documents(document(barred(old), "response"), document(barred(new), "response"))
        assert worst(found, READERS) == BREAKING
        said = [d.sentence for d in found if d.rule == "required-widened"]
        assert said == [f"what must not be has to have property {new} as well: more values are allowed"]
