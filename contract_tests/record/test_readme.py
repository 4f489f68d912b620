"""Do the recorder's commands in the README work in a fresh clone?"""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from contract_tests.record.running import entered, har
from scripts.cases.on_file import FOLDER
from scripts.document import ROOT
from scripts.sandbox import TOKEN, create_app, serving

COMMANDS = re.findall(r"tox run -e record -- (.*)", (ROOT / "scripts/record/README.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("command", COMMANDS)
def test_command_writes_a_new_file(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = shlex.split(command, comments=True)
    for kind in ("recordings", "violations"):
        shutil.copytree(FOLDER / kind, tmp_path / kind)
    before = set(tmp_path.rglob("*.har"))
    monkeypatch.chdir(tmp_path)
    broken = "--violation" in arguments
    har(tmp_path / "saved.har", "[]")
    with serving(create_app()) as base_url:
        code = entered(tmp_path, *arguments, USEAPI_BASE_URL=base_url, USEAPI_TOKEN=TOKEN)
    # The sandbox keeps the contract, so there is no violation to file.
    assert code == (1 if broken else 0)
    assert len(set(tmp_path.rglob("*.har")) - before - {tmp_path / "saved.har"}) == (0 if broken else 1)
