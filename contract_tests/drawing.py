"""JSON values that a schema allows, drawn by Hypothesis."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import schemathesis
from hypothesis.strategies import SearchStrategy
from schemathesis import GenerationMode

VERSION = "3.1.0"


def drawn(schema: Any, components: Mapping[str, Any], media_type: str = "application/json") -> SearchStrategy[Any]:
    """Values that are valid under ``schema``, whose references lead into ``components``.

    Schemathesis draws request bodies, so the schema is put into a request of a document made for it.
    """
    probe = {
        "openapi": VERSION,
        "info": {"title": "probe", "version": "1"},
        "components": copy.deepcopy(dict(components)),
        "paths": {
            "/": {
                "post": {
                    "requestBody": {"required": True, "content": {media_type: {"schema": copy.deepcopy(schema)}}},
                    "responses": {"200": {"description": "unused"}},
                }
            }
        },
    }
    cases = schemathesis.openapi.from_dict(probe)["/"]["POST"].as_strategy(generation_mode=GenerationMode.POSITIVE)
    return cases.map(lambda case: case.body)
