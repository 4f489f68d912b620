"""Do people who run Schemathesis' own command get these checks too, as the README says?"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from contract_tests.broken.servers import admitting
from contract_tests.judge.live import SECRET
from scripts.document import ROOT, load
from scripts.sandbox import create_app, serving

README = (ROOT / "scripts/judge/README.md").read_text(encoding="utf-8")
(CONFIG,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
(COMMAND,) = re.findall(r"^(SCHEMATHESIS_HOOKS=.*)$", README, re.MULTILINE)


def st_run(url: str, token: str, folder: Path) -> tuple[int, str]:
    """What the README's command prints, with the README's configuration."""
    (folder / "schemathesis.toml").write_text(CONFIG, encoding="utf-8")
    hooks, st, *arguments = COMMAND.replace('"$USEAPI_BASE_URL"', url).split()
    assert token not in arguments
    name, _, value = hooks.partition("=")
    done = subprocess.run(
        [Path(sys.executable).with_name(st), "--config-file", folder / "schemathesis.toml", *arguments],
        cwd=ROOT,
        env={**os.environ, name: value, "USEAPI_TOKEN": token},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.extended
@pytest.mark.parametrize(
    ("faults", "code", "said"),
    [
        ([], 0, "No issues found"),
        (["flapping"], 1, "repeated_answers"),
        (["expired-token"], 1, "at_least_one_success"),
    ],
    ids=["healthy", "flapping", "expired-token"],
)
def test_our_checks_run_and_the_token_shows_nowhere(faults: list[str], code: int, said: str, tmp_path: Path) -> None:
    with serving(create_app(token=SECRET, faults=faults)) as url:
        found, output = st_run(url, SECRET, tmp_path)
    assert (found, said in output) == (code, True), output
    assert SECRET not in output


@pytest.mark.extended
def test_server_that_takes_half_of_the_token_is_flagged(tmp_path: Path) -> None:
    careless = admitting(load(), SECRET, lambda sent, token: len(sent) > 9 and f"Bearer {token}".startswith(sent))
    with serving(careless) as url:
        code, output = st_run(url, SECRET, tmp_path)
    assert (code, "received 200 for truncated-token; documented 401" in output) == (1, True), output
    assert SECRET not in output
