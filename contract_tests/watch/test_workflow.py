"""Does the README's workflow name what the reusable one takes?"""

from __future__ import annotations

import re
from typing import Any

from ruamel.yaml import YAML

from scripts.document import ROOT

README = (ROOT / "scripts/judge/README.md").read_text(encoding="utf-8")


def parsed(text: str) -> dict[str, Any]:
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return data


def workflow(name: str) -> dict[str, Any]:
    return parsed((ROOT / ".github" / name).read_text(encoding="utf-8"))


def test_ten_lines_of_the_readme_call_the_workflow_as_it_is() -> None:
    (snippet,) = re.findall(r"```yaml\n(name: watch.*?)```", README, re.DOTALL)
    assert len(snippet.splitlines()) <= 10
    job, called = parsed(snippet)["jobs"]["watch"], workflow("workflows/watch.yml")
    assert job["uses"].split("@")[0].endswith("/.github/workflows/watch.yml")
    assert set(job["secrets"]) == set(called["on"]["workflow_call"]["secrets"])
    assert job["permissions"] == called["jobs"]["watch"]["permissions"]


def test_our_own_daily_run_is_a_user_of_it() -> None:
    job = workflow("workflows/live.yml")["jobs"]["watch"]
    assert job["uses"] == "$/.github/workflows/watch.yml"
    assert job["permissions"] == workflow("workflows/watch.yml")["jobs"]["watch"]["permissions"]


def test_action_is_given_what_it_takes_and_no_token_but_by_the_environment() -> None:
    action = workflow("actions/watch/action.yml")
    given = workflow("workflows/watch.yml")["jobs"]["watch"]["steps"][-1]["with"]
    assert set(given) <= set(action["inputs"])
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_nothing_is_installed_where_a_secret_is() -> None:
    steps = workflow("actions/watch/action.yml")["runs"]["steps"]
    secret = [step for step in steps if {"GH_TOKEN", "USEAPI_TOKEN"} & set(step.get("env", {}))]
    assert len(secret) == 1
    assert any("--notest" in step.get("run", "") for step in steps[: steps.index(secret[0])])
    assert "pip install" not in secret[0]["run"]


def test_two_runs_at_once_open_no_two_issues_and_none_goes_on_for_hours() -> None:
    job = workflow("workflows/watch.yml")["jobs"]["watch"]
    assert job["concurrency"]["cancel-in-progress"] is False
    # Both judges may wait twice.
    assert 2 * 2 * 10 < job["timeout-minutes"] <= 120
