"""Does the one file run from an empty folder, as its readers start it?"""

from __future__ import annotations

import shutil
import signal
import sys
from pathlib import Path

import httpx
import pytest

from contract_tests.sandbox.conftest import root_of
from contract_tests.sandbox.running import started
from scripts.sandbox import TOKEN

pytestmark = pytest.mark.extended

# As the README says, from where the test group installs both.
TOOLS = Path(sys.executable).parent


@pytest.mark.parametrize("tool", ["uv", "pipx"])
def test_tool_installs_what_the_file_names_and_runs_it(tool: str, alone: Path, path: str) -> None:
    program = shutil.which(tool, path=str(TOOLS))
    assert program is not None, f"{tool} belongs to the group extended"
    # Homes of its own, so that nothing installed before helps; uv would otherwise prefer an interpreter of its own.
    homes = {
        "PIPX_HOME": str(alone / "home"),
        "UV_CACHE_DIR": str(alone / "cache"),
        "UV_PYTHON": sys.executable,
        "UV_PYTHON_DOWNLOADS": "never",
    }
    with started(command=(program, "run", "sandbox.py"), cwd=alone, **homes) as (process, url, greeting):
        answer = httpx.get(root_of(url) + path, headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 200
        assert TOKEN in greeting
        process.send_signal(signal.SIGINT)
        process.wait(20)
