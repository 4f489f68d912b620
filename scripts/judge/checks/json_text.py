"""Is a JSON body JSON for every reader?"""

from __future__ import annotations

import json
from typing import Any

import schemathesis
from schemathesis.checks import CheckContext

from scripts.judge.lenient import Lenient, finite, has_half_characters, integer, refuse, unique
from scripts.judge.promise import Broken

ALIKE = "JSON that every reader takes alike"


@schemathesis.check
def strict_json(_context: CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]) -> bool | None:
    """A JSON body is JSON for every reader: UTF-8 without a mark, no name twice, no NaN, no half of a character."""
    if "json" not in "".join(response.headers.get("content-type", [])[:1]).lower() or not response.content:
        return True
    operation = case.operation.label
    if response.content.startswith(b"\xef\xbb\xbf"):
        raise Broken("strict_json", operation, "a byte order mark", "JSON without one (RFC 8259, section 8.1)")
    try:
        text = response.content.decode()
        json.loads(text, object_pairs_hook=unique, parse_constant=refuse, parse_float=finite, parse_int=integer)
    except UnicodeDecodeError as error:
        raise Broken("strict_json", operation, f"a byte that is not UTF-8 at {error.start}", "JSON in UTF-8") from None
    except Lenient as error:
        raise Broken("strict_json", operation, str(error), ALIKE) from None
    except (ValueError, RecursionError):
        return None  # response_schema_conformance tells what is no JSON at all
    if has_half_characters(text):
        raise Broken("strict_json", operation, "half of a surrogate pair", ALIKE)
    return None
