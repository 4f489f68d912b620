"""Is each part of a document on the page, however it is put?"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from scripts.document import load
from scripts.publish.page import page


def told(**operation: Any) -> str:
    """The words of a page with one more operation."""
    document = load()
    document["paths"]["/planted/{id}"] = {
        "post": {"operationId": "plant", "responses": {"200": {"description": "Planted."}}, **operation}
    }
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page(document).decode())).split())


HEADER = {"description": "Of JSON.", "content": {"application/json": {"schema": {"const": "held within"}}}}


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (
            {"parameters": [{"name": "id", "in": "path", "required": True, "schema": {"const": "always this"}}]},
            'always "always this"',
        ),
        ({"parameters": [{"name": "q", "in": "query", **HEADER}]}, 'always "held within"'),
        ({"responses": {"200": {"description": "d", "headers": {"X-A": HEADER}}}}, 'always "held within"'),
        (
            {"responses": {"200": {"description": "d", "content": {"a/b": {"example": {"shown": "as it is"}}}}}},
            '"shown": "as it is"',
        ),
        (
            {
                "responses": {
                    "200": {
                        "description": "d",
                        "content": {"a/b": {"examples": {"far": {"externalValue": "https://a.example/far"}}}},
                    }
                }
            },
            "https://a.example/far",
        ),
        (
            {"responses": {"200": {"description": "d", "links": {"next": {"description": "What follows."}}}}},
            "What follows.",
        ),
        ({"deprecated": True, "summary": "On its way out"}, "On its way out"),
    ],
)
def test_it_is_told(operation: dict[str, Any], words: str) -> None:
    assert words in told(**operation)
