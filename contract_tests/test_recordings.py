"""Does every lawful exchange on file keep the contract, and is every documented answer among them?"""

import pytest

from contract_tests.exchanges import DOCUMENT, KEPT, on_file
from scripts.cases.on_file import RECORDING, OnFile, missing
from scripts.judge.contract import Contract
from scripts.judge.verdict import Verdict

pytestmark = pytest.mark.contract


@pytest.mark.parametrize("kept", on_file(RECORDING))
def test_recording_keeps_the_contract(kept: OnFile, contract: Contract, verdict: Verdict) -> None:
    judgement = contract.judge_exchange(kept.exchange)
    verdict.add("recordings", judgement)
    assert judgement.checks > 0
    if judgement.violations:
        pytest.fail("\n".join(map(str, judgement.violations)), pytrace=False)


def test_every_documented_answer_is_on_file() -> None:
    if told := missing(DOCUMENT, KEPT):
        pytest.fail("\n".join(told), pytrace=False)
