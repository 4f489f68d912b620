"""Does every reader find the same end of a body, and the same body in it?"""

from __future__ import annotations

from typing import Any

import schemathesis
from schemathesis.checks import CheckContext

from scripts.judge.promise import Broken
from scripts.telling import excerpt


@schemathesis.check
def framing(_context: CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]) -> bool | None:
    """The headers say one thing of the end of the body, and one of what it is."""
    lengths = {length.strip() for length in response.headers.get("content-length", [])}
    codings = response.headers.get("transfer-encoding", [])
    if lengths and codings:
        received, documented = "Content-Length and Transfer-Encoding", "one of them (RFC 9112, section 6.2)"
    elif len(lengths) > 1 or not all(length.isascii() and length.isdecimal() for length in lengths):
        told = excerpt(", ".join(sorted(lengths)), 80)
        received, documented = f"Content-Length {told}", "one number (RFC 9110, section 8.6)"
    elif any(coding.strip().lower() != "chunked" for coding in codings):
        told = excerpt(", ".join(codings), 80)
        received, documented = f"Transfer-Encoding {told}", "chunked, which alone was asked for"
    elif len(set(response.headers.get("content-type", []))) > 1:
        received, documented = "more than one Content-Type", "one (RFC 9110, section 8.3)"
    else:
        return None
    raise Broken("framing", case.operation.label, received, documented)
