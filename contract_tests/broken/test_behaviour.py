"""Is a server flagged that redirects, changes its mind or answers late or too much, and no other?"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace

import pytest

from contract_tests.broken.answers import Answer, answers_to, dump, examples_of
from contract_tests.broken.servers import InTurn
from contract_tests.exchanges import recorded_case
from contract_tests.judging import settle
from scripts.document import Operation, load, operations
from scripts.judge.asker import Asker
from scripts.judge.checks import measures
from scripts.judge.contract import Contract
from scripts.judge.hooks import repeated_answers
from scripts.judge.target import PLAIN_REQUESTS, Target
from scripts.judge.verdict import Verdict
from scripts.sandbox import TOKEN, create_app, serving

DOCUMENT = load()
OPERATIONS = [one for one in operations(DOCUMENT) if next(answers_to(one), None)]
HTML = {"content-type": "text/html"}
PLACES = {"same-host": "/elsewhere", "other-host": "https://elsewhere.example/login", "nowhere": None, "empty": ""}


def documented(operation: Operation, status: int | None = None) -> Answer:
    """A documented answer, by default the one of success, with its first example."""
    found, media_type, _, example = next(one for one in answers_to(operation) if status in (None, one[0]))
    return Answer("documented", operation, found, dump(example), {"content-type": media_type})


def redirecting(operation: Operation) -> Iterator[tuple[str, Answer]]:
    for status in (300, 301, 302, 303, 305, 307, 308):
        for name, place in PLACES.items():
            headers = HTML if place is None else {**HTML, "location": place}
            yield f"{status}-{name}", Answer(name, operation, status, b"", headers)


def changing(operation: Operation) -> Iterator[tuple[str, Sequence[Answer | None]]]:
    """Answers to one request that is sent again and again, of which the first is right."""
    right = documented(operation)
    for status in (400, 401, 403, 404, 500, 502, 503, 596):
        other = Answer("other", operation, status, b"{}")
        yield f"second-is-{status}", [right, other, right]
        yield f"third-is-{status}", [right, right, other]
    yield "second-is-null", [right, Answer("other", operation, right.status, b"null"), right]
    yield "third-is-no-json", [right, right, Answer("other", operation, right.status, b"<html>")]


def unchanging(operation: Operation) -> Iterator[tuple[str, Sequence[Answer | None]]]:
    """What a server may do that is asked again."""
    right = documented(operation)
    limit = Answer("limit", operation, 429, b"{}")
    yield "same-each-time", [right]
    yield "limit-reached", [right, limit, right]
    for name, media in operation.responses[str(right.status)]["content"].items():
        for number, example in enumerate(examples_of(operation, media), 1):
            headers = {**right.headers, "content-type": name}
            yield f"then-example-{number}", [right, replace(right, body=dump(example), headers=headers), right]


@contextmanager
def judging(operation: Operation, answers: Sequence[Answer | None]) -> Iterator[Verdict]:
    """The verdict on a server that gives ``answers``, asked as a live run asks, authentication aside."""
    contract, verdict = Contract(DOCUMENT, config=PLAIN_REQUESTS), Verdict()
    contract.schema.app = InTurn(DOCUMENT, answers)
    case = recorded_case(contract, operation)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    response = case.call(headers=headers, allow_redirects=False)
    given = {"allow_redirects": False, "headers": headers}
    judgement = contract.judge(case, response, headers=headers, transport=given, sending=[repeated_answers])
    verdict.add("broken", judgement)
    yield verdict


def checks(operation: Operation, answers: Sequence[Answer | None]) -> set[str]:
    with judging(operation, answers) as verdict:
        return {violation.check for _, violation in verdict.violations}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.id)
def test_redirect_is_flagged_wherever_it_leads(operation: Operation) -> None:
    found = {name: checks(operation, [answer]) for name, answer in redirecting(operation)}
    assert [name for name, flags in found.items() if "no_redirect" not in flags] == []
    assert len(found) == 28


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.method == "GET"], ids=lambda one: one.id)
def test_server_that_changes_its_mind_is_flagged(operation: Operation) -> None:
    found = {name: checks(operation, answers) for name, answers in changing(operation)}
    assert {name: flags for name, flags in found.items() if flags != {"repeated_answers"}} == {}
    assert len(found) == 18


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.id)
def test_server_that_answers_otherwise_and_lawfully_passes(operation: Operation) -> None:
    found = {name: checks(operation, answers) for name, answers in unchanging(operation)}
    assert {name: flags for name, flags in found.items() if flags} == {}
    assert len(found) > 2


def test_late_answer_is_flagged_and_a_prompt_one_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "LONGEST_ANSWER", 0.5)
    with serving(create_app()) as url:
        found = []
        for delay in (0, 0.8):
            contract, verdict = Contract(DOCUMENT, config=PLAIN_REQUESTS), Verdict()
            asker = Asker(contract, Target("late", TOKEN, url))
            case = recorded_case(contract, OPERATIONS[0])
            case.headers["Prefer"] = f"delay={delay}"
            with suppress(pytest.fail.Exception):
                settle(asker, verdict, functools.partial(asker.examine, case))
            found.append({violation.check for _, violation in verdict.violations})
    assert found == [set(), {"response_time"}]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.id)
def test_body_beyond_measure_is_flagged_and_one_within_passes(
    operation: Operation, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = documented(operation)
    monkeypatch.setattr(measures, "LARGEST_BODY", len(right.body) + 2)
    larger = Answer("large", operation, right.status, right.body + b" " * 3)
    within = Answer("large", operation, right.status, right.body + b" " * 2)
    assert checks(operation, [larger]) == {"body_size"}
    assert checks(operation, [within]) == set()
