"""Of alternatives, does what speaks about a value come from those alone that it fits?"""

from __future__ import annotations

from typing import Any

import pytest

from scripts.schemas import Schemas

TEXT = {"required": ["kind"], "properties": {"kind": {"const": "text"}, "prompt": {"type": "string"}}}
IMAGE = {"required": ["kind"], "properties": {"kind": {"const": "image"}, "url": {"type": "string"}}}
DOCUMENT: dict[str, Any] = {"components": {"schemas": {"Text": TEXT, "Image": IMAGE}}}
REFERENCES = [{"$ref": f"#/components/schemas/{name}"} for name in ("Text", "Image")]


@pytest.mark.parametrize("keyword", ["oneOf", "anyOf"])
@pytest.mark.parametrize("parts", [[TEXT, IMAGE], REFERENCES], ids=["inline", "references"])
@pytest.mark.parametrize(
    ("value", "names"),
    [
        ({"kind": "image", "prompt": 7}, {"kind", "url", "own"}),
        ({"kind": "text"}, {"kind", "prompt", "own"}),
        ({"kind": "neither"}, {"own"}),
    ],
)
def test_value_is_told_by_what_it_fits(keyword: str, parts: list[Any], value: Any, names: set[str]) -> None:
    schemas = Schemas(DOCUMENT, {keyword: parts, "properties": {"own": {}}})
    assert schemas.fitting(value).names() == names


def test_what_fits_none_and_has_nothing_besides_is_told_by_all() -> None:
    assert Schemas(DOCUMENT, {"oneOf": REFERENCES}).fitting({}).names() == {"kind", "prompt", "url"}


def test_without_alternatives_nothing_changes() -> None:
    schemas = Schemas(DOCUMENT, TEXT)
    assert schemas.fitting({"kind": "other"}) is schemas
