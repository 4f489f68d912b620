"""Is every answer that its own framing contradicts flagged, or unreadable, and none that is framed in a lawful way?"""

from collections.abc import Iterator

import pytest
import requests

from contract_tests.broken.wire import UNREADABLE, Wire, misframed, well_framed, wire
from contract_tests.exchanges import recorded_case
from scripts.document import load, operations
from scripts.judge.contract import Contract

CONTRACT = Contract(load())
OPERATIONS = {operation.id: operation for operation in operations(CONTRACT.document)}
BROKEN = [(one.id, *answer) for one in OPERATIONS.values() for answer in misframed(one)]
LAWFUL = [(one.id, *answer) for one in OPERATIONS.values() for answer in well_framed(one)]


@pytest.fixture(scope="module")
def server() -> Iterator[Wire]:
    with wire() as running:
        yield running


def judged(server: Wire, operation: str, answer: bytes) -> list[str]:
    """The checks that the answer breaks, or that it cannot be read."""
    server.answer = answer
    case = recorded_case(CONTRACT, OPERATIONS[operation])
    try:
        response = case.call(base_url=server.origin, allow_redirects=False, timeout=5)
    except requests.RequestException:
        return [UNREADABLE]
    return [violation.check for violation in CONTRACT.judge(case, response).violations]


@pytest.mark.parametrize(("operation", "name", "answer", "check"), BROKEN, ids=[one[1] for one in BROKEN])
def test_misframed_answer_is_flagged(operation: str, name: str, answer: bytes, check: str, server: Wire) -> None:
    assert check in judged(server, operation, answer)


@pytest.mark.parametrize(("operation", "name", "answer"), LAWFUL, ids=[one[1] for one in LAWFUL])
def test_lawful_framing_passes(operation: str, name: str, answer: bytes, server: Wire) -> None:
    assert judged(server, operation, answer) == []
