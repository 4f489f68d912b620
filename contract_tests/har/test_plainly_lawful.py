"""Does the short way to a judgement say what the contract says?"""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract_tests.bodies import bodies
from contract_tests.exchanges import KEPT, named, on_file
from contract_tests.har.files import DOCUMENT, OPERATION, TOKEN
from scripts.cases.on_file import RECORDING, VIOLATION, OnFile
from scripts.har import Exchange, header
from scripts.judge.contract import Contract
from scripts.judge.har.judging import HarJudge
from scripts.judge.har.plain import Plain
from scripts.judge.har.silence import silent
from scripts.secret import echoed

BASE = named("200-two-tasks")
JUDGE = HarJudge(DOCUMENT, [])
LAWFUL: st.SearchStrategy[tuple[int, Any]] = st.one_of(
    [
        st.tuples(st.just(int(status)), bodies(OPERATION, status, media_type))
        for status, response in OPERATION.responses.items()
        for media_type in response["content"]
    ]
)
NAMES = st.sampled_from(["id", "email", "started", "elapsed", "replyUrl", "replyRef", "error", "code", "other"])
HEADERS = st.sampled_from(
    [
        ("Content-Type", "application/json"),
        ("Content-Type", "application/problem+json"),
        ("Content-Type", "text/html"),
        ("Content-Length", "2"),
        ("Content-Length", "x"),
        ("Transfer-Encoding", "chunked"),
        ("Transfer-Encoding", "gzip"),
        ("Retry-After", "5"),
        ("X-Echo", TOKEN[::-1]),
        ("Location", "https://h.example/"),
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just(TOKEN),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)


def same(contract: Contract, exchange: Exchange) -> bool:
    """Whether the judgement is the contract's; true when that had a violation or the short way was not taken."""
    ours, theirs = JUDGE.judgement(exchange), contract.judge_exchange(exchange)
    assert ours.violations == theirs.violations
    assert (ours.operation, ours.status, ours.success, ours.checks) == (
        theirs.operation,
        theirs.status,
        theirs.success,
        theirs.checks,
    )
    assert set(theirs.notices) <= set(ours.notices)
    return True


@pytest.mark.parametrize("kept", on_file())
def test_exchanges_on_file_are_judged_alike(kept: OnFile, contract: Contract) -> None:
    assert same(contract, kept.exchange)


def headers_of(exchange: Exchange) -> object:
    """What the document says of the headers of such an answer."""
    found = JUDGE.contract.operations[exchange.operation_id].response_for(exchange.status)
    return found and found[1].get("headers")


def is_json(exchange: Exchange) -> bool:
    return "json" in header(exchange.headers, "content-type")


def test_short_way_is_taken_for_every_recording() -> None:
    plain = Plain(JUDGE.contract)
    # An answer without a body takes no time as it is; what is no JSON, has documented headers or is a server error is
    # left to the checks.
    short = [one for one in KEPT if one.exchange.content and one.exchange.status < 500]
    plain_only = [one for one in short if not headers_of(one.exchange)]
    kept = [one for one in plain_only if one.kind == VIOLATION or is_json(one.exchange)]
    assert [str(one) for one in kept if plain.is_lawful(one.exchange) is not (one.kind == RECORDING)] == []


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(
    drawn=LAWFUL, wrong=JSON, name=NAMES, more=st.lists(HEADERS, max_size=2), cut=st.booleans(), is_wrong=st.booleans()
)
def test_random_answers_are_judged_alike(
    drawn: tuple[int, Any],
    wrong: Any,
    name: str,
    more: list[tuple[str, str]],
    cut: bool,
    is_wrong: bool,
    contract: Contract,
) -> None:
    status, body = drawn
    target = body[0] if isinstance(body, list) and body else body
    if is_wrong and isinstance(target, dict):
        target[name] = wrong
    content = json.dumps(body).encode()
    content = content[:-1] if cut else content
    sent = [("Authorization", f"Bearer {TOKEN}")]
    assert same(
        contract, replace(BASE, status=status, content=content, headers=[*BASE.headers, *more], request_headers=sent)
    )


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(
    before=st.text('abc019:-%&\\;+/="{, \n', max_size=20),
    after=st.text('abc019:-%&\\;+/="{, \n', max_size=20),
    form=st.sampled_from(
        [
            "",
            TOKEN,
            TOKEN[1:],
            TOKEN[::-1],
            TOKEN.upper(),
            TOKEN.encode().hex(),
            TOKEN.replace("-", "%2d"),
            TOKEN.replace(":", "&colon;"),
            TOKEN.replace("a", "\\u0061"),
            f"{TOKEN[:9]}\\n{TOKEN[9:]}",
            "dXNlcjoxMjM0LWFiY2RlZmdoaWprbG1ub3BxcnN0",
        ]
    ),
)
def test_what_is_silent_echoes_nothing(before: str, after: str, form: str) -> None:
    text = before + form + after
    if silent(text, TOKEN):
        assert not echoed(text, TOKEN)


def test_usual_texts_are_silent() -> None:
    assert silent('[{"started": "2025-11-01T10:11:12.000Z", "replyUrl": "https://example.com/webhook"}]', TOKEN)
    assert not silent(f'["{TOKEN}"]', TOKEN)
