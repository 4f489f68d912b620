"""Does redaction leave the verdict on every answer as it was?"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from contract_tests.bodies import bodies
from contract_tests.exchanges import named, on_file
from contract_tests.record.running import OPERATION
from scripts.cases.on_file import OnFile
from scripts.document import load, operations
from scripts.har import Exchange, read, text_of
from scripts.judge.contract import Contract
from scripts.redaction.redact import RedactionError, redacted

OPERATIONS = {operation.id: operation for operation in operations(load())}
BASE = named("200-no-tasks")
LAWFUL: st.SearchStrategy[tuple[int, Any]] = st.one_of(
    [
        st.tuples(st.just(int(status)), bodies(OPERATION, status, media_type))
        for status, response in OPERATION.responses.items()
        for media_type in response["content"]
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)


def faults(contract: Contract, exchange: Exchange) -> set[tuple[str, str]]:
    return {(violation.check, violation.pointer) for violation in contract.judge_exchange(exchange).violations}


@pytest.mark.parametrize("kept", on_file())
def test_every_exchange_on_file_is_judged_as_before(kept: OnFile, contract: Contract) -> None:
    exchange = kept.exchange
    assert faults(contract, redacted(exchange, OPERATIONS[exchange.operation_id])) == faults(contract, exchange)


@pytest.mark.parametrize("kept", on_file())
def test_what_is_written_reads_back(kept: OnFile, tmp_path: Path) -> None:
    path = tmp_path / kept.exchange.operation_id / "written.har"
    path.parent.mkdir()
    path.write_text(text_of(kept.exchange), encoding="utf-8")
    # What is made up is no file of the kind that says no more than what was seen.
    assert read(path) == replace(kept.exchange, request_unlawful=False)
    assert kept.path.suffix != ".har" or path.read_text(encoding="utf-8") == kept.path.read_text(encoding="utf-8")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(drawn=LAWFUL)
def test_lawful_body_stays_lawful(drawn: tuple[int, Any], contract: Contract) -> None:
    exchange = replace(BASE, status=drawn[0], content=json.dumps(drawn[1]).encode())
    assert faults(contract, exchange) == set()
    try:
        after = redacted(exchange, OPERATION)
    except RedactionError:
        reject()  # refusing is safe: nothing is written
    assert faults(contract, after) == set()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(drawn=LAWFUL, wrong=JSON, place=st.randoms(use_true_random=False), cut=st.booleans())
def test_broken_body_stays_broken(
    drawn: tuple[int, Any], wrong: Any, place: Any, cut: bool, contract: Contract
) -> None:
    status, body = drawn
    target = place.choice(body) if isinstance(body, list) and body else body
    names = ["id", "email", "started", "elapsed", "replyUrl", "replyRef", "error", "code", "other"]
    if isinstance(target, dict):
        target[place.choice(names)] = wrong
    content = json.dumps(body).encode()
    exchange = replace(BASE, status=status, content=content[: place.randrange(len(content))] if cut else content)
    try:
        after = redacted(exchange, OPERATION)
    except RedactionError:
        reject()
    assert faults(contract, after) == faults(contract, exchange)
