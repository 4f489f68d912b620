"""The checks that Schemathesis lacks, registered with it by being imported.

They run in every judgement here, and for whoever runs ``st run`` with ``SCHEMATHESIS_HOOKS=scripts.judge.hooks``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import schemathesis
from schemathesis.core.failures import Failure
from schemathesis.hooks import HookContext
from schemathesis.openapi.checks import RejectedPositiveData

from scripts.judge.checks.credentials import authentication
from scripts.judge.checks.echoes import no_token_echo
from scripts.judge.checks.framing import framing
from scripts.judge.checks.json_text import strict_json
from scripts.judge.checks.measures import body_size, response_time
from scripts.judge.checks.redirects import no_redirect
from scripts.judge.checks.repetition import REPEATS, at_least_one_success, repeated_answers
from scripts.judge.checks.sending import operation_of
from scripts.judge.failures import allows_path, is_lawful

__all__ = [
    "REPEATS",
    "at_least_one_success",
    "authentication",
    "body_size",
    "filter_failure",
    "filter_headers",
    "framing",
    "no_redirect",
    "no_token_echo",
    "repeated_answers",
    "response_time",
    "strict_json",
]


# By these a request is framed and routed (RFC 9112, sections 3.2, 6 and 9).
OF_THE_CONNECTION = {
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
}


@schemathesis.hook
def filter_headers(_context: HookContext, headers: Mapping[str, Any] | None) -> bool:
    """Draw no header that is the connection's: with one, a request is another than the one that is judged."""
    return not {name.lower() for name in headers or {}} & OF_THE_CONNECTION


@schemathesis.hook
def filter_failure(
    _context: HookContext, failure: Failure, case: schemathesis.Case[Any], response: schemathesis.Response
) -> bool:
    """Keep what is a failure; what HTTP allows of other methods, and a server error that has a name, are none.

    Nor is the refusal of a value that an answer gave, of which the engine asks whether the document allows it no more.
    """
    operation = operation_of(case)
    if isinstance(failure, RejectedPositiveData) and not allows_path(operation, case.path_parameters):
        return False
    return not is_lawful(failure, response, operation.method, is_named=operation.names(response.status_code))
