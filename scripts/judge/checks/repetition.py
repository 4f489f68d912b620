"""Is the same request answered alike, and was any answered at all?"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import schemathesis
from schemathesis.checks import CheckContext

from scripts.judge.checks.sending import given, is_answered, send
from scripts.judge.promise import Broken

# How often a request that was answered with success is sent once more.
REPEATS = 2


@schemathesis.check
def repeated_answers(
    context: CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]
) -> bool | None:
    """A safe request that was answered with success is answered so again. This check sends requests."""
    if not is_answered(response, case):
        return True
    if not case.operation.is_valid_response(response):
        return None  # which other checks tell
    headers, label = {**given(context), **dict(context.internals.headers or {})}, case.operation.label
    for _ in range(REPEATS):
        again, sent = send(context, case, headers)
        if again.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            return None  # asking again is what the server objects to
        if not 200 <= again.status_code < 300:
            received, documented = f"{again.status_code} when asked again", f"{response.status_code} again"
        elif not case.operation.is_valid_response(again):
            received, documented = "another body when asked again", "a lawful one again"
        else:
            continue
        raise Broken("repeated_answers", label, received, documented, variant=received, case_id=sent)
    return None


@schemathesis.check
class at_least_one_success:  # noqa: N801 - the name of the check, as the others are named
    """Each operation was answered with success at least once: a run of refusals shows nothing.

    The verdict of this project says so in its own way, with an exit code of its own.
    """

    def __init__(self) -> None:
        """Start with nothing seen."""
        self._asked: set[str] = set()
        self._answered: set[str] = set()

    def after_response(
        self, _context: CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]
    ) -> bool | None:
        """Note what came of one request for the operation itself."""
        if response.request.method == case.operation.method.upper():
            self._asked.add(case.operation.label)
            if 200 <= response.status_code < 300:
                self._answered.add(case.operation.label)
        return None

    def after_run(self, _context: CheckContext) -> None:
        """Fail for the operations that were never answered with success."""
        for label in sorted(self._asked - self._answered):
            raise Broken("at_least_one_success", label, "no answer of success in the whole run", "one at least")
