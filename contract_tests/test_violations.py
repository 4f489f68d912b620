"""Is every response that breaks the contract refused, for the reason that it states?"""

import pytest

from contract_tests.exchanges import on_file
from scripts.cases.on_file import VIOLATION, OnFile
from scripts.judge.contract import Contract

pytestmark = pytest.mark.contract


@pytest.mark.parametrize("kept", on_file(VIOLATION))
def test_violation_is_refused_for_its_reason(kept: OnFile, contract: Contract) -> None:
    expected = kept.exchange.expected
    assert expected is not None, "a violation says why it must be refused"

    found = {(violation.check, violation.pointer) for violation in contract.judge_exchange(kept.exchange).violations}

    assert (expected.check, expected.pointer) in found
