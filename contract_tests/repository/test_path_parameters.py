"""Is an operation with parameters judged and called by its recordings alone?"""

import copy
import json
from dataclasses import replace
from pathlib import Path

import pytest

from contract_tests.client_calls import values_of
from contract_tests.exchanges import named
from scripts.document import DocumentError, base_url, load, operations
from scripts.judge.contract import Contract

EXCHANGE = named("200-two-tasks")
DOCUMENT = copy.deepcopy(load())
PATH, ITEM = next(iter(DOCUMENT["paths"].items()))
DOCUMENT["paths"] = {
    f"{PATH}/{{accountName}}/tasks/{{number}}": {
        **ITEM,
        "parameters": [
            {"name": "accountName", "in": "path", "required": True, "schema": {"type": "string"}},
            {"name": "number", "in": "path", "required": True, "schema": {"type": "integer"}},
            {"name": "sort-by", "in": "query", "schema": {"type": "string"}},
            {"name": "ids", "in": "query", "schema": {"type": "array", "items": {"type": "integer"}}},
        ],
    }
}
(OPERATION,) = operations(DOCUMENT)
URL = f"{base_url(DOCUMENT)}{PATH}/a%20b/tasks/7"


def test_recording_with_parameters_is_judged() -> None:
    contract = Contract(DOCUMENT)
    assert contract.judge_exchange(replace(EXCHANGE, url=URL)).violations == []
    broken = replace(EXCHANGE, url=URL, content=b'[{"id": "x"}]')
    assert [one.pointer for one in contract.judge_exchange(broken).violations] == ["/0/id"]


def test_recorded_url_gives_the_calls_arguments(tmp_path: Path) -> None:
    document = tmp_path / "openapi.json"
    document.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    found = values_of(replace(EXCHANGE, url=f"{URL}?sort-by=age&ids=1&ids=2"), document)
    assert found == {"account_name": "a b", "number": 7, "sort_by": "age", "ids": [1, 2]}


def test_path_of_another_operation_is_refused() -> None:
    with pytest.raises(DocumentError, match="is not"):
        OPERATION.path_values("/elsewhere")
