"""Does each change of a schema mean what it should, to who reads it and to who sends it?"""

from __future__ import annotations

import pytest

from contract_tests.compare.changes import CHANGES, Change
from contract_tests.compare.clauses import document
from scripts.compare.checking import Checker
from scripts.compare.difference import NOTHING, READERS, SENDERS, Difference, worst
from scripts.compare.documents import compare_documents
from scripts.compare.flat import Part
from scripts.compare.meaning import Pair


@pytest.mark.parametrize("change", CHANGES, ids=[change.name for change in CHANGES])
def test_change_has_its_verdict_and_every_value_shows_it(change: Change) -> None:
    answered = _compared(change, "response")
    asked = _compared(change, "request")

    assert (worst(answered, READERS), worst(asked, SENDERS)) == (change.readers, change.senders), [*answered, *asked]


def _compared(change: Change, where: str) -> list[Difference]:
    old, new = document(change.old, where), document(change.new, where)
    found = compare_documents(old, new)
    pair = Pair(old, new)
    checker = Checker()
    sides = [
        (Part(source, source.side, f"/{source.side}", schema),)
        for source, schema in zip(pair.sources, (change.old, change.new), strict=True)
    ]
    for d in found:
        if d.value is not NOTHING:
            assert {checker.allows(side, d.value) for side in sides} == {True, False}, d
    return found
