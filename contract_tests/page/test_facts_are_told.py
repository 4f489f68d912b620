"""Is each fact that is changed on the page, or taken from it, told with the clause that rests on it, in every dress?"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from contract_tests.page.dress import DRESSES, FACTS, Page, held, page, plain, theme, without
from scripts.judge.page.facts import Fact
from scripts.judge.page.holding import CHANGED, GONE
from scripts.judge.page.places import is_below

Dress = Callable[[Page], str]
STATED = page()
# What is always so in one way or the other can only be changed.
EITHER_WAY = ("#url", "#method", "#list")


def other(fact: Fact) -> Any:
    """Something that a page could state in the place of a fact."""
    if fact.is_address:
        return "no address"
    if fact.says:
        return "words of another kind"
    swapped = {
        "array": "object",
        "object": "array",
        "all": "some",
        "GET": "POST",
        "number": "string",
        "string": "number",
    }
    if fact.value in swapped:
        return swapped[fact.value]
    if fact.place == "edited":
        return "2025-12-01"
    return fact.value + 1 if isinstance(fact.value, int) else f"{fact.value}x"


def changed(fact: Fact) -> Page:
    return {**STATED, fact.place: other(fact)}


CHANGEABLE = [one for one in FACTS.facts.values() if one.value is not None or one.says or one.is_address]
REMOVABLE = [
    one for one in FACTS.facts.values() if one.place in STATED and not one.unsaid and not one.place.endswith(EITHER_WAY)
]


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
def test_page_that_states_every_fact_holds(dress: Dress) -> None:
    found = held(dress(STATED))
    assert found.differences == ()
    assert found.standing == found.total == len(FACTS.facts) - 1


def test_every_fact_is_changed_or_taken_away_below() -> None:
    places = {one.place for one in [*CHANGEABLE, *REMOVABLE]}
    left = {one.place for one in FACTS.facts.values() if one.place and not one.unsaid} - places
    # What these hold is there as long as anything is below them.
    assert left == {"status", "model", "sample"}


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
@pytest.mark.parametrize("fact", CHANGEABLE, ids=lambda fact: fact.place)
def test_changed_fact_is_told_at_its_clause(fact: Fact, dress: Dress) -> None:
    found = held(dress(changed(fact)))
    assert [(one.check, one.place, one.rests) for one in found.findings] == [(CHANGED, fact.place, fact.rests)]
    assert found.findings[0].now
    assert found.notices == []


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
@pytest.mark.parametrize("fact", REMOVABLE, ids=lambda fact: fact.place)
def test_fact_that_is_gone_is_told_at_its_clause(fact: Fact, dress: Dress) -> None:
    found = held(dress(without(STATED, fact.place)))
    told = [(one.check, one.place, one.rests) for one in found.findings]
    assert (GONE, fact.place, fact.rests) in told
    assert all(place == fact.place or is_below(place, fact.place) for _, place, _ in told)


@pytest.mark.parametrize("place", ["status", "model", "sample"])
@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
def test_whole_kind_that_is_gone_is_told_once(place: str, dress: Dress) -> None:
    found = held(dress(without(STATED, place)))
    assert [(one.check, one.place) for one in found.findings] == [(GONE, place)]


def test_erratum_that_the_vendor_mends_is_told() -> None:
    (fact,) = [one for one in FACTS.facts.values() if one.mended is not None]
    found = held(theme({**STATED, fact.place: fact.mended}))
    assert [(one.place, one.now, one.was) for one in found.findings] == [(fact.place, fact.mended, fact.value)]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("every field is optional", "every field is optional except id", "model#optional"),
        ("every field is optional", "no field is optional", "model#optional"),
        ("every field is optional", "nearly every field is optional", "model#optional"),
        ("every field is optional", "every field is required", "model#optional"),
        ("MM:SS", "HH:MM:SS", "model/elapsed#comment"),
        ("MM:SS", "MM:SS:mmm", "model/elapsed#comment"),
        ("task ID", "task ID, always there", "model/id#comment"),
        ("task ID", "task ID, not for long", "model/id#comment"),
        ("id: number", "id: number | null", "model/id"),
        ("id: number", "id: number[]", "model/id"),
        ('"code": 401', '"code": "401"', "status/401/body/code"),
        ('"code": 401', '"code": 401.5', "status/401/body/code"),
        ('"code": 401', '"code": true', "status/401/body/code"),
        ('"code": 401', '"code": null', "status/401/body/code"),
        ('"id": 123456789', '"id": {"value": 123456789}', "status/200/body/0/id"),
    ],
)
def test_small_change_of_meaning_is_told(old: str, new: str, place: str) -> None:
    text = plain(STATED)
    assert old in text
    assert [one.place for one in held(text.replace(old, new, 1)).findings] == [place]


def test_field_that_is_renamed_is_told_as_gone_and_new() -> None:
    names = {"elapsed": "duration"}
    stating = copy.copy(STATED)
    for old, new in names.items():
        stating = {place.replace(f"model/{old}", f"model/{new}"): value for place, value in stating.items()}
    found = held(theme(stating))
    assert {(one.check, one.place) for one in found.findings} >= {
        (GONE, "model/elapsed"),
        ("page_fact_new", "model/duration"),
    }
