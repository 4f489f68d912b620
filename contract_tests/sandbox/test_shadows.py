"""Does the document go before the sandbox's own pages?"""

from __future__ import annotations

import pytest

from contract_tests.sandbox.conftest import Ask
from scripts.document import load
from scripts.sandbox import create_app
from scripts.sandbox.clock import Clock
from scripts.sandbox.simulation import Simulation


@pytest.mark.parametrize("place", ["/", "/healthz", "/openapi.json", "/openapi.yaml", "/reference"])
def test_documented_path_is_the_documents_and_the_page_stands_aside(place: str, ask: Ask) -> None:
    document = load()
    document["servers"] = [{"url": "http://localhost"}]
    item = next(item for item in document["paths"].values() if "get" in item)
    document["paths"] = {place: item}
    app = create_app(document, simulation=Simulation(Clock(), seed=7), control=True)
    assert isinstance(ask(app, place).json(), list)
    assert ask(app, place, token=None).status_code == 401
    assert ask(app, f"/_page{place}", headers={"Host": "127.0.0.1"}).status_code == 200
