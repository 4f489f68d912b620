"""Do the workflows and the checks run on every Python and system that the metadata promise?"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from ruamel.yaml import YAML

from scripts.document import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PYTHONS = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
SYSTEMS = {
    "Operating System :: MacOS": "macos",
    "Operating System :: Microsoft :: Windows": "windows",
    "Operating System :: POSIX :: Linux": "ubuntu",
}


def matrix(job: str) -> dict[str, list[str]]:
    """What a job of the workflow runs on."""
    text = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    jobs: dict[str, Any] = YAML(typ="safe", pure=True).load(text)["jobs"]
    found: dict[str, list[str]] = jobs[job]["strategy"]["matrix"]
    return found


def test_oldest_is_the_one_that_pip_asks_for() -> None:
    assert PROJECT["requires-python"] == f">={PYTHONS[0]}"
    assert sorted(PYTHONS, key=lambda one: int(one.split(".")[1])) == PYTHONS


def test_workflow_runs_on_each() -> None:
    assert matrix("contract")["python"] == PYTHONS
    assert matrix("client")["python"] == PYTHONS


def test_client_is_tried_on_each_system() -> None:
    promised = sorted(SYSTEMS[one] for one in PROJECT["classifiers"] if one.startswith("Operating System"))
    assert [name.split("-")[0] for name in matrix("client")["os"]] == promised


def test_checks_run_on_each_that_the_machine_has() -> None:
    (others,) = re.findall(r"^for version in (.*); do$", (ROOT / ".ci/run").read_text(encoding="utf-8"), re.MULTILINE)
    assert [PYTHONS[0], *others.split()] == PYTHONS


def test_workflow_waits_for_every_job() -> None:
    text = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    jobs = YAML(typ="safe", pure=True).load(text)["jobs"]
    (step,) = jobs["gate"]["steps"]
    assert set(jobs["gate"]["needs"]) == set(jobs) - {"gate"}
    assert re.findall(r"needs\.(\w+)\.result", step["env"]["RESULTS"]) == jobs["gate"]["needs"]
    assert step["run"].count("success") == len(jobs["gate"]["needs"])
