"""Does the command that holds a live server to the contract flag each fault of ``--list-faults``?"""

from __future__ import annotations

import pytest

from contract_tests.judge.live import SECRET, run_live
from contract_tests.sandbox.running import started
from contract_tests.sandbox.test_faults import FLAGGED_BY, NOT_JUDGED
from scripts.sandbox.faults import described

pytestmark = pytest.mark.extended

FAULTS = [line.split()[0] for line in described()]


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_no_pass_and_its_check_is_named(fault: str) -> None:
    with started("--fault", fault, USEAPI_TOKEN=SECRET) as (_, url, _greeting):
        code, output = run_live(url, SECRET, "--max-seconds", "30")
    if FLAGGED_BY[fault] == {NOT_JUDGED}:
        assert "not judged: live: " in output
    for check in FLAGGED_BY[fault] - {NOT_JUDGED}:
        assert f"{check}: " in output or f"{check} at " in output
    assert code == (2 if FLAGGED_BY[fault] == {NOT_JUDGED} else 1), output
    assert SECRET not in output


def test_sandbox_without_a_fault_passes() -> None:
    with started(USEAPI_TOKEN=SECRET) as (_, url, _greeting):
        assert run_live(url, SECRET)[0] == 0
