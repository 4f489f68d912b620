"""Does the README's workflow name what the reusable one takes?"""

from __future__ import annotations

import re
from typing import Any

from ruamel.yaml import YAML

from scripts.document import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


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
