"""What checks share that send requests of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import schemathesis
from schemathesis.checks import CheckContext

from scripts.document import Operation, operations

SAFE = {"GET", "HEAD", "OPTIONS"}


def is_answered(response: schemathesis.Response, case: schemathesis.Case[Any]) -> bool:
    """Whether a safe request for the operation itself was answered with success."""
    method = response.request.method
    return method in SAFE and method == case.operation.method.upper() and 200 <= response.status_code < 300


def operation_of(case: schemathesis.Case[Any]) -> Operation:
    """The documented operation that a case was generated for, which need not be the method it sends."""
    here = (case.operation.path, case.operation.method.upper())
    return next(one for one in operations(case.operation.schema.raw_schema) if (one.path, one.method) == here)


def given(context: CheckContext) -> Mapping[str, str]:
    """The headers that the user gave."""
    return (context.internals.transport_kwargs or {}).get("headers") or {}


def send(
    context: CheckContext, case: schemathesis.Case[Any], headers: Mapping[str, str]
) -> tuple[schemathesis.Response, str]:
    """Send a case once more, as a case of its own, and tell the answer and that case's id.

    Whoever reports a failure finds the request by that id.
    """
    again = case.derive()
    kwargs = {**(context.internals.transport_kwargs or {}), "headers": dict(headers)}
    # What the session adds by itself may be the token.
    kwargs.pop("session", None)
    if case.operation.app is not None:
        kwargs.setdefault("app", case.operation.app)
    response: schemathesis.Response = case.operation.schema.transport.send(again, **kwargs)
    if again.id != case.id:
        context.internals.record_case(parent_id=case.id, case=again)
        context.internals.record_response(case_id=again.id, response=response)
    return response, again.id
