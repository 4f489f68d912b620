"""Does the user's own server answer as the document says? Runs only when ``USEAPI_TOKEN`` is set.

``tox run -e live`` tells more of it; this is the same engine under pytest.
"""

import os
from typing import Any

import pytest
import schemathesis

from contract_tests.judging import settle
from scripts.document import base_url, load
from scripts.judge.asker import Asker
from scripts.judge.contract import Contract
from scripts.judge.guard import SAFE
from scripts.judge.target import PLAIN_REQUESTS, live_target
from scripts.judge.verdict import Verdict
from scripts.server import SettingError

pytestmark = pytest.mark.live

DOCUMENT = load()
plain = Contract(DOCUMENT, config=PLAIN_REQUESTS)


@pytest.fixture(scope="module")
def asker(pytestconfig: pytest.Config, verdict: Verdict) -> Asker:
    try:
        return Asker(plain, live_target(os.environ, base_url(DOCUMENT)), observed=True)
    except SettingError as error:
        if pytestconfig.option.markexpr == "live":
            verdict.could_not_judge("live", str(error))
        pytest.skip(str(error))


@plain.schema.include(method=sorted(SAFE)).parametrize()
def test_server_keeps_the_contract(case: schemathesis.Case[Any], asker: Asker, verdict: Verdict) -> None:
    settle(asker, verdict, lambda: asker.examine(case))
