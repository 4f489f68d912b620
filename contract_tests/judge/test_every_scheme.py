"""Is each operation asked with the credentials that it documents, whatever the others take?"""

from __future__ import annotations

from typing import Any

from contract_tests.judge.grown import grown
from contract_tests.judge.live import SECRET
from scripts.document import load
from scripts.judge.asker import Asker
from scripts.judge.contract import Contract
from scripts.judge.guard import Bounds
from scripts.judge.live import Live
from scripts.judge.plan import Plan
from scripts.judge.target import Target
from scripts.judge.thorough import judgements
from scripts.judge.verdict import Verdict
from scripts.sandbox import create_app, serving


def keyed(*places: str) -> dict[str, Any]:
    """The document with one more operation for each place of an API key."""
    document = grown(*((f"/{place}", "get", {"security": [{place: []}]}) for place in places))
    for place in places:
        scheme = {"type": "apiKey", "name": f"{place}-key", "in": place}
        document["components"]["securitySchemes"][place] = scheme
    return document


def test_server_whose_operations_take_keys_in_every_place_holds() -> None:
    document, verdict = keyed("header", "query", "cookie"), Verdict()
    contract = Contract(document)
    operations = list(contract.operations.values())
    with serving(create_app(document, token=SECRET)) as url:
        target = Target("live", SECRET, url, bounds=Bounds(answer=5, run=None))
        Live(document, target, Plan(operations, None, {}), {}, verdict).run()
        assert [(one.operation, one.check, one.received) for _, one in verdict.violations] == []
        assert (verdict.exit_code, verdict.unjudged) == (0, {})
        asked = [one for one in judgements(Asker(contract, target), document, operations, {}) if one.status < 300]
    assert {one.operation for one in asked} == {operation.id for operation in operations}


def test_token_is_sent_as_it_is() -> None:
    token, document = "user:1-${HOME}$${x}", load()
    operations = list(Contract(document).operations.values())
    with serving(create_app(document, token=token)) as url:
        target = Target("live", token, url, bounds=Bounds(answer=5, run=None))
        found = list(judgements(Asker(Contract(document), target), document, operations, {}))
    assert any(one.status < 300 for one in found)
