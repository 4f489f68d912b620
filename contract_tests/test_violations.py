"""Is every response that breaks the contract refused, for the reason that it states?"""

from pathlib import Path

import pytest

from contract_tests.exchanges import on_file
from scripts.har import read
from scripts.judge.contract import Contract

pytestmark = pytest.mark.contract


@pytest.mark.parametrize("path", on_file("violations"))
def test_violation_is_refused_for_its_reason(path: Path, contract: Contract) -> None:
    exchange = read(path)
    assert exchange.expected is not None, "a violation says why it must be refused"

    found = {(violation.check, violation.pointer) for violation in contract.judge_exchange(exchange).violations}

    assert (exchange.expected.check, exchange.expected.pointer) in found
