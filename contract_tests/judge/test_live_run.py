"""Does a live run tell a server that keeps the contract from one that breaks it and one that cannot be judged?"""

import copy
import json
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from contract_tests.broken.servers import Message, Receive, Send
from contract_tests.judge.live import SECRET, run_live
from scripts.document import METHODS, load
from scripts.judge.target import live_target
from scripts.sandbox import TOKEN, create_app, serving


@contextmanager
def sandbox(token: str = SECRET, **changed: Any) -> Iterator[str]:
    """A sandbox whose operations are changed against the document."""
    document = copy.deepcopy(load())
    for item in document["paths"].values():
        for method in METHODS:
            if method in item:
                item[method].update(changed)
    with serving(create_app(document, token=token)) as base_url:
        yield base_url


def test_healthy_server_holds_and_what_it_will_be_asked_is_said_first() -> None:
    with sandbox() as base_url:
        code, output = run_live(base_url, SECRET)
    promise = f"live: requests as fast as it answers, for at most 120 s, to {base_url}"
    assert output.index(promise) < output.index("verdict")
    assert "verdict: the contract holds" in output
    assert code == 0


def test_server_that_asks_for_no_token_is_broken_as_told_in_reports_without_the_token(tmp_path: Path) -> None:
    with sandbox(security=[]) as base_url:
        code, output = run_live(base_url, SECRET, "--report", str(tmp_path / "report"))
    assert code == 1, output
    assert "authentication: received 200 for no-token; documented 401" in output
    assert "verdict: the contract is broken" in output
    assert SECRET not in output
    texts = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "report").iterdir()}
    assert set(texts) == {"verdict.txt", "verdict.json", "verdict.md", "junit.xml", "verdict.html"}
    for form in (SECRET, SECRET[:-1], SECRET.swapcase(), b64encode(SECRET.encode()).decode(), quote(SECRET, safe="")):
        assert [name for name, text in texts.items() if form in text] == []
    operation = json.loads(texts["verdict.json"])["operations"][0]
    curls = {one["received"]: one["curl"] for one in operation["violations"]}
    assert "Authorization" not in curls["200 without credentials"]
    # Whoever needs no token may send anything: the rest has the same cause.
    assert [received for received in curls if " for " in received] == ["200 for no-token"]
    assert curls["200 for no-token"].count(base_url) == 1
    assert "200 for no-token" in texts["verdict.html"]
    suites = ElementTree.fromstring(texts["junit.xml"])
    assert len(suites.findall(".//failure")) >= len(operation["violations"]) > 0


@pytest.mark.extended
def test_folder_that_cannot_be_made_is_one_line_and_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, output = run_live(None, None, "--report", str(tmp_path / "file" / "report"))
    assert code == pytest.ExitCode.USAGE_ERROR
    assert output.startswith("judge: --report")
    assert "Traceback" not in output


@pytest.mark.extended
def test_report_that_cannot_be_written_leaves_the_verdict(tmp_path: Path) -> None:
    (tmp_path / "verdict.json").mkdir()
    with sandbox() as base_url:
        code, output = run_live(base_url, SECRET, "--report", str(tmp_path))
    assert f"judge: --report {tmp_path}: Is a directory" in output
    assert "verdict: the contract holds" in output
    assert "Traceback" not in output
    assert code == pytest.ExitCode.USAGE_ERROR


@pytest.mark.extended
@pytest.mark.parametrize(("options", "expected"), [([], 0), (["--strict"], 1)], ids=["holds", "strict-breaks"])
def test_undocumented_header_is_a_notice_unless_strict(options: list[str], expected: int) -> None:
    healthy = create_app(load(), token=SECRET)

    async def ageing(scope: Message, receive: Receive, send: Send) -> None:
        async def announce(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], (b"sunset", b"Sun, 01 Nov 2026 00:00:00 GMT")]}
            await send(message)

        await healthy(scope, receive, announce)

    with serving(ageing) as base_url:
        code, output = run_live(base_url, SECRET, *options)
    assert "undocumented_header: received Sunset: Sun, 01 Nov 2026" in output
    assert "suggestion: add to openapi.yaml at #/components/responses/RunningTasks" in output
    assert code == expected


@pytest.mark.extended
def test_server_that_cannot_be_reached_could_not_be_judged() -> None:
    code, output = run_live("http://127.0.0.1:9/v1", SECRET)
    assert "not judged: live: no answer from http://127.0.0.1:9/v1: nothing listens there" in output
    assert code == 2


@pytest.mark.extended
def test_server_that_was_asked_too_often_could_not_be_judged() -> None:
    with serving(create_app(token=SECRET, faults=["429"])) as base_url:
        code, output = run_live(base_url, SECRET)
    assert f"not judged: live: {base_url} answered 429, too many requests; it wants to be left alone for " in output
    assert "violation: " not in output
    assert code == 2


def test_run_without_a_token_could_not_be_judged() -> None:
    code, output = run_live(None, None)
    assert "not judged: live: USEAPI_TOKEN is not set" in output
    assert code == 2


@pytest.mark.extended
def test_refused_token_could_not_be_judged() -> None:
    with sandbox(token=TOKEN) as base_url:
        code, output = run_live(base_url, SECRET)
    assert "refused the token of USEAPI_TOKEN (401)" in output
    assert code == 2


@pytest.mark.parametrize("preflight", [200, 204])
def test_dead_token_is_no_pass_where_every_origin_may_ask(preflight: int) -> None:
    async def refusing(scope: Message, receive: Receive, send: Send) -> None:
        status = preflight if scope["method"] == "OPTIONS" else 401
        body = b"" if status == 204 else json.dumps({"error": "Unauthorized", "code": 401}).encode()
        headers = [(b"content-type", b"application/json")] if body else []
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    with serving(refusing) as base_url:
        code, output = run_live(f"{base_url}/v1", SECRET)
    assert "the contract holds" not in output
    assert code == 2


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "USEAPI_TOKEN is not set"),
        ({"USEAPI_TOKEN": "tok\nen"}, "USEAPI_TOKEN holds characters that a header cannot carry"),
        ({"USEAPI_TOKEN": "tökén"}, "USEAPI_TOKEN holds characters that a header cannot carry"),
        ({"USEAPI_TOKEN": SECRET, "USEAPI_BASE_URL": "ftp://127.0.0.1/v1"}, "USEAPI_BASE_URL is not"),
        ({"USEAPI_TOKEN": SECRET, "USEAPI_BASE_URL": "127.0.0.1:9"}, "USEAPI_BASE_URL is not"),
        ({"USEAPI_TOKEN": SECRET, "USEAPI_BASE_URL": f"http://me:{SECRET}@127.0.0.1"}, "USEAPI_BASE_URL is not"),
    ],
    ids=["no-token", "line-break", "non-ascii", "other-scheme", "no-scheme", "credentials-in-url"],
)
def test_unusable_setting_is_one_sentence_without_the_token(environment: dict[str, str], said: str) -> None:
    with pytest.raises(LookupError, match=said) as error:
        live_target(environment, "https://127.0.0.1/v1")
    assert SECRET not in str(error.value)


def test_base_url_defaults_to_the_documents() -> None:
    assert live_target({"USEAPI_TOKEN": SECRET}, "https://127.0.0.1/v1").base_url == "https://127.0.0.1/v1"


def test_target_keeps_its_token_to_itself() -> None:
    assert SECRET not in repr(live_target({"USEAPI_TOKEN": SECRET}, "https://127.0.0.1/v1"))
