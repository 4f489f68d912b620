"""Does the token that was sent come back?"""

from __future__ import annotations

from typing import Any

import schemathesis
from schemathesis.checks import CheckContext

from scripts.judge.promise import Broken
from scripts.secret import TELLING, echoed


@schemathesis.check
def no_token_echo(_context: CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]) -> bool | None:
    """The token comes back in no header and not in the body, plain or coded."""
    sent = str(response.request.headers.get("Authorization", "")).partition(" ")[2]
    if len(sent) < TELLING:
        return None
    places = [(f"the header {name}", " ".join(values)) for name, values in response.headers.items()]
    for place, text in [*places, ("the body", response.content.decode("utf-8", "replace"))]:
        if echoed(text, sent):
            raise Broken("no_token_echo", case.operation.label, f"the token in {place}", "no trace of the token")
    return None
