"""Is no change of schemas with alternatives called harmless while a value shows that it is not?"""

from __future__ import annotations

import random
from typing import Any

import pytest

from contract_tests.compare.clauses import document
from contract_tests.compare.random_schemas import Schema, alike, allowed_by_one_alone, edited, lifted, named, schema
from scripts.compare.difference import READERS, SENDERS, Verdict, worst
from scripts.compare.documents import compare_documents

# A property that nobody named before is described by agreement, whatever values it could have had.
AGREED = {"property-added", "property-demanded", "property-removed"}


def faults(seed: int, *, references: bool = False) -> list[str]:
    """What is wrong about the verdicts on one random edit."""
    draw = random.Random(seed)
    old = alike(draw) if references else schema(draw)
    if references:
        named(old)
    new, replaced = edited(draw, old)
    found = []
    for audience, place in ((READERS, "response"), (SENDERS, "request")):
        differences = compare_documents(written(old, place), written(new, place))
        told = worst(differences, audience)
        agreed = replaced and not AGREED.isdisjoint(d.rule for d in differences)
        wide, narrow = (new, old) if audience == READERS else (old, new)
        for more, less, least in ((wide, narrow, Verdict.BREAKING), (narrow, wide, Verdict.ADDITIVE)):
            shown = allowed_by_one_alone(more, less)
            if shown is not ... and told < least and not agreed:
                found.append(f"seed {seed}: {audience}: {told}, and {shown} shows more: {old} -> {new}")
    return found


def written(made: Schema, place: str) -> dict[str, Any]:
    """A document with a schema, its named alternatives as components."""
    components: dict[str, Schema] = {}
    return document(lifted(made, components), place, more=components)


# These were called harmless.
SHOWN = {False: [13150, 13303], True: [1061, 1399, 1844, 2210, 4901]}


@pytest.mark.parametrize("references", [False, True])
def test_what_a_value_shows_is_never_called_harmless(references: bool) -> None:
    seeds = [*SHOWN[references], *range(30)]
    assert [told for seed in seeds for told in faults(seed, references=references)] == []


@pytest.mark.extended
@pytest.mark.parametrize("references", [False, True])
@pytest.mark.parametrize("hundred", range(40))
def test_the_same_for_many_more(references: bool, hundred: int) -> None:
    seeds = range(100 * hundred, 100 * hundred + 100)
    assert [told for seed in seeds for told in faults(seed, references=references)] == []
