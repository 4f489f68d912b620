"""Are mypy and basedpyright, at their strictest, content with all that a document can become?"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contract_tests.generate import (
    test_answers_and_tokens,
    test_inputs_go_out_as_documented,
    test_values_come_back_whole,
)
from contract_tests.generate.building import answered, document, operation
from scripts.document import ROOT
from scripts.generate import generate

pytestmark = pytest.mark.extended

METHODS = (
    "list",
    "str",
    "datetime",
    "detailed",
    "bytes",
    "sync",
    "asyncio",
    "calls",
    "client",
    "any",
    "response",
    "m",
    "self",
)
GROUPS = (
    "",
    "token",
    "sleep",
    "unanswered",
    "default",
    "client",
    "call",
    "hidden",
    "aio",
    "close",
    "self",
    "import",
    "calls",
    "first",
)
DOCUMENTS: dict[str, Callable[[], dict[str, Any]]] = {
    "answers": test_answers_and_tokens.described,
    "inputs": test_inputs_go_out_as_documented.described,
    "values": test_values_come_back_whole.described,
    # A checker gives up on a tuple of more than 256.
    # What groups are called is the document's own; one without a name is "default".
    "groups": lambda: document(
        {f"/{tag}": {"get": {**operation(f"get {tag}"), "tags": [tag] if tag else []}} for tag in GROUPS}
    ),
    # So is what operations are called, and a method hides what has its name from the annotations beside it.
    "operations": lambda: document(
        {
            f"/{name}": {
                "get": operation(name, answered({"type": "array", "items": {"$ref": "#/components/schemas/M"}}))
            }
            for name in METHODS
        },
        {"M": {"type": "object", "properties": {"a": {"type": "string", "format": "date-time"}}}},
    ),
    "many": lambda: document(
        {
            f"/{number}": {"get": operation(f"get{number}", answered({"$ref": f"#/components/schemas/M{number}"}))}
            for number in range(300)
        },
        {f"M{number}": {"type": "object", "properties": {"a": {"type": "string"}}} for number in range(300)},
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("types")
    for name, described in DOCUMENTS.items():
        (folder / f"{name}.json").write_text(json.dumps(described()), encoding="utf-8")
        generate(folder / f"{name}.json", folder / f"{name}_typed")
    return folder


def test_mypy_is_content(folder: Path) -> None:
    settings = ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(folder / ".mypy")]
    run("mypy", *settings, *(str(folder / f"{name}_typed") for name in DOCUMENTS))


def test_basedpyright_is_content(folder: Path) -> None:
    settings = folder / "pyright.json"
    settings.write_text(json.dumps({"typeCheckingMode": "strict", "include": [str(folder)]}), encoding="utf-8")
    run("basedpyright", "--project", str(settings), "--pythonpath", sys.executable)


def run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
