"""The one way in which a response is judged, whatever answered: a recording, the sandbox or a live server."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import requests
import schemathesis
from schemathesis.core.failures import Failure, FailureGroup, MalformedJson, ServerError
from schemathesis.openapi.checks import (
    JsonSchemaError,
    MissingContentType,
    UndefinedContentType,
    UndefinedStatusCode,
)

from scripts.document import Operation, operations, pointer_of
from scripts.har import Exchange

# What is quoted of a response in a message, in characters.
QUOTED = 120


@dataclass(frozen=True)
class Violation:
    """One broken promise: which check saw it, where, what was received and what was documented."""

    check: str
    operation: str
    status: int
    pointer: str
    received: str
    documented: str

    def __str__(self) -> str:
        place = f" at #{self.pointer}" if self.pointer else ""
        return (
            f"{self.operation} {self.status}: {self.check}{place}: "
            f"received {self.received}; documented {self.documented}"
        )


@dataclass(frozen=True)
class Judgement:
    """What came of judging one response."""

    operation: str
    status: int
    checks: int
    violations: list[Violation] = field(default_factory=list)

    def with_violation(self, check: str, received: str, documented: str) -> Judgement:
        """This judgement with one more violation, of the response as a whole."""
        violation = Violation(check, self.operation, self.status, "", received, documented)
        return replace(self, checks=self.checks + 1, violations=[*self.violations, violation])

    def without(self, secret: str) -> Judgement:
        """This judgement with every mention of ``secret`` blotted out."""
        blotted = [replace(one, received=one.received.replace(secret, "[token]")) for one in self.violations]
        return replace(self, violations=blotted)


class Contract:
    """A document, ready to judge responses. ``schema`` is Schemathesis' view of it, for generated requests.

    ``config`` is Schemathesis configuration. Given explicitly, it keeps a ``schemathesis.toml`` that happens to lie
    nearby from having a say.
    """

    def __init__(self, document: Mapping[str, Any], *, config: Mapping[str, Any] | None = None) -> None:
        settings = {"generation": {"deterministic": True, "database": "none"}, **(config or {})}
        self.document = document
        self.operations: dict[str, Operation] = {operation.id: operation for operation in operations(document)}
        self.schema = schemathesis.openapi.from_dict(dict(document), config=schemathesis.Config.from_dict(settings))
        self._results: list[str] = []

        @self.schema.hook
        def after_validate(_context: Any, _case: Any, _response: Any, results: list[Any]) -> None:
            self._results += [result.name for result in results]

    def judge_exchange(self, exchange: Exchange) -> Judgement:
        """Judge a recorded exchange, sending nothing."""
        operation = self.operations[exchange.operation_id]
        case = self.schema[operation.path][operation.method].Case()
        headers: dict[str, list[str]] = {}
        for name, value in exchange.headers:
            headers.setdefault(name.lower(), []).append(value)
        request = requests.Request(exchange.method, exchange.url, headers=dict(exchange.request_headers)).prepare()
        response = schemathesis.Response(
            status_code=exchange.status,
            headers=headers,
            content=exchange.content,
            request=request,
            elapsed=exchange.elapsed,
            verify=True,
        )
        # The check for ignored authentication sends requests of its own.
        return self.judge(case, response, excluded_checks=[schemathesis.checks.ignored_auth])

    def operation_of(self, case: schemathesis.Case[Any]) -> Operation:
        """The documented operation that a case was generated for, which need not be the method it sends."""
        method = case.operation.method.upper()
        return next(one for one in self.operations.values() if (one.path, one.method) == (case.operation.path, method))

    def judge(self, case: schemathesis.Case[Any], response: schemathesis.Response, **arguments: Any) -> Judgement:
        """Judge the response to a generated case; ``arguments`` go to Schemathesis' ``validate_response``."""
        operation_id = self.operation_of(case).id
        self._results.clear()
        failures: Iterable[Failure] = ()
        try:
            case.validate_response(response, **arguments)
        except FailureGroup as group:
            failures = group.exceptions
        violations = [_violation(operation_id, response.status_code, failure) for failure in failures]
        return Judgement(operation_id, response.status_code, len(self._results), violations)


def _violation(operation: str, status: int, failure: Failure) -> Violation:
    pointer, documented = "", f"what {failure.checks[0]} demands"
    received = failure.message.split("\n")[0] or failure.title
    match failure:
        case JsonSchemaError():
            pointer, received = pointer_of(list(failure.instance_path)), _quoted(failure.instance)
            documented = f"{failure.schema_path[-1]} {_quoted(_keyword_value(failure))}"
        case MalformedJson():
            received, documented = f"no JSON ({failure.validation_message})", "JSON"
        case UndefinedStatusCode():
            received, documented = str(failure.status_code), ", ".join(failure.defined_status_codes)
        case UndefinedContentType():
            received, documented = failure.content_type, ", ".join(failure.defined_content_types)
        case MissingContentType():
            received, documented = "no Content-Type", ", ".join(failure.media_types)
        case ServerError():
            received, documented = str(failure.status_code), "no server error"
    return Violation(failure.checks[0], operation, status, pointer, received, documented)


def _keyword_value(failure: JsonSchemaError) -> Any:
    return failure.schema.get(str(failure.schema_path[-1]), failure.schema)


def _quoted(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"
