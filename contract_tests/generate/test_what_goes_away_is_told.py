"""Is what the document calls deprecated told in docstrings and in the command's help?"""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from contract_tests.generate.building import answered, built, document, operation

FIELDS = {"old": {"type": "string", "description": "As it was.", "deprecated": True}, "new": {"type": "string"}}
OLD = {"name": "since", "in": "query", "schema": {"type": "string"}, "description": "From when.", "deprecated": True}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("deprecated")


@pytest.fixture(scope="module")
def package(folder: Path) -> ModuleType:
    part = {"type": "object", "properties": FIELDS}
    told = operation("old way", answered(part), deprecated=True, summary="Ask as before", parameters=[OLD])
    return built(document({"/old": {"get": told}, "/new": {"get": operation("new way")}}), folder, "deprecated_package")


def test_docstrings_of_call_parameter_and_field_say_so(package: ModuleType) -> None:
    module = importlib.import_module(f"{package.__name__}.api.t.old_way")
    assert "Deprecated. Ask as before" in str(module.sync.__doc__)
    assert "since: Deprecated. From when." in str(module.sync.__doc__)
    models = importlib.import_module(f"{package.__name__}.models")
    told = [str(one.__doc__) for one in vars(models).values() if isinstance(one, type)]
    assert any("old: Deprecated. As it was." in text and "new: Deprecated" not in text for text in told)
    other = importlib.import_module(f"{package.__name__}.api.t.new_way")
    assert "Deprecated" not in str(other.sync.__doc__)


def test_help_of_the_command_says_so(package: ModuleType, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", package.__name__, "--help"], cwd=folder, capture_output=True, text=True, check=True
    )
    assert "Deprecated. Ask as before" in done.stdout
