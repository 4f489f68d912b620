"""Does the page tell every clause in words, with its evidence, at an anchor that survives a release?"""

from __future__ import annotations

import copy
import re
import time
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from scripts.bench.grown import multiplied
from scripts.document import DOCUMENT, load
from scripts.publish.page import page
from scripts.reference.clauses import clauses, type_of
from scripts.reference.notes import notes_of


def ids(html: bytes) -> Counter[str]:
    return Counter(re.findall(r'\sid="([^"]*)"', html.decode()))


def text(html: bytes) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.decode())).split())


def about(schema: Any) -> bytes:
    """The page of a document whose one schema that is."""
    document = load()
    document["components"]["schemas"]["Planted"] = schema
    return page(document)


WORDS = [
    ({"enum": ["a", 1, None]}, 'one of "a", 1, null'),
    ({"const": 401}, "always 401"),
    ({"multipleOf": 0.5}, "a multiple of 0.5"),
    ({"minimum": 1}, "at least 1"),
    ({"exclusiveMaximum": 5}, "less than 5"),
    ({"minLength": 2, "maxLength": 3}, "at least 2 characters at most 3 characters"),
    ({"pattern": "^a<b>$"}, "matches ^a<b>$"),
    ({"uniqueItems": True}, "no item twice"),
    ({"minProperties": 1}, "at least 1 properties"),
    ({"required": ["x"], "properties": {"x": {}}}, "x any value required"),
    ({"required": ["y"]}, "y must be there"),
    ({"dependentRequired": {"a": ["b"]}}, "with a, b must be there, too"),
    ({"additionalProperties": False}, "no other properties"),
    ({"additionalProperties": {"type": "integer"}}, "every other property integer"),
    ({"patternProperties": {"^x": {"type": "null"}}}, "named like ^x null"),
    ({"propertyNames": {"maxLength": 3}}, "each name any value"),
    ({"prefixItems": [{"type": "string"}], "items": False}, "no further items item by item string"),
    ({"contains": {"const": 1}, "minContains": 2}, "some item any value always 1"),
    ({"not": {"type": "null"}}, "not this null"),
    ({"if": {"const": 1}, "then": {"minimum": 0}}, "if it is any value always 1 then also any value at least 0"),
    ({"oneOf": [{"type": "string"}, {"$ref": "#/components/schemas/ErrorResponse"}]}, "exactly one of string"),
    ({"discriminator": {"propertyName": "kind"}}, "kind tells which"),
    ({"default": {"a": 1}}, 'taken to be {"a": 1} when it is left out'),
    ({"readOnly": True, "deprecated": True}, "in answers alone deprecated: do not rely on it"),
    ({"contentEncoding": "base64", "contentMediaType": "image/png"}, "encoded as base64 holds image/png"),
    ({"unevaluatedProperties": False}, "no properties but those named"),
    ({"dependentSchemas": {"a": {"minProperties": 2}}}, "when there is a any value at least 2 properties"),
    ({"type": ["string", "null"]}, "string or null"),
    ({"x-mine": [1]}, "x-mine: [1]"),
    ({"allOf": [{"$ref": "#/components/responses/BadRequest/content/application~1json/schema"}]}, "ErrorResponse"),
    (True, "any value"),
    (False, "no value at all"),
]


@pytest.mark.parametrize(("schema", "words"), WORDS, ids=[str(schema) for schema, _ in WORDS])
def test_every_keyword_is_in_words(schema: Any, words: str) -> None:
    told = text(about(schema))
    assert words in told[told.index(" Planted ", told.index("Schemas")) :]


def test_clause_has_an_anchor_and_the_comment_beside_it() -> None:
    html = page(load(), notes_of(DOCUMENT))
    assert ids(html)["schemas.RunningTask.properties.elapsed.pattern"] == 1
    comments = re.findall(r"(?m)^\s*# (Evidence: [^\n]*)", DOCUMENT.read_text(encoding="utf-8"))
    assert len(comments) > 5
    assert [line for line in comments if line not in text(html)] == []


def test_anchors_are_unique_and_every_link_within_leads_to_one() -> None:
    for document in (load(), multiplied(load(), 3)):
        html = page(document)
        assert [name for name, times in ids(html).items() if times > 1] == []
        assert set(re.findall(r'href="#([^"]+)"', html.decode())) <= set(ids(html))


def test_anchors_survive_changes_elsewhere() -> None:
    document = load()
    before = set(ids(page(document)))
    changed = copy.deepcopy(document)
    path = next(iter(document["paths"]))
    first = {"/first": {"get": {"responses": {"204": {"description": "New."}}}}}
    changed["paths"] = {
        **first,
        **{name if name != path else f"{path}/moved": one for name, one in document["paths"].items()},
    }
    changed["components"]["schemas"] = {"Another": {"type": "string"}, **document["components"]["schemas"]}
    assert before <= set(ids(page(changed)))


def test_page_is_small_and_so_is_its_script() -> None:
    html = page(load(), notes_of(DOCUMENT))
    (script,) = re.findall(r"<script>(.*?)</script>", html.decode(), re.DOTALL)
    assert len(html) <= 120_000
    assert len(script) <= 15_000


def test_hundreds_of_operations_are_written_in_line() -> None:
    small, large = multiplied(load(), 20), multiplied(load(), 200)
    page(small)
    began = time.process_time()
    html = page(small)
    middle = time.process_time()
    whole = page(large)
    assert len(whole) < 12 * len(html)
    assert time.process_time() - middle < 60 * max(middle - began, 0.01)


def test_schema_that_leads_into_itself_ends() -> None:
    node: dict[str, Any] = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Planted"}}}
    node["properties"]["deep"] = {"$ref": "#/components/schemas/Planted/properties/deep"}
    assert "as above" in text(about(node))


def test_json_has_no_notes(tmp_path: Path) -> None:
    path = tmp_path / "openapi.json"
    path.write_text('{"a": 1}', encoding="utf-8")
    assert notes_of(path) == {}


def test_words_of_a_schema_need_no_document() -> None:
    assert clauses({"type": "string", "maxLength": 1}) == [("maxLength", "at most 1 characters")]
    assert type_of({"nullable": True, "type": "string"}) == "string or null"
