"""Which entries are judged, and what is said of the others?"""

import base64
import gzip
from pathlib import Path
from typing import Any

import pytest

from contract_tests.har.files import TOKEN, URL, changed, entry, judged, write
from scripts.judge.har.foreign import Left
from scripts.judge.screen import lines

HTML = "<html></html>"
GOOD = entry()


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (entry(status=0), Left.FAILED),
        (entry(status=-1), Left.FAILED),
        (entry(status=None), Left.FAILED),
        (changed(GOOD, response=None), Left.FAILED),
        (changed(entry("[7"), "response", _error="net::ERR_ABORTED"), Left.FAILED),
        (changed(entry(""), "response", _failureText="blocked"), Left.FAILED),
        (entry("", status=304), Left.CACHED),
        (changed(entry("[7]"), _fromCache="disk"), Left.CACHED),
        (changed(entry("[7]"), "response", _fetchedViaServiceWorker=True), Left.CACHED),
        (entry(None, size=-1), Left.UNSAVED),
        (entry(None, size=99), Left.UNSAVED),
        (changed(entry(None), "response", content={}), Left.UNSAVED),
        (changed(entry("[]"), "response", "content", text=None, size=2), Left.UNSAVED),
        (entry("", size=99), Left.UNSAVED),
        (entry('[{"id": 1}, {"i', size=2_000_000), Left.CUT),
        (changed(GOOD, "response", status="200"), Left.MALFORMED),
        (changed(GOOD, startedDateTime="yesterday"), Left.MALFORMED),
        (changed(GOOD, "request", url="http://[::1/v1"), Left.MALFORMED),
        (changed(GOOD, request=None), Left.MALFORMED),
        (changed(GOOD, "response", headers={"a": "b"}), Left.MALFORMED),
        (changed(GOOD, "response", "content", text=7), Left.MALFORMED),
        ("secret-1234", Left.MALFORMED),
        (None, Left.MALFORMED),
    ],
)
def test_entry_without_an_answer_is_counted(tmp_path: Path, one: Any, reason: Left) -> None:
    verdict, findings = judged(write(tmp_path / "in.har", GOOD, one, GOOD))
    assert dict(findings.left) == {reason: 1}
    assert (findings.entries, findings.judged, verdict.exit_code) == (3, 2, 0)
    said = "\n".join(findings.lines("in.har"))
    assert reason in said
    assert "secret-1234" not in said
    assert ("entry 2" in said) == (reason is Left.MALFORMED)


@pytest.mark.parametrize(
    "one",
    [
        entry(base64.b64encode(b"[]").decode(), encoding="base64", size=2),
        entry(base64.encodebytes(b"[" + b" " * 99 + b"]").decode(), encoding="base64", size=101),
        entry('[{"id": 1}]', encoding="base64"),
        entry("[ ]\n", encoding="base64", size=4),
        changed(entry(), "response", headers=[]),
        changed(entry(), "response", headers=[{"name": ":status", "value": "200"}]),
        changed(
            entry(base64.b64encode(gzip.compress(b"[") + gzip.compress(b"]")).decode(), encoding="base64", size=60),
            "response",
            headers=[{"name": "content-encoding", "value": "gzip"}],
        ),
        changed(entry(size=22), "response", headers=[{"name": "Content-Encoding", "value": "gzip"}]),
        changed(entry(), time=90_000, timings={"blocked": 89_000, "send": 1, "wait": 5, "receive": 1}),
        entry(url=URL + "?email=jane@example.com#x"),
        entry(url=URL.upper().replace("/V1/KLING/SCHEDULER", "/v1/kling/%73cheduler")),
        entry(url=URL.replace("/v1", ":443/v1")),
    ],
    ids=[
        "base64", "base64-with-line-breaks", "plain-text-labelled-base64", "size-tells-plain-text", "type-in-mime-type",
        "pseudo-header", "gzip-of-two-members", "size-of-the-compressed", "waited-in-line", "query", "spelling", "port",
    ],
)  # fmt: skip
def test_ways_of_writing_one_lawful_answer(tmp_path: Path, one: Any) -> None:
    verdict, findings = judged(write(tmp_path / "in.har", one))
    assert next(findings.lines("x")) == "x: 1 entry, 1 judged"
    assert (verdict.violations, verdict.exit_code) == ([], 0)


@pytest.mark.parametrize(
    "one",
    [
        entry("", size=0),
        entry("[7]"),
        entry(base64.b64encode(b"[7]").decode(), encoding="base64", size=3),
        entry(HTML),
        entry("[]", status=206),
        changed(entry(), time=9_000),
        changed(entry(), "response", headers=[{"name": "Content-Type", "value": "text/html"}]),
        entry(base64.b64encode(b"\xff\xfe").decode(), encoding="base64", size=2),
    ],
    ids=["empty", "item", "base64", "html", "status", "late", "type", "no-text"],
)
def test_broken_answer_is_a_violation(tmp_path: Path, one: Any) -> None:
    verdict, findings = judged(write(tmp_path / "in.har", GOOD, one))
    assert findings.judged == 2
    assert verdict.exit_code == 1


def test_entries_of_no_documented_operation_are_named_and_few(tmp_path: Path) -> None:
    others = [entry(url=f"https://h.example/asset-{number}.js?key=secret-1234") for number in range(40)]
    others += [entry(url=URL + "/x")] * 3 + [changed(GOOD, "request", method="OPTIONS")]
    others += [entry(url=URL.replace("https:", "wss:")), entry(url=URL.replace("/kling", "%2Fkling"))]
    _, findings = judged(write(tmp_path / "in.har", GOOD, *others))
    said = list(findings.lines("in.har"))
    assert findings.judged == 1
    assert (findings.undocumented.total, findings.elsewhere.total) == (5, 41)
    assert any(line.endswith("GET api.useapi.net/v1/kling/scheduler/x") and "3" in line for line in said)
    assert any("OPTIONS api.useapi.net" in line for line in said)
    assert any(line.endswith("31  others") for line in said)
    assert len(said) < 30
    assert "secret-1234" not in "".join(said)


@pytest.mark.parametrize("given", ["http://127.0.0.1:4010/v1", "HTTP://127.0.0.1:4010/v1/"])
def test_another_server_counts_when_it_is_named(tmp_path: Path, given: str) -> None:
    path = write(tmp_path / "in.har", entry("[7]", url="http://127.0.0.1:4010/v1/kling/scheduler"))
    verdict, findings = judged(path)
    assert (findings.judged, verdict.exit_code) == (0, 2)
    assert "try --base-url http://127.0.0.1:4010/v1" in "\n".join(lines(verdict))
    assert judged(path, given)[0].exit_code == 1


def test_refusals_alone_are_no_pass(tmp_path: Path) -> None:
    refusal = entry('{"error": "Unauthorized", "code": 401}', status=401)
    verdict, _ = judged(write(tmp_path / "in.har", refusal, refusal))
    assert verdict.exit_code == 2
    assert "refused" in "\n".join(lines(verdict))


def test_request_without_credentials_is_no_fault_of_the_servers(tmp_path: Path) -> None:
    unsigned = entry(token="")
    verdict, findings = judged(write(tmp_path / "in.har", unsigned))
    assert (findings.unsigned, verdict.exit_code, verdict.notices) == (1, 0, [])
    verdict, findings = judged(
        write(tmp_path / "in.har", unsigned, entry('{"error": "", "code": 401}', status=401, token=""))
    )
    assert (verdict.exit_code, verdict.notices) == (0, [])
    # The file shows credentials elsewhere, so there were none here.
    verdict, _ = judged(write(tmp_path / "in.har", unsigned, GOOD, unsigned))
    assert [notice.kind for _, notice, _ in verdict.notices] == ["no_credentials_shown"]
    assert verdict.exit_code == 0


def test_no_secret_of_the_file_is_told(tmp_path: Path) -> None:
    cookie, key = "session-cookie-1234", "key-in-the-query-1234"
    body = f'[{{"id": "{TOKEN}", "elapsed": "{cookie}", "email": "{key}", "{TOKEN}": 1}}]'
    one = entry(body, url=f"{URL}?key={key}")
    one["request"]["headers"].append({"name": "Cookie", "value": f"a={cookie}"})
    other = entry(url=f"https://h.example/{TOKEN}/{cookie}/{key}?key={key}")
    other["request"]["headers"].append({"name": "Cookie", "value": f"a={cookie}"})
    verdict, findings = judged(write(tmp_path / "in.har", one, other))
    text = "\n".join([*lines(verdict), *findings.lines("in.har")])
    assert verdict.exit_code == 1
    assert [secret for secret in (TOKEN, cookie, key) if secret in text] == []
