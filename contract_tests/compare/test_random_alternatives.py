"""Is no change of schemas with alternatives called harmless while a value shows that it is not?"""

from __future__ import annotations

import random

import pytest

from contract_tests.compare.clauses import document
from contract_tests.compare.random_schemas import allowed_by_one_alone, edited, schema
from scripts.compare.difference import READERS, SENDERS, Verdict, worst
from scripts.compare.documents import compare_documents

# A property that nobody named before is described by agreement, whatever values it could have had.
AGREED = {"property-added", "property-demanded", "property-removed"}


def faults(seed: int) -> list[str]:
    """What is wrong about the verdicts on one random edit."""
    draw = random.Random(seed)
    old = schema(draw)
    new, replaced = edited(draw, old)
    found = []
    for audience, place, wide, narrow in ((READERS, "response", new, old), (SENDERS, "request", old, new)):
        differences = compare_documents(document(old, place), document(new, place))
        shown = allowed_by_one_alone(wide, narrow)
        told = worst(differences, audience)
        agreed = replaced and not AGREED.isdisjoint(d.rule for d in differences)
        if shown is not ... and told < Verdict.BREAKING and not agreed:
            found.append(f"seed {seed}: {audience}: {told}, and {shown} shows more: {old} -> {new}")
    return found


# Among them are two that were called harmless.
@pytest.mark.parametrize("hundred", [13, 20])
def test_what_a_value_shows_is_never_called_harmless(hundred: int) -> None:
    assert [told for seed in range(100 * hundred, 100 * hundred + 100) for told in faults(seed)] == []


@pytest.mark.extended
@pytest.mark.parametrize("hundred", [n for n in range(40) if n not in (13, 20)])
def test_the_same_for_many_more(hundred: int) -> None:
    assert [told for seed in range(100 * hundred, 100 * hundred + 100) for told in faults(seed)] == []
