"""Does the server that was asked answer itself?"""

from __future__ import annotations

from typing import Any

import schemathesis
from schemathesis.checks import CheckContext

from scripts.judge.promise import Broken
from scripts.telling import excerpt


@schemathesis.check
def no_redirect(_context: CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]) -> bool | None:
    """A redirect that the document does not have could carry the token elsewhere."""
    status = response.status_code
    documented = case.operation.responses.find_by_status_code(status) is not None
    if 300 <= status < 400 and not documented:
        where = excerpt("".join(response.headers.get("location", [])[:1]).split("?")[0], 120) or "nowhere"
        raise Broken("no_redirect", case.operation.label, f"{status} to {where}", "an answer", variant=str(status))
    return None
