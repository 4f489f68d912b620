"""Does the sandbox answer every generated request as the document says?"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis

from scripts.document import load
from scripts.judge.contract import Contract
from scripts.judge.credentials import REFUSED
from scripts.judge.target import PLAIN_REQUESTS, Target
from scripts.judge.verdict import Verdict
from scripts.sandbox import TOKEN, create_app, serving

pytestmark = pytest.mark.contract

in_process = Contract(load())
in_process.schema.app = create_app()
over_a_socket = Contract(load())
plain = Contract(load(), config=PLAIN_REQUESTS)


@pytest.fixture(scope="module")
def server() -> Iterator[Target]:
    with serving(create_app()) as base_url:
        yield Target("sandbox, over a socket", TOKEN, base_url)


@in_process.schema.parametrize()
def test_sandbox_keeps_it_in_process(case: schemathesis.Case[Any], verdict: Verdict) -> None:
    Target("sandbox, in process", TOKEN).examine(in_process, case, verdict)


@over_a_socket.schema.parametrize()
def test_sandbox_keeps_it_over_a_socket(case: schemathesis.Case[Any], server: Target, verdict: Verdict) -> None:
    server.examine(over_a_socket, case, verdict)


@pytest.mark.parametrize("credentials", REFUSED)
@plain.schema.parametrize()
def test_sandbox_refuses(case: schemathesis.Case[Any], credentials: str, server: Target, verdict: Verdict) -> None:
    server.examine_refusal(plain, case, credentials, verdict)
