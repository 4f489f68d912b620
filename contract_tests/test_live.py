"""Does the user's own server answer as the document says? Runs only when ``USEAPI_TOKEN`` is set."""

import os
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis

from scripts.document import base_url, load
from scripts.judge.contract import Contract
from scripts.judge.credentials import REFUSED
from scripts.judge.target import PLAIN_REQUESTS, Target, is_the_service, live_target
from scripts.judge.verdict import Verdict

pytestmark = pytest.mark.live

DOCUMENT = load()
# The service itself costs money and serves others: it is asked only what a client would ask, once a second.
USERS_OWN = not is_the_service(os.environ, base_url(DOCUMENT))
live = Contract(DOCUMENT, config=None if USERS_OWN else PLAIN_REQUESTS)
plain = Contract(DOCUMENT, config=PLAIN_REQUESTS)


@pytest.fixture(scope="module")
def server(pytestconfig: pytest.Config, verdict: Verdict, say: Callable[[str], None]) -> Target:
    try:
        target = live_target(os.environ, base_url(DOCUMENT), pytestconfig.getoption("--max-seconds"))
    except LookupError as error:
        if pytestconfig.option.markexpr == "live":
            verdict.could_not_judge("live", str(error))
        pytest.skip(str(error))
    say(target.promise)
    # A run that waits between requests tells a person how far it is; others are over soon.
    if target.guard.bounds.interval and pytestconfig.pluginmanager.getplugin("terminalreporter").isatty:
        target.guard.watch = lambda count: say(f"live: request {count} of at most {target.guard.bounds.requests}")
    return target


@live.schema.parametrize()
def test_server_keeps_the_contract(case: schemathesis.Case[Any], server: Target, verdict: Verdict) -> None:
    server.examine(live, case, verdict)


@pytest.mark.skipif(not USERS_OWN, reason="the service itself is not sent token after token that it must refuse")
@pytest.mark.parametrize("credentials", REFUSED)
@plain.schema.parametrize()
def test_server_refuses(case: schemathesis.Case[Any], credentials: str, server: Target, verdict: Verdict) -> None:
    server.examine_refusal(plain, case, credentials, verdict)
