"""Does the user's own server answer as the document says? Runs only when ``USEAPI_TOKEN`` is set."""

import os
from typing import Any

import pytest
import schemathesis

from contract_tests.checks import Contract
from contract_tests.targets import Target, live_target
from contract_tests.verdict import Verdict
from scripts.document import base_url, load

pytestmark = pytest.mark.live

DOCUMENT = load()
# The service itself costs money and serves others: it is only asked what a client would ask, once a second.
GENTLE = {
    "rate-limit": "1/s",
    "generation": {"deterministic": True, "mode": "positive"},
    "phases": {"coverage": {"enabled": False}, "examples": {"enabled": False}, "stateful": {"enabled": False}},
}
own = os.environ.get("USEAPI_BASE_URL", base_url(DOCUMENT)).rstrip("/") != base_url(DOCUMENT)
live = Contract(DOCUMENT, config=None if own else GENTLE)


@pytest.fixture(scope="module")
def server(pytestconfig: pytest.Config, verdict: Verdict) -> Target:
    try:
        return live_target(os.environ, base_url(DOCUMENT))
    except LookupError as error:
        if pytestconfig.option.markexpr == "live":
            verdict.could_not_judge("live", str(error))
        pytest.skip(str(error))


@live.schema.parametrize()
def test_server_keeps_the_contract(case: schemathesis.Case[Any], server: Target, verdict: Verdict) -> None:
    server.examine(live, case, verdict)
