"""Is every broken answer flagged by the check that should, where it is broken, and no lawful one?"""

import pytest

from contract_tests.broken.answers import Answer, broken, lawful
from contract_tests.broken.servers import Answering
from contract_tests.exchanges import recorded_case
from scripts.document import load, operations
from scripts.judge.contract import Contract
from scripts.judge.violation import Violation
from scripts.sandbox import TOKEN

DOCUMENT = load()
CONTRACT, SERVER = Contract(DOCUMENT), Answering(DOCUMENT)
# Schemathesis keeps the first application that it is given.
CONTRACT.schema.app = SERVER
BROKEN = [answer for operation in operations(DOCUMENT) for answer in broken(operation)]
LAWFUL = [answer for operation in operations(DOCUMENT) for answer in lawful(operation)]


def judged(answer: Answer) -> list[Violation]:
    """The violations in what a server that always gives ``answer`` sends, authentication aside."""
    SERVER.answer = answer
    case = recorded_case(CONTRACT, answer.operation)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    response = case.call(headers=headers, allow_redirects=False)
    return CONTRACT.judge(case, response).violations


@pytest.mark.parametrize("answer", BROKEN, ids=str)
def test_broken_answer_is_flagged_where_it_is_broken(answer: Answer) -> None:
    found = [(violation.check, violation.pointer) for violation in judged(answer)]
    assert (answer.check, answer.pointer) in found


@pytest.mark.parametrize("answer", LAWFUL, ids=str)
def test_lawful_answer_passes(answer: Answer) -> None:
    assert [str(violation) for violation in judged(answer)] == []


def test_there_are_enough_of_both() -> None:
    assert len({str(answer) for answer in BROKEN}) == len(BROKEN) >= 80
    assert len({str(answer) for answer in LAWFUL}) == len(LAWFUL) >= 25
