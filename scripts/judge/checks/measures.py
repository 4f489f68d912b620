"""Does an answer stay within what a client can wait for, and hold?"""

from __future__ import annotations

from typing import Any

import schemathesis
from schemathesis.checks import CheckContext

from scripts.judge.promise import Broken

# Bytes. The contract's answers take a few hundred a task; one beyond this is no list of running tasks.
LARGEST_BODY = 10 * 1024 * 1024
# Seconds, from the request to the last byte of the answer.
LONGEST_ANSWER = 5.0


@schemathesis.check
def body_size(_context: CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]) -> bool | None:
    """The body is no larger than a client can be asked to hold; how much larger is not read to the end."""
    if len(response.content) > LARGEST_BODY:
        limit = f"{LARGEST_BODY} bytes"
        raise Broken("body_size", case.operation.label, f"more than {limit}", f"at most {limit}")
    return None


@schemathesis.check
def response_time(_context: CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]) -> bool | None:
    """The answer comes while somebody waits for it."""
    if response.elapsed > LONGEST_ANSWER:
        received, documented = f"an answer after {response.elapsed:.1f} s", f"one within {LONGEST_ANSWER:g} s"
        raise Broken("response_time", case.operation.label, received, documented, variant="late")
    return None
