"""Does what has rights run nothing that was built, and is every action pinned to a commit?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scripts.document import ROOT

FILES = sorted((ROOT / ".github").glob("*/*.yml")) + sorted((ROOT / ".github/actions").glob("*/action.yml"))
WORKFLOWS = [path for path in FILES if path.parent.name == "workflows"]


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))["jobs"]
    return found


def test_workflows_and_actions_are_found() -> None:
    assert len(WORKFLOWS) > 2
    assert len(FILES) > len(WORKFLOWS)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_job_that_may_publish_builds_nothing(path: Path) -> None:
    for job in jobs(path).values():
        if "write" not in {job["permissions"].get(right) for right in ("contents", "id-token", "attestations")}:
            continue
        commands = [step["run"] for step in job["steps"] if "run" in step]
        assert [command for command in commands if not command.startswith("gh ")] == []
        assert not any(step.get("uses", "").startswith("actions/checkout@") for step in job["steps"])
        assert job["environment"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_action_is_pinned_to_a_commit_and_names_its_version(path: Path) -> None:
    used = re.findall(r"uses: (\S+)(.*)", path.read_text(encoding="utf-8"))
    for action, comment in used:
        assert action.startswith("$/") or re.fullmatch(r"\S+@[0-9a-f]{40}", action)
        assert action.startswith("$/") or re.fullmatch(r"  # v\d+\.\d+\.\d+", comment)
