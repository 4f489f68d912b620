"""Is an operation with parameters judged and called by its recordings alone?"""

import copy
from dataclasses import replace

import pytest

from contract_tests.client_calls import arguments_of
from contract_tests.exchanges import HERE
from scripts.document import DocumentError, base_url, load, operations
from scripts.har import read
from scripts.judge.contract import Contract

EXCHANGE = read(HERE / "recordings/getRunningTasks/200-two-tasks.har")
DOCUMENT = copy.deepcopy(load())
PATH, ITEM = next(iter(DOCUMENT["paths"].items()))
DOCUMENT["paths"] = {
    f"{PATH}/{{accountName}}/tasks/{{number}}": {
        **ITEM,
        "parameters": [
            {"name": "accountName", "in": "path", "required": True, "schema": {"type": "string"}},
            {"name": "number", "in": "path", "required": True, "schema": {"type": "integer"}},
            {"name": "sort-by", "in": "query", "schema": {"type": "string"}},
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


def test_recorded_url_gives_the_calls_arguments() -> None:
    assert arguments_of(OPERATION, f"{URL}?sort-by=age") == {"account_name": "a b", "number": 7, "sort_by": "age"}


def test_path_of_another_operation_is_refused() -> None:
    with pytest.raises(DocumentError, match="is not"):
        OPERATION.path_values("/elsewhere")
