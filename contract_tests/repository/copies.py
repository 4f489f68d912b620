"""A copy of the repository with operations added to its document, and what ``python -m`` prints in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scripts.consumers.languages import LANGUAGES
from scripts.consumers.run import missing
from scripts.document import ROOT


def copied(folder: Path, added: Path) -> Path:
    """A copy in ``folder`` whose document has the operations of the file ``added``, as a repository of its own."""
    copy = folder / "repository"
    kept = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in kept.split("\0")[:-1]:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 200
    yaml.indent(mapping=2, sequence=4, offset=2)
    document = yaml.load(copy / "openapi.yaml")
    _merge(document, YAML().load(added))
    yaml.dump(document, copy / "openapi.yaml")
    # Where the publisher finds its tools.
    modules = Path("scripts/publish/npm/node_modules")
    if (ROOT / modules).exists():
        (copy / modules).symlink_to(ROOT / modules)
    return copy


def run(repository: Path, *arguments: str, expected: int = 0, seconds: float = 300) -> str:
    """What ``python -m`` prints in the copy, where the copy's own client is the installed one."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "USEAPI_"))}
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=repository,
        env={**environment, "PYTHONPATH": os.pathsep.join(map(str, [repository, repository / "generated"]))},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=seconds,
    )
    assert done.returncode == expected, done.stdout[-20_000:]
    return done.stdout


def whole_suite(repository: Path) -> str:
    """What the default tests print in the copy, whose files git must know; of an installed package it has none."""
    for command in (["init", "--quiet"], ["add", "--all"]):
        subprocess.run(["git", *command], cwd=repository, check=True, capture_output=True)
    options = ["-q", "-m", "not extended", "-n2", "-p", "no:cacheprovider"]
    left_out = ["--ignore=contract_tests/repository/test_wheel.py"]
    return run(repository, "pytest", *options, *left_out, seconds=2400)


def consumed(repository: Path, language: str) -> list[str]:
    """The lines of a run of that language's client; skips, with the reason, where this machine lacks its programs."""
    if lacking := missing(LANGUAGES[language]):
        pytest.skip(f"the client in {LANGUAGES[language].title} needs {', '.join(lacking)}")
    return run(repository, "scripts.consumers", language).splitlines()


def _merge(document: Any, added: Any) -> None:
    for name, value in added.items():
        if isinstance(value, Mapping) and name in document:
            _merge(document[name], value)
        elif isinstance(value, list) and name in document:
            document[name].extend(value)
        else:
            document[name] = value
