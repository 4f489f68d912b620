"""Is what the READMEs say of this repository so?"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.document import ROOT, base_path, load, operations
from scripts.sandbox import TOKEN, create_app, serving

ADDRESS = f"http://127.0.0.1:4010{base_path(load())}"
BUILT = {"node_modules", "dist", ".venv", ".tox", ".git", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
# The bundle's own speaks of the bundle.
READMES = sorted(
    path
    for path in ROOT.rglob("README.md")
    if not BUILT & set(path.parts) and path != ROOT / "scripts/publish/files/README.md"
)
NAMES = [str(path.relative_to(ROOT)) for path in READMES]
TOP = (ROOT / "README.md").read_text(encoding="utf-8")
# What a person wants of each has a page of its own there.
EXPECTED = (
    "generated/kling_scheduler",
    "scripts/judge",
    "scripts/sandbox",
    "scripts/record",
    "scripts/compare",
    "scripts/publish",
    "scripts/generate",
    "contract_tests",
)
# What a program writes, a user has, or is no file.
WRITTEN = {"text/html", "page-verdict.md"}
each = pytest.mark.parametrize("path", READMES, ids=NAMES)


def blocks(path: Path, language: str) -> list[str]:
    """The code of a README in one language."""
    found = re.findall(r"^```(\w+)\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [code for named, code in found if named == language]


def test_first_paragraph_is_one_sentence() -> None:
    assert re.findall(r"\.(?=\s|$)", TOP.split("\n\n")[1]) == ["."]


def test_first_screen_is_short() -> None:
    assert len(TOP.split()) <= 900


@pytest.mark.parametrize("folder", EXPECTED)
def test_folder_has_a_readme_that_the_first_one_names(folder: str) -> None:
    assert (ROOT / folder / "README.md") in READMES
    assert f"]({folder}/README.md)" in TOP


def test_ci_calls_the_two_commands_word_for_word() -> None:
    lines = "".join(blocks(ROOT / "README.md", "sh")).splitlines()
    commands = [line for line in lines if "pip install" in line]
    called = [line.strip() for line in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()]
    assert len(commands) == 2
    assert [command for command in commands if command not in called] == []


@each
def test_every_tox_environment_named_is_defined(path: Path) -> None:
    named = set(re.findall(r"tox run -(?:qq)?e (\w+)", path.read_text(encoding="utf-8")))
    defined = set(re.findall(r"^\[testenv:(\w+)\]", (ROOT / "tox.ini").read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= defined


@each
def test_every_module_named_is_a_program(path: Path) -> None:
    named = set(re.findall(r"python -m (scripts[\w.]*)", path.read_text(encoding="utf-8")))
    places = {name: ROOT / name.replace(".", "/") for name in named}
    missing = [
        n for n, at in places.items() if not (at / "__main__.py").exists() and not at.with_suffix(".py").exists()
    ]
    assert missing == []


@each
def test_every_link_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8"))
    local = [link.split("#")[0] for link in links if not link.startswith(("https://", "#"))]
    assert [link for link in local if not (path.parent / link).exists()] == []


@each
def test_every_file_named_exists(path: Path) -> None:
    names = set(re.findall(r"`((?:\.?\w[\w-]*/)+[\w.-]*|[\w-]+\.(?:toml|ini|md))`", path.read_text(encoding="utf-8")))
    there = [name for name in names if any((base / name).exists() for base in (ROOT, path.parent))]
    assert sorted(name for name in names - set(there) - WRITTEN if not name.startswith(".venv/")) == []


@each
def test_every_endpoint_named_is_the_documents(path: Path) -> None:
    documented = {f"{operation.method} {base_path(load())}{operation.path}" for operation in operations(load())}
    named = set(re.findall(r"`([A-Z]+ /v\d+/[^`]*)`", path.read_text(encoding="utf-8")))
    assert named <= documented


def test_public_token_is_the_sandboxes() -> None:
    assert f'token="{TOKEN}"' in TOP


# The snippets that call the service by default are run by contract_tests/client/test_readme_snippets_run.py.
@pytest.mark.parametrize("snippet", [code for path in READMES for code in blocks(path, "python") if ADDRESS in code])
def test_snippet_runs_against_the_sandbox(snippet: str) -> None:
    with serving(create_app()) as base_url:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", snippet.replace(ADDRESS, base_url)],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
