"""Does the sandbox's README say what the sandbox does?"""

from __future__ import annotations

import re

import httpx
import pytest

from contract_tests.sandbox.conftest import root_of
from contract_tests.sandbox.running import started
from scripts.document import ROOT
from scripts.sandbox import TOKEN
from scripts.sandbox.cli import main

README = (ROOT / "scripts" / "sandbox" / "README.md").read_text("utf-8")
CODE = list(dict.fromkeys(re.findall("`([^`\n]+)`", README)))


def test_options_are_those_of_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    told = capsys.readouterr().out
    named = {part for code in CODE for part in re.findall("--[a-z-]+", code)}
    assert len(named) > 8
    assert {name for name in named if name not in told} == set()


@pytest.mark.parametrize("header", [code for code in CODE if code.startswith("Prefer: ") and "NAME" not in code])
def test_preference_is_applied(header: str, root: str, path: str) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Prefer": header.removeprefix("Prefer: ")}
    answer = httpx.get(root + path, headers=headers)
    assert "preference-applied" in answer.headers


@pytest.mark.parametrize("options", [code for code in CODE if re.match("--(seed|speed|limit|quiet|no-control)", code)])
def test_options_start_a_sandbox(options: str) -> None:
    command = options.split()
    # Without the control interface the greeting is a line shorter, so another one takes its place.
    more = ["--fault", "slow"] if "--no-control" in command else []
    with started(*command, *more) as (process, url, _):
        assert httpx.get(f"{root_of(url)}/healthz").status_code == 200
        process.terminate()
        assert process.wait(20) == 0


def test_greeting_is_what_the_readme_shows() -> None:
    with started() as (_, url, greeting):
        shown = re.search("(?s)```console\n[^\n]+\n(.*?)```", README)
        assert shown is not None
        port = httpx.URL(url).port
        assert greeting.replace(str(port), "4010").startswith(shown[1])
