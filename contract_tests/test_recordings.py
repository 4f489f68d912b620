"""Does every recording keep the contract?"""

from pathlib import Path

import pytest

from contract_tests.exchanges import on_file
from scripts.har import read
from scripts.judge.contract import Contract
from scripts.judge.verdict import Verdict

pytestmark = pytest.mark.contract


@pytest.mark.parametrize("path", on_file("recordings"))
def test_recording_keeps_the_contract(path: Path, contract: Contract, verdict: Verdict) -> None:
    judgement = contract.judge_exchange(read(path))
    verdict.add("recordings", judgement)
    assert judgement.checks > 0
    if judgement.violations:
        pytest.fail("\n".join(map(str, judgement.violations)), pytrace=False)
