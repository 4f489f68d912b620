"""Is what keeps the repository in order complete?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from scripts.document import ROOT


def parsed(name: str) -> dict[str, Any]:
    data: dict[str, Any] = YAML(typ="safe", pure=True).load((ROOT / ".github" / name).read_text(encoding="utf-8"))
    return data


def locks() -> list[Path]:
    """The lock files of npm."""
    built = {"node_modules", ".tox", ".venv"}
    return [path for path in ROOT.rglob("package-lock.json") if not built & set(path.parts)]


def test_every_lock_is_kept_up_to_date_after_a_cooldown() -> None:
    updates = parsed("dependabot.yml")["updates"]
    folders = {
        (one["package-ecosystem"], at)
        for one in updates
        for at in [*one.get("directories", []), one.get("directory")]
        if at
    }
    built = {"node_modules", ".tox", ".venv"}
    locks = [path for path in ROOT.rglob("package-lock.json") if not built & set(path.parts)]
    assert len(locks) > 1
    assert {("npm", f"/{path.parent.relative_to(ROOT).as_posix()}") for path in locks} <= folders
    assert {("pip", "/.ci"), ("github-actions", "/"), ("github-actions", "/.github/actions/*")} <= folders
    assert all(one["cooldown"]["default-days"] >= 7 for one in updates)


def test_form_asks_each_thing_once_and_for_no_secret() -> None:
    (form,) = [parsed(f"ISSUE_TEMPLATE/{path.name}") for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")]
    asked = [part["id"] for part in form["body"] if part["type"] != "markdown"]
    assert len(asked) == len(set(asked)) > 2
    assert "Never paste a token" in form["body"][0]["attributes"]["value"]


def test_template_of_a_change_is_five_lines() -> None:
    assert len((ROOT / ".github/pull_request_template.md").read_text(encoding="utf-8").splitlines()) == 5


def test_no_lock_has_an_address() -> None:
    assert [path.name for path in (ROOT / ".ci").glob("*.txt") if "://" in path.read_text(encoding="utf-8")] == []
    assert [path for path in locks() if '"resolved"' in path.read_text(encoding="utf-8")] == []
