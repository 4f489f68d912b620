"""Is what is new on the page told, with the clause that it belongs to, in every dress?"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from contract_tests.page.dress import DRESSES, Page, held, page, plain, without
from scripts.judge.page.holding import NEW, WORDING

Dress = Callable[[Page], str]
STATED = page()
ADDED: list[tuple[Page, str, str, list[str]]] = [
    # What is added, where it is told, the end of the clause's pointer, and what is told of it.
    ({"model/weight": "number"}, "model/weight", "/RunningTask/properties", ["number"]),
    (
        {"model/priority": "string", "model/priority#comment": "how soon"},
        "model/priority",
        "/RunningTask/properties",
        ["string", "how soon"],
    ),
    ({"status/200/body/0/priority": 7}, "status/200/body/0/priority", "/RunningTask/properties", ["7"]),
    ({"status/200/body/1/priority": None}, "status/200/body/1/priority", "/RunningTask/properties", ["null"]),
    (
        {"status/200/body/0/owner": "object", "status/200/body/0/owner/name": "jo"},
        "status/200/body/0/owner",
        "/RunningTask/properties",
        ["name: jo"],
    ),
    (
        {"status/200/body/2": "object", "status/200/body/2/id": 3},
        "status/200/body/2",
        "/RunningTasks/content/application~1json/schema/type",
        ["id: 3"],
    ),
    ({"status/400/body/code": 400}, "status/400/body/code", "/ErrorResponse/properties", ["400"]),
    ({"status/401/body/hint": "x"}, "status/401/body/hint", "/UnauthorizedResponse/properties", ["x"]),
    (
        {"status/429": "", "status/429/body": "object", "status/429/body/wait": 5},
        "status/429",
        "/responses",
        ["wait: 5"],
    ),
    ({"status/500": ""}, "status/500", "/responses", []),
    ({"header/X-Account": "name"}, "header/X-Account", "/security", ["name"]),
    ({"sample/curl/X-Account": "name"}, "sample/curl/X-Account", "/x-codeSamples/0", ["name"]),
    ({"sample/requests/X-Account": "name"}, "sample/requests/X-Account", "/x-codeSamples/2", ["name"]),
    ({"section/Query Parameters": "Query Parameters"}, "section/Query Parameters", "/get", []),
    ({"section/Rate Limits": "Rate Limits"}, "section/Rate Limits", "/get", []),
]


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
@pytest.mark.parametrize(("added", "place", "clause", "said"), ADDED, ids=[one[1] for one in ADDED])
def test_what_is_new_is_told_once(added: Page, place: str, clause: str, said: list[str], dress: Dress) -> None:
    found = held(dress({**STATED, **added}))
    assert [(one.check, one.place, one.was) for one in found.findings] == [(NEW, place, "")]
    assert found.findings[0].rests[0].endswith(clause)
    assert all(text in found.findings[0].now for text in said)
    assert found.standing == found.total
    assert found.notices == []


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
def test_parameter_is_told(dress: Dress) -> None:
    name = "Query Parameters"
    added = {f"section/{name}": name, f"section/{name}#text": "email: string, optional"}
    found = held(dress({**STATED, **added}))
    assert {one.place for one in found.findings} == {f"section/{name}", "parameter/email"}


@pytest.mark.parametrize(
    "text",
    [
        "email is required when there is more than one account",
        "`email`: string",
        "email (string, optional)",
        "email optional, which account",
        "email | string | yes",
    ],
)
def test_parameter_beside_the_headers_is_told(text: str) -> None:
    lines = plain(STATED).replace("\nResponses\n", f"\n{text}\nResponses\n", 1)
    assert [one.place for one in held(lines).findings] == ["parameter/email"]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("currently running", "It returns 429 when asked too often. currently running", "status/429"),
        ("\nResponses\n", "\nhttps://api.useapi.net/v2/kling/scheduler\nResponses\n", "url"),
        ("\nModel\n", "\nModel\n{ // another\n  cursor: string // x\n}\n", "model"),
    ],
    ids=["status-in-prose", "another-address", "another-model"],
)
def test_what_stands_in_an_unusual_place_is_told(old: str, new: str, place: str) -> None:
    text = plain(STATED)
    assert old in text
    assert any(one.place.startswith(place) for one in held(text.replace(old, new, 1)).findings)


def test_status_in_a_sentence_takes_no_example_from_another() -> None:
    text = re.sub(r"(\u2022 200 [^\n]*\n)", r"\1\n    Returns 429 when asked too often.\n", plain(STATED))
    assert [one.place for one in held(text).findings] == ["status/429"]


def test_section_that_the_contents_of_a_text_leave_out_is_told() -> None:
    (found,) = held(f"{plain(without(STATED, 'section/Try It'))}Error Codes\nThere are some.\n").findings
    assert (found.check, found.place, found.now) == (NEW, "section/Error Codes", "There are some.")


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
def test_sample_with_another_tool_is_a_notice(dress: Dress) -> None:
    found = held(dress({**STATED, "sample/axios": "axios", "sample/axios#url": STATED["url"]}))
    assert found.findings == []
    assert [(one.check, one.place) for one in found.notices] == [(NEW, "sample/axios")]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("model/id#comment", "the ID that a task has"),
        ("model/elapsed#comment", "how much has elapsed, as MM:SS"),
        ("about", "It tells which API tasks are currently there and running"),
        ("section/Try It#text", "Something to read"),
    ],
)
@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
def test_other_words_for_what_still_stands_are_a_notice(place: str, words: Any, dress: Dress) -> None:
    found = held(dress({**STATED, place: words}))
    assert found.findings == []
    assert [(one.check, one.place, one.now) for one in found.notices] == [(WORDING, place, words)]
