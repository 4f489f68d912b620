"""Does the command tell what it found on one screen, in its exit code, and in its reports?"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from contract_tests.page.dress import FACTS, OPERATION, Page, page, plain, reading, theme
from scripts.document import DOCUMENT, line_of, load, operations
from scripts.judge import __main__ as command
from scripts.judge.page import cli, facts, fetch
from scripts.judge.page.holding import hold
from scripts.judge.page.source import Source, UnreadableError

Judge = Callable[..., tuple[int, list[str], str]]
STATED = page()
# The first fact of a field's type, whatever the fields are called.
FIELD = next(place for place in FACTS.facts if re.fullmatch("model/[^/#]+", place))


@pytest.fixture
def judge(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Judge:
    """Run the command on a page; its exit code, its lines, and what went to standard error."""

    def run(text: str | None, *options: str) -> tuple[int, list[str], str]:
        given: tuple[str, ...] = ()
        if text is not None:
            (tmp_path / "page").write_text(text, encoding="utf-8", errors="surrogatepass")
            given = ("--file", str(tmp_path / "page"))
        try:
            code = command.main(["page", *given, *options])
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = capsys.readouterr()
        return code, out.splitlines(), err

    return run


def rows(lines: list[str]) -> int:
    """How many rows a terminal of 80 columns needs."""
    return sum(max(1, -(-len(line) // 80)) for line in lines)


def changed(**edits: Any) -> Page:
    return {**STATED, **edits}


def test_page_that_states_every_fact_holds(judge: Judge) -> None:
    code, lines, err = judge(theme(STATED))
    assert (code, err) == (0, "")
    total = len(FACTS.facts) - 1
    assert f"  {total} of {total} facts stand, dated {FACTS.facts['edited'].value}" in lines
    # The words of the page on file are not those of the tests'.
    assert lines[-1].startswith("verdict: the page states every fact that the contract rests on; ")
    assert lines[-1].endswith(" notices")


def test_one_finding_and_the_verdict_fit_a_screen(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    without_wording = facts.Facts(FACTS.operation_id, FACTS.facts, dict.fromkeys(FACTS.wording, (facts.ANY,)))
    monkeypatch.setattr(cli, "operations", lambda document: [OPERATION])
    monkeypatch.setattr(cli, "facts_for", lambda operation: without_wording)
    for text, findings in ((theme(STATED), 0), (theme(changed(**{FIELD: "bigint"})), 1)):
        code, lines, _ = judge(text)
        assert code == findings
        assert sum(line.startswith("finding: ") for line in lines) == findings
        assert rows(lines) <= 22
        assert all(len(line) <= 130 for line in lines)


def test_finding_has_its_code_what_the_page_has_and_had_and_the_clause_with_its_line(judge: Judge) -> None:
    code, lines, _ = judge(plain(changed(**{FIELD: "bigint"})))
    (pointer,) = FACTS.facts[FIELD].rests
    name = FIELD.rpartition("/")[2]
    at = lines.index(f'finding: P102 page_fact_changed: the field "{name}" of the model')
    assert lines[at + 1 : at + 4] == [
        "  page has: bigint",
        f"  page had: {FACTS.facts[FIELD].value}",
        f"  rests on it: openapi.yaml:{line_of(DOCUMENT, pointer)} #{pointer}",
    ]
    assert code == 1
    assert lines[-1].startswith("verdict: the page has changed: 1 finding, ")


def test_other_words_are_a_notice_unless_strict(judge: Judge) -> None:
    code, lines, _ = judge(plain(STATED))
    assert code == 0
    assert any(line.startswith("notice: P104 page_wording: the title") for line in lines)
    code, lines, _ = judge(plain(STATED), "--strict")
    assert code == 1
    assert lines[-1].startswith("verdict: the page has changed: ")


CHALLENGE = (
    "<!doctype html><html><head><title>Just a moment...</title></head><body><p>Just a moment...</p></body></html>"
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("\0\1", "is neither HTML nor text"),
        (CHALLENGE, "is a challenge for browsers, not the page"),
        ("<html><body><h1>Welcome</h1></body></html>", f"is not the page of {OPERATION.id}: "),
        ('{"openapi": "3.1.0"}', "is not the page of"),
        (DOCUMENT.read_text(encoding="utf-8"), "is not the page of"),
        (
            theme({**STATED, "url": f"{STATED['url']}/more", FIELD: "x"}).split('id="responses"')[0],
            "is not the page of",
        ),
    ],
    ids=["empty", "binary", "challenge", "other", "json", "contract", "cut-page-of-another-address"],
)
def test_page_that_cannot_be_judged_is_no_verdict_on_the_contract(judge: Judge, text: str, said: str) -> None:
    code, lines, err = judge(text)
    assert (code, err) == (2, "")
    assert lines[-1].startswith("verdict: the page could not be judged: ")
    assert said in lines[-1]
    assert not any(line.startswith("finding") for line in lines)


def test_missing_file_could_not_be_judged(judge: Judge, tmp_path: Path) -> None:
    code, lines, _ = judge(None, "--file", str(tmp_path / "none"))
    assert code == 2
    assert (
        lines[-1]
        == f"verdict: the page could not be judged: {tmp_path / 'none'} cannot be read: No such file or directory"
    )


def test_page_is_fetched_from_where_the_document_says(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def answer(url: str, agent: str) -> Source:
        asked.append((url, agent))
        return Source(url, theme(STATED).encode())

    monkeypatch.setattr(fetch, "from_network", answer)
    code, lines, _ = judge(None)
    assert code == 0
    ((url, agent),) = asked
    assert url == OPERATION.document["externalDocs"]["url"]
    assert lines[0] == f"page: {OPERATION.id}: {url}"
    assert re.fullmatch(r"kling-scheduler/\S+ \(contract check of this page\)", agent)


def test_silence_of_the_network_could_not_be_judged(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(url: str, agent: str) -> Source:
        raise UnreadableError(f"no answer from {url}: nothing listens there")

    monkeypatch.setattr(fetch, "from_network", silent)
    code, lines, err = judge(None)
    assert (code, err) == (2, "")
    assert lines[-1].endswith("nothing listens there")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--operation", "none"], "the document has no operation 'none'; there is: "),
        (["--nonsense"], "unrecognized arguments: --nonsense"),
        (["--file"], "argument --file: expected one argument"),
    ],
)
def test_wrong_option_is_one_line(judge: Judge, options: list[str], said: str) -> None:
    code, lines, err = judge(None, *options)
    assert (code, lines) == (4, [])
    assert said in err
    assert err.count("\n") == 1


def test_file_of_one_page_needs_its_operation_where_several_have_facts(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = replace(OPERATION, path="/two", raw={**OPERATION.raw, "operationId": "two"})
    monkeypatch.setattr(cli, "operations", lambda document: [OPERATION, two])
    monkeypatch.setattr(cli, "facts_for", lambda operation: FACTS)
    code, lines, err = judge(plain(STATED))
    assert (code, lines) == (4, [])
    assert "say with --operation whose" in err
    assert judge(plain(STATED), "--operation", "two")[0] == 0


def test_operation_without_facts_is_named(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "facts_for", lambda operation: None)
    code, lines, _ = judge(plain(STATED))
    assert code == 2
    assert lines == [
        *[f"notice: no facts are on file for {operation.id}" for operation in operations(load())],
        "verdict: the page could not be judged: there are no facts to hold a page to",
    ]


def test_help_fits_a_screen(judge: Judge) -> None:
    code, lines, _ = judge(None, "--help")
    assert code == 0
    assert rows(lines) <= 24


def test_reports_say_what_was_found(judge: Judge, tmp_path: Path) -> None:
    folder = tmp_path / "some" / "where"
    code, lines, _ = judge(theme(changed(**{FIELD: "bigint"})), "--report", str(folder))
    assert code == 1
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert set(texts) == {"page-verdict.txt", "page-verdict.json", "page-verdict.md"}
    assert texts["page-verdict.txt"].splitlines()[-1] == lines[-1]
    data = json.loads(texts["page-verdict.json"])
    assert (data["verdict"], data["exit_code"]) == ("changed", 1)
    assert data["contract"]["version"] == OPERATION.document["info"]["version"]
    (one,) = data["pages"]
    assert (one["standing"], one["facts"]) == (len(FACTS.facts) - 2, len(FACTS.facts) - 1)
    (finding,) = one["findings"]
    (pointer,) = FACTS.facts[FIELD].rests
    assert (finding["code"], finding["check"]) == ("P102", "page_fact_changed")
    assert finding["rests"] == [{"file": "openapi.yaml", "line": line_of(DOCUMENT, pointer), "pointer": pointer}]
    assert f" #{pointer}`" in texts["page-verdict.md"]


def test_report_has_the_hash_that_takes_a_new_wording(judge: Judge, tmp_path: Path) -> None:
    judge(theme(STATED), "--report", str(tmp_path))
    (one,) = json.loads((tmp_path / "page-verdict.json").read_text(encoding="utf-8"))["pages"]
    new = {notice["place"]: (notice["wording"],) for notice in one["notices"]}
    assert new
    assert hold(replace(FACTS, wording={**FACTS.wording, **new}), reading(theme(STATED))).differences == ()


@pytest.mark.parametrize("taken", ["file", "folder"])
def test_report_that_cannot_be_written_leaves_the_verdict(judge: Judge, tmp_path: Path, taken: str) -> None:
    folder = tmp_path / "report"
    if taken == "file":
        folder.write_text("", encoding="utf-8")
    else:
        (folder / "page-verdict.json").mkdir(parents=True)
    code, lines, err = judge(theme(STATED), "--report", str(folder))
    assert code == 4
    assert err.startswith(f"judge page: --report {folder}: ")
    assert err.count("\n") == 1
    assert lines[-1].startswith("verdict: the page states")


HOSTILE = "\x1b]0;owned\x07\x1b[2Jx\u202e::error::y|`<img src=x>@all [a](http://b)"


def test_nothing_that_a_page_says_steers_a_terminal_or_a_summary(judge: Judge, tmp_path: Path) -> None:
    planted = changed(**{"header/X-New": "a", "about": f"running API tasks {HOSTILE}"})
    text = plain(planted) + f"\n{HOSTILE}\n::error::z\n"
    code, lines, _ = judge(text, "--report", str(tmp_path / "report"))
    assert code == 1
    for name in ("txt", "json", "md"):
        lines += (tmp_path / "report" / f"page-verdict.{name}").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.isprintable()] == []
    assert [line for line in lines if line.lstrip().startswith("::")] == []
    summary = (tmp_path / "report" / "page-verdict.md").read_text(encoding="utf-8")
    # Within code, nothing is markup, a link or a mention.
    bare = re.sub(r"`[^`]*`", "", summary)
    assert [text for text in ("`", "<", "@", "](", "\\|y") if text in bare] == []
    assert "<img" in summary


def test_name_in_an_example_calls_nobody_in_an_issue(judge: Judge, tmp_path: Path) -> None:
    example = next(found[1] for place in FACTS.facts if (found := re.fullmatch(r"(status/\d+/body)/[a-z]+", place)))
    judge(plain(changed(**{f"{example}/@somebody": "x"})), "--report", str(tmp_path))
    text = (tmp_path / "page-verdict.md").read_text(encoding="utf-8")
    assert "@somebody" in unescape(text)
    # GitHub looks for names in what it has rendered, where an entity is a character again: code alone is safe.
    assert "@" not in re.sub(r"`[^`]*`", "", unescape(text))
