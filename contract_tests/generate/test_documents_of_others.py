"""Does `generate` keep its promise for documents that other people wrote, one of hundreds of operations among them?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from contract_tests.generate.test_types_are_content import run
from scripts import generate
from scripts.document import ROOT, load, operations

pytestmark = pytest.mark.extended

# Pinned there and installed by tox.
MODULES = Path(__file__).parent / "documents" / "node_modules"
# By the package to be.
TAKEN = {
    "gitbook": "@gitbook/api/spec/openapi.yaml",
    "figma": "@figma/rest-api-spec/openapi/openapi.yaml",
    "train_travel": "@readme/oas-examples/3.1/yaml/train-travel.yaml",
    "readme": "@readme/oas-examples/3.1/yaml/readme.yaml",
    "petstore": "@readme/oas-examples/3.1/yaml/petstore.yaml",
    "webhooks": "@readme/oas-examples/3.1/yaml/webhooks.yaml",
}
# Why others are refused; the line is that of the words which are quoted.
REFUSED = {
    "@scalar/galaxy/dist/3.1.yaml": ("$dynamicRef:", "$dynamicRef is not read: use $ref"),
    "@readme/oas-examples/3.1/yaml/security.yaml": ("mutualTLS:", "the generated client can send a bearer token"),
    "@readme/oas-examples/3.1/yaml/schema-validation-local.yaml": ("$schema'", "Unknown JSON Schema dialect"),
    "@readme/oas-examples/3.1/yaml/parameters-style.yaml": ("get:", "no responses are documented"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("others")
    for name, path in TAKEN.items():
        generate.generate(MODULES / path, folder / name)
    return folder


@pytest.mark.parametrize("name", TAKEN)
def test_every_operation_is_a_command_that_helps(folder: Path, name: str) -> None:
    # Each command's own help is asked for by `generate` itself, before it is done.
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"from {name}.__main__ import COMMANDS; print(len(COMMANDS))"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    documented = list(operations(load(MODULES / TAKEN[name])))
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, str(len(documented)), "")


def test_checkers_are_content(folder: Path) -> None:
    settings = ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(folder / ".mypy")]
    run("mypy", *settings, *(str(folder / name) for name in TAKEN))
    (folder / "pyright.json").write_text('{"typeCheckingMode": "strict", "include": ["."]}', encoding="utf-8")
    run("basedpyright", "--project", str(folder / "pyright.json"), "--pythonpath", sys.executable)


@pytest.mark.parametrize("path", REFUSED)
def test_refusal_tells_the_line_of_its_cause(tmp_path: Path, capsys: pytest.CaptureFixture[str], path: str) -> None:
    words, reason = REFUSED[path]
    given = MODULES / path
    assert generate.main(["--document", str(given), "--output", str(tmp_path / "package")]) == 2
    said = capsys.readouterr().err
    line = int(said.removeprefix(f"generate: {given}:").partition(":")[0])
    assert words in given.read_text(encoding="utf-8").splitlines()[line - 1], said
    assert reason in said
