"""Is one issue opened, brought up to date and closed as the service comes and goes?"""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.watch.__main__ import main
from scripts.watch.issue import LABEL, LONGEST, MARKER, TITLE, body_of

HERE = Path(__file__).parent
SECRET = "user:1-canary-4f1c"
JUDGE = """
import json, os, sys
from pathlib import Path
name, folder = sys.argv[1], Path(sys.argv[3])
plan = Path(os.environ["FAKE_JUDGE"])
codes = json.loads(plan.read_text())
code = codes[name].pop(0) if len(codes[name]) > 1 else codes[name][0]
plan.write_text(json.dumps(codes))
folder.mkdir(parents=True, exist_ok=True)
file = {"live": "verdict.md", "page": "page-verdict.md"}[name]
seen = {key: key in os.environ for key in ("USEAPI_TOKEN", "GH_TOKEN")}
plan.with_name("judge-environment.json").write_text(json.dumps(seen))
if not os.environ.get("FAKE_CRASH"):
    (folder / file).write_text(os.environ.get(f"FAKE_TEXT_{name}", "") or f"## the report of {name}\\n")
    (folder / file).with_suffix(".json").write_text(json.dumps({"exit_code": code}))
sys.exit(code)
"""
Watch = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Run the watch on judges that end with given codes; its exit code, and what gh knows then."""
    programs, state, plan = tmp_path / "bin", tmp_path / "gh.json", tmp_path / "judge.json"
    programs.mkdir()
    gh = programs / "gh"
    gh.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{HERE / "fake_gh.py"}" "$@"\n', encoding="utf-8")
    gh.chmod(gh.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "judge.py").write_text(JUDGE, encoding="utf-8")
    state.write_text(json.dumps({"issues": [], "labels": [], "calls": []}), encoding="utf-8")
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("FAKE_GH", str(state))
    monkeypatch.setenv("FAKE_JUDGE", str(plan))
    monkeypatch.setenv("USEAPI_TOKEN", SECRET)

    def run(live: list[int], page: list[int], **changed: Any) -> tuple[int, dict[str, Any]]:
        plan.write_text(json.dumps({"live": live, "page": page}), encoding="utf-8")
        if changed:
            state.write_text(json.dumps({**json.loads(state.read_text(encoding="utf-8")), **changed}), encoding="utf-8")
        code = main([str(tmp_path / "report"), "--wait", "0", "--judge", f"{sys.executable} {tmp_path / 'judge.py'}"])
        return code, json.loads(state.read_text(encoding="utf-8"))

    return run


def test_issue_is_opened_once_updated_and_closed(watch: Watch) -> None:
    code, state = watch([1], [0])
    (issue,) = state["issues"]
    assert (code, issue["title"], issue["labels"], issue["state"]) == (1, TITLE, [LABEL], "open")
    assert "the report of live" in issue["body"]
    assert "the report of page" not in issue["body"]

    code, state = watch([1], [1])
    (issue,) = state["issues"]
    assert code == 1
    assert "the report of page" in issue["body"]

    code, state = watch([0], [0])
    (issue,) = state["issues"]
    assert (code, issue["state"], issue["comments"]) == (0, "closed", ["The service keeps the contract again."])

    code, state = watch([1], [0])
    assert (code, [one["state"] for one in state["issues"]]) == (1, ["closed", "open"])


def test_nothing_is_told_when_all_is_well(watch: Watch) -> None:
    code, state = watch([0], [0])
    assert (code, state["issues"], [call[:2] for call in state["calls"]]) == (0, [], [["issue", "list"]])


def test_it_is_found_among_many_and_other_issues_are_left_alone(watch: Watch) -> None:
    others = [
        {"number": number, "title": TITLE, "labels": [LABEL], "body": "by hand", "state": "open", "comments": []}
        for number in range(1, 300)
    ]
    ours = {**others[0], "number": 300, "body": f"{MARKER}\nold"}
    code, state = watch([1], [0], issues=[*others, ours], labels=[LABEL])
    assert (code, len(state["issues"])) == (1, 300)
    assert {one["body"] for one in state["issues"][:-1]} == {"by hand"}
    assert "the report of live" in state["issues"][-1]["body"]


def test_what_could_not_be_judged_is_tried_again_and_then_a_warning(
    watch: Watch, capfd: pytest.CaptureFixture[str]
) -> None:
    watch([1], [0])
    code, state = watch([2, 2, 2], [0])
    assert (code, state["issues"][0]["state"]) == (0, "open")
    assert "::warning title=watch::judge live could not judge, 3 times" in capfd.readouterr().out


def test_missing_token_is_not_waited_for(
    watch: Watch, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.delenv("USEAPI_TOKEN")
    code, _ = watch([2, 9, 9], [0])
    assert code == 0
    assert "::warning title=watch::judge live could not judge; its report" in capfd.readouterr().out
    assert json.loads((tmp_path / "judge.json").read_text(encoding="utf-8"))["live"] == [9, 9]


def test_label_of_the_repositorys_own_is_left_as_it_is(watch: Watch) -> None:
    code, state = watch([1], [0], labels=[LABEL])
    assert (code, state["issues"][0]["labels"], state["labels"]) == (1, [LABEL], [LABEL])
    assert not any("--force" in call for call in state["calls"])


@pytest.mark.parametrize(("codes", "expected"), [([2, 0], 0), ([2, 2, 1], 1)], ids=["then-well", "then-broken"])
def test_later_try_counts(codes: list[int], expected: int, watch: Watch) -> None:
    assert watch(codes, [0])[0] == expected


@pytest.mark.parametrize("code", [3, 4, -9, 70])
def test_judge_that_broke_off_is_red_and_changes_no_issue(code: int, watch: Watch) -> None:
    watch([1], [0])
    found, state = watch([code & 255], [0])
    assert (found, state["issues"][0]["state"]) == (3, "open")


def test_judge_that_crashes_with_the_code_of_a_broken_contract_opens_no_issue(
    watch: Watch, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FAKE_CRASH", "1")
    code, state = watch([1], [1])
    assert (code, state["issues"]) == (3, [])
    assert "::error title=watch::judge live broke off: it ended with 1 and no verdict" in capfd.readouterr().out


def test_report_of_an_earlier_run_is_not_told_as_this_one(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    watch([1], [0])
    before = watch([0], [0])[1]["issues"]
    monkeypatch.setenv("FAKE_CRASH", "1")
    code, state = watch([1], [0])
    assert (code, state["issues"]) == (3, before)


def test_each_program_gets_the_one_secret_that_it_needs(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GH_TOKEN", "ghs_canary")
    _, state = watch([1], [0])
    assert json.loads((tmp_path / "judge-environment.json").read_text()) == {"USEAPI_TOKEN": True, "GH_TOKEN": False}
    assert set(state["secrets"]) == {"GH_TOKEN"}


def test_folder_that_is_none_is_one_line_and_red(
    watch: Watch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "report").write_text("a file", encoding="utf-8")
    code, state = watch([1], [0])
    assert (code, state["issues"]) == (3, [])
    assert capfd.readouterr().err.endswith("verdict.md: Not a directory\n")


@pytest.mark.parametrize("wait", ["-1", "nan", "inf", "soon"])
def test_wrong_wait_is_one_line(wait: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["report", f"--wait={wait}"])
    assert ended.value.code == 4
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_gh_that_fails_is_one_line_and_red(watch: Watch, capfd: pytest.CaptureFixture[str]) -> None:
    code, _ = watch([1], [0], broken=True)
    error = capfd.readouterr().err
    told = "watch: gh issue list: gh: HTTP 403: Resource not accessible by integration"
    assert (code, error.splitlines()) == (3, [told])


def test_machine_without_gh_is_one_line_and_red(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert watch([1], [0])[0] == 3
    assert capfd.readouterr().err == "watch: gh is not installed, so nobody can be told\n"


def test_token_is_in_no_argument_and_no_output(watch: Watch, capfd: pytest.CaptureFixture[str]) -> None:
    _, state = watch([1], [0])
    out, err = capfd.readouterr()
    assert SECRET not in json.dumps(state["calls"]) + out + err


def test_long_report_is_cut_between_lines(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKE_TEXT_live", "- `a line of a report`\n" * 5000)
    code, state = watch([1], [0])
    body = state["issues"][0]["body"]
    assert (code, len(body) <= LONGEST) == (1, True)
    assert {line for line in body.splitlines() if "line of" in line} == {"- `a line of a report`"}
    assert "The rest is in the report of the run." in body


def test_short_report_is_whole_beside_a_long_one(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKE_TEXT_live", "- `a line of a report`\n" * 5000)
    body = watch([1], [1])[1]["issues"][0]["body"]
    assert len(body) <= LONGEST
    assert "## the report of page\n" in body
    assert body.count("The rest is in the report of the run.") == 1


@pytest.mark.parametrize("parts", [["x" * 200_000], ["x" * 200_000, "y\n" * 90_000]], ids=["one-line", "two-reports"])
def test_body_is_bounded_whatever_its_lines(parts: list[str]) -> None:
    assert len(body_of(parts, "https://ci.example/1")) <= LONGEST


def test_body_names_the_run() -> None:
    assert body_of(["text"], "https://ci.example/1").endswith("\nThe run: https://ci.example/1\n")
