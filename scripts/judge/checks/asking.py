"""Checks that send requests of their own: what one answer cannot tell."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import schemathesis
from schemathesis.checks import CheckContext

from scripts.document import operations
from scripts.judge.credentials import REFUSED
from scripts.judge.promise import Broken

# How often a request that was answered with success is sent once more.
REPEATS = 2
SAFE = {"GET", "HEAD", "OPTIONS"}
# The servers and operations whose credentials were tried: once a run is enough.
TRIED: set[tuple[str, str]] = set()


@schemathesis.check
def repeated_answers(
    context: CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]
) -> bool | None:
    """A safe request that was answered with success is answered so again. This check sends requests."""
    if response.request.method not in SAFE or not 200 <= response.status_code < 300:
        return True
    if not case.operation.is_valid_response(response):
        return None  # which other checks tell
    headers = {**_given(context), **dict(context.internals.headers or {})}
    for _ in range(REPEATS):
        again = _send(context, case, headers)
        if again.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            return None  # asking again is what the server objects to
        if not 200 <= again.status_code < 300:
            received, documented = f"{again.status_code} when asked again", f"{response.status_code} again"
            raise Broken("repeated_answers", case.operation.label, received, documented)
        if not case.operation.is_valid_response(again):
            raise Broken(
                "repeated_answers", case.operation.label, "another body when asked again", "a lawful one again"
            )
    return None


@schemathesis.check
def authentication(context: CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]) -> bool | None:
    """A safe request that was answered with success is refused without the token. This check sends requests.

    It tries each of the ``REFUSED`` credentials, once for each operation that asks for any.
    """
    scheme, _, token = str(response.request.headers.get("Authorization", "")).partition(" ")
    answered = response.request.method in SAFE and 200 <= response.status_code < 300
    if not answered or scheme != "Bearer" or not token or not _is_secured(case):
        return True
    label, server = case.operation.label, urlsplit(str(response.request.url)).netloc
    if (server, label) in TRIED:
        return True
    TRIED.add((server, label))
    # The user's headers are among those that a transport is given, and with st run among the case's own.
    given = {name: value for name, value in _given(context).items() if name.lower() != "authorization"}
    own = case.headers.copy()
    own.pop("Authorization", None)
    for name, refused in REFUSED.items():
        probe = case.derive(query={**case.query, **refused.query(token)}, headers=own)
        status = _send(context, probe, {**given, **refused.headers(token)}).status_code
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            return None
        if status != HTTPStatus.UNAUTHORIZED:
            raise Broken("authentication", label, f"{status} for {name}", str(HTTPStatus.UNAUTHORIZED.value))
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
        """Note what came of one request."""
        self._asked.add(case.operation.label)
        if 200 <= response.status_code < 300:
            self._answered.add(case.operation.label)
        return None

    def after_run(self, _context: CheckContext) -> None:
        """Fail for the operations that were never answered with success."""
        for label in sorted(self._asked - self._answered):
            raise Broken("at_least_one_success", label, "no answer of success in the whole run", "one at least")


def _is_secured(case: schemathesis.Case[Any]) -> bool:
    here = (case.operation.path, case.operation.method.upper())
    document = case.operation.schema.raw_schema
    return any(one.security for one in operations(document) if (one.path, one.method) == here)


def _given(context: CheckContext) -> Mapping[str, str]:
    return (context.internals.transport_kwargs or {}).get("headers") or {}


def _send(context: CheckContext, case: schemathesis.Case[Any], headers: Mapping[str, str]) -> schemathesis.Response:
    kwargs = {**(context.internals.transport_kwargs or {}), "headers": dict(headers)}
    # What the session adds by itself may be the token.
    kwargs.pop("session", None)
    if case.operation.app is not None:
        kwargs.setdefault("app", case.operation.app)
    response: schemathesis.Response = case.operation.schema.transport.send(case, **kwargs)
    return response
