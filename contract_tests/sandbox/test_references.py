"""Are references followed wherever they lead within the document, and refused, at their place, where they lead out?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from contract_tests.sandbox.conftest import Ask
from contract_tests.sandbox.small import answering
from scripts.document import DocumentError, load_yaml
from scripts.sandbox import create_app

CASES = load_yaml(Path(__file__).with_name("references.yaml"))


def document(schema: Any, schemas: Any) -> dict[str, Any]:
    found = answering("{application/json: {}}")
    found["paths"]["/a"]["get"]["responses"]["200"]["content"]["application/json"]["schema"] = schema
    return {**found, "components": {"schemas": schemas}}


@pytest.mark.parametrize("name", CASES)
def test_a_reference_within_the_document_is_followed(name: str, ask: Ask) -> None:
    app = create_app(document(CASES[name]["schema"], CASES[name].get("schemas", {})))
    for preference in ("code=200", "dynamic=true, seed=3"):
        answer = ask(app, "/a", headers={"Prefer": preference})
        assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        ({"$ref": "https://example.com/x.json"}, "not local"),
        ({"type": "array", "items": {"allOf": [{"$ref": "other.yaml#/x"}]}}, "not local"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/No"}}, "nowhere"),
        ({"$ref": "#no"}, "not local"),
        ({"$ref": "#/components/schemas/A"}, "circular"),
        ({"type": "object", "properties": {"x": {"$ref": "#/components/schemas/A/allOf/0"}}}, "circular"),
    ],
)
def test_any_other_is_refused_at_its_place(schema: Any, reason: str) -> None:
    loop = {"A": {"allOf": [{"$ref": "#/components/schemas/B"}]}, "B": {"$ref": "#/components/schemas/A"}}
    place = "#/paths/~1a/get/responses/200/content/application~1json/schema"
    with pytest.raises(DocumentError, match=reason) as caught:
        create_app(document(schema, loop))
    assert str(caught.value).startswith((place, "#/components/schemas/"))
