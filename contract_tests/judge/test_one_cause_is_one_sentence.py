"""Is what has one cause told in one sentence, which says what to do?"""

from __future__ import annotations

import json
from datetime import date

import pytest

from contract_tests.broken.servers import Message, Receive, Send
from contract_tests.judge.live import SECRET, run_live
from scripts.document import METHODS, base_path, load, operations
from scripts.judge.contract import Contract
from scripts.judge.guard import SAFE, Bounds
from scripts.judge.live import Live
from scripts.judge.plan import plan
from scripts.judge.target import Target
from scripts.judge.verdict import Verdict
from scripts.sandbox import create_app, serving

ASKED = sum(operation.method in SAFE for operation in operations(load()))


def not_judged(output: str) -> list[str]:
    return [line for line in output.splitlines() if line.startswith("not judged: ")]


def test_base_url_without_the_base_path_names_the_address_to_try() -> None:
    with serving(create_app(token=SECRET)) as url:
        base = url.removesuffix(base_path(load()))
        code, output = run_live(base, SECRET)
    told = f"not judged: live: {base} answers 404 and nothing else: check the base URL, {url} answers"
    assert (code, not_judged(output), "violation: " in output) == (2, [told], False)
    assert len(output.splitlines()) < 10


def test_address_at_which_nothing_is() -> None:
    with serving(create_app(token=SECRET)) as url:
        code, output = run_live(f"{url}/elsewhere", SECRET)
    assert code == 2
    assert not_judged(output) == [f"not judged: live: {url}/elsewhere answers 404 and nothing else: check the base URL"]


def test_endpoint_that_the_service_took_away_is_gone() -> None:
    contract, verdict = Contract(load()), Verdict()
    with serving(create_app(token=SECRET)) as url:
        target = Target("live", SECRET, f"{url}/gone", bounds=Bounds(), spared=True)
        Live(load(), target, plan(contract, target, unsafe=False, today=date(2026, 11, 25)), {}, verdict).run()
    assert list(verdict.unjudged.values()) == [
        f"the endpoint is gone: {url}/gone answers 404, which the document does not have"
    ]


def test_anybodys_404_is_not_the_documented_one() -> None:
    document = load()
    documented = {"description": "None.", "content": {"application/json": {"schema": {"type": "object"}}}}
    for item in document["paths"].values():
        for operation in (item[method] for method in METHODS if method in item):
            operation["responses"]["404"] = documented
    contract, verdict = Contract(document), Verdict()
    with serving(create_app(document, token=SECRET)) as url:
        target = Target("live", SECRET, f"{url}/gone", bounds=Bounds(), spared=True)
        Live(document, target, plan(contract, target, unsafe=False, today=date(2026, 11, 25)), {}, verdict).run()
    assert [one.startswith("the endpoint is gone: ") for one in verdict.unjudged.values()] == [True]


def test_refused_token_is_said_to_be_refused() -> None:
    with serving(create_app(token="user:1-another")) as url:
        code, output = run_live(url, SECRET)
    assert (code, not_judged(output)) == (2, [f"not judged: live: {url} refused the token of USEAPI_TOKEN (401)"])


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ([(b"content-type", b"text/html")], "503 with a page of HTML"),
        ([(b"content-type", b"text/html"), (b"cf-mitigated", b"challenge")], "503 with a challenge of Cloudflare's"),
        ([(b"retry-after", b"Wed, 25 Nov 2026 10:00:00 GMT")], "503, Retry-After: Wed, 25 Nov 2026 10:00:00 GMT"),
    ],
    ids=["html", "challenge", "retry-after"],
)
def test_page_of_somebody_else_is_named_in_few_lines(headers: list[tuple[bytes, bytes]], told: str) -> None:
    async def app(scope: Message, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 503, "headers": headers})
        await send({"type": "http.response.body", "body": b"<html>"})

    with serving(app) as url:
        code, output = run_live(url, SECRET)
    violations = [line for line in output.splitlines() if line.startswith("violation: ")]
    assert (code, len(violations)) == (1, 2 * ASKED)
    assert told in violations[0]


def test_finding_that_repeats_is_told_once_with_how_often() -> None:
    with serving(create_app(token=SECRET, faults=["malformed-field"])) as url:
        code, output = run_live(url, SECRET)
    lines = [line for line in output.splitlines() if line.startswith("violation: ")]
    assert (code, len(lines)) == (1, ASKED)
    assert all(line.endswith("times)") for line in lines)


@pytest.mark.extended
def test_server_that_flaps_shows_no_token() -> None:
    healthy, seen = create_app(token=SECRET), list[int]()

    async def flapping(scope: Message, receive: Receive, send: Send) -> None:
        seen.append(1)
        if scope["type"] != "http" or len(seen) <= 4:
            await healthy(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 500, "headers": [(b"content-type", b"application/json")]})
        await send({"type": "http.response.body", "body": json.dumps({"error": SECRET}).encode()})

    with serving(flapping) as url:
        code, output = run_live(url, SECRET)
    assert code == 1
    assert SECRET not in output
    assert "Hypothesis" not in output
