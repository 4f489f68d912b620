"""Do the README's commands and snippets do what they say?"""

import re
import subprocess
import sys

import pytest

from scripts.document import ROOT, base_path, load, operations
from scripts.sandbox import TOKEN, create_app, serving

ADDRESS = f"http://127.0.0.1:4010{base_path(load())}"
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
SHELL = "".join(block for language, block in BLOCKS if language == "sh")


def test_first_paragraph_is_one_sentence() -> None:
    assert re.findall(r"\.(?=\s|$)", README.split("\n\n")[1]) == ["."]


def test_ci_calls_the_test_command_word_for_word() -> None:
    command = next(line for line in SHELL.splitlines() if line.endswith("tox run"))
    assert command in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()


def test_every_tox_environment_named_is_defined() -> None:
    named = set(re.findall(r"tox run -e (\w+)", README))
    defined = set(re.findall(r"^\[testenv:(\w+)\]", (ROOT / "tox.ini").read_text(encoding="utf-8"), re.MULTILINE))
    assert named
    assert named <= defined


def test_every_file_named_exists() -> None:
    names = set(re.findall(r"`((?:\.?\w[\w-]*/)+[\w.-]*|[\w-]+\.(?:yaml|toml|ini|md))`", README))
    assert names
    assert [
        name for name in names if not name.startswith((".venv", "text/", "application/")) and not (ROOT / name).exists()
    ] == []


def test_public_token_is_the_sandboxes() -> None:
    assert f'token="{TOKEN}"' in README


# The snippets that call the service by default are run by contract_tests/client/test_readme_snippets_run.py.
@pytest.mark.parametrize("snippet", [block for language, block in BLOCKS if language == "python" and ADDRESS in block])
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


def test_endpoints_named_are_the_documents() -> None:
    documented = {f"{operation.method} {base_path(load())}{operation.path}" for operation in operations(load())}
    named = set(re.findall(r"`([A-Z]+ /v\d+/[^`]*)`", README))
    assert named
    assert named <= documented
