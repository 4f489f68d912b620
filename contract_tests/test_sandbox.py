"""Does the sandbox answer every generated request as the document says?"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis

from contract_tests.judging import settle
from scripts.document import load, operations
from scripts.judge.asker import Asker
from scripts.judge.contract import Contract
from scripts.judge.credentials import REFUSED
from scripts.judge.target import PLAIN_REQUESTS, Target
from scripts.judge.thorough import credentials
from scripts.judge.verdict import Verdict
from scripts.sandbox import TOKEN, create_app, serving

pytestmark = pytest.mark.contract

CARRIED = {"parameters": credentials(operations(load()), TOKEN)}
in_process = Contract(load(), config=CARRIED)
in_process.schema.app = create_app()
over_a_socket = Contract(load(), config=CARRIED)
plain = Contract(load(), config=PLAIN_REQUESTS)
INSIDE = Asker(in_process, Target("sandbox, in process", TOKEN))


@pytest.fixture(scope="module")
def server() -> Iterator[Target]:
    with serving(create_app()) as base_url:
        yield Target("sandbox, over a socket", TOKEN, base_url)


@pytest.fixture(scope="module")
def asker(server: Target) -> Asker:
    return Asker(over_a_socket, server)


@pytest.fixture(scope="module")
def plain_asker(server: Target) -> Asker:
    return Asker(plain, server)


@in_process.schema.parametrize()
def test_sandbox_keeps_it_in_process(case: schemathesis.Case[Any], verdict: Verdict) -> None:
    settle(INSIDE, verdict, lambda: INSIDE.examine(case))


@over_a_socket.schema.parametrize()
def test_sandbox_keeps_it_over_a_socket(case: schemathesis.Case[Any], asker: Asker, verdict: Verdict) -> None:
    settle(asker, verdict, lambda: asker.examine(case))


@pytest.mark.parametrize("credentials", REFUSED)
@plain.schema.parametrize()
def test_sandbox_refuses(case: schemathesis.Case[Any], credentials: str, plain_asker: Asker, verdict: Verdict) -> None:
    if credentials not in plain_asker.refusals(plain.operation_of(case)):
        pytest.skip("the operation takes those")
    settle(plain_asker, verdict, lambda: plain_asker.examine_refusal(case, credentials))
