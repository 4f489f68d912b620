"""Bodies that a documented response allows, drawn from its schema."""

from __future__ import annotations

import copy
from typing import Any

import schemathesis
from hypothesis.strategies import SearchStrategy
from schemathesis import GenerationMode

from scripts.document import Operation


def bodies(operation: Operation, status: str, media_type: str) -> SearchStrategy[Any]:
    """JSON values that are valid under the schema of one response.

    Schemathesis draws request bodies, so the response's schema is put into a request of a document made for it.
    """
    schema = operation.responses[status]["content"][media_type]["schema"]
    probe = {
        "openapi": operation.document["openapi"],
        "info": {"title": "probe", "version": "1"},
        "components": copy.deepcopy(operation.document["components"]),
        "paths": {
            "/": {
                "post": {
                    "requestBody": {"required": True, "content": {media_type: {"schema": schema}}},
                    "responses": {"200": {"description": "unused"}},
                }
            }
        },
    }
    drawn = schemathesis.openapi.from_dict(probe)["/"]["POST"].as_strategy(generation_mode=GenerationMode.POSITIVE)
    return drawn.map(lambda case: case.body)
