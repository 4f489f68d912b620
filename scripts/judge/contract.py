"""The one way in which a response is judged, whatever answered: a recording, the sandbox or a live server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

import requests
import schemathesis
from schemathesis.checks import ignored_auth
from schemathesis.core.failures import Failure, FailureGroup

from scripts.document import Operation, base_path, operations
from scripts.har import Exchange
from scripts.judge.drift import drift
from scripts.judge.hooks import authentication, repeated_answers
from scripts.judge.notices import Notice
from scripts.judge.scheduler import oddities
from scripts.judge.violation import Violation, from_failure, turned_down

# The checks that send requests of their own.
SENDING = {ignored_auth.__name__, repeated_answers.__name__}


@dataclass(frozen=True)
class Judgement:
    """What came of judging one response.

    ``success`` says that the operation itself was answered with a documented success. ``curl`` is the command that asks
    for the response again, without the token; ``probe`` the same for the last request that a check sent by itself.
    """

    operation: str
    status: int
    checks: int
    success: bool = False
    violations: list[Violation] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    curl: str = ""
    probe: str = ""

    def command_for(self, violation: Violation) -> str:
        """The command that shows ``violation`` again."""
        return self.probe if violation.check in SENDING and self.probe else self.curl

    def with_violation(self, check: str, received: str, documented: str) -> Judgement:
        """This judgement with one more violation, of the response as a whole."""
        violation = Violation(check, self.operation, self.status, "", received, documented)
        return replace(self, checks=self.checks + 1, violations=[*self.violations, violation])

    def without(self, secret: str) -> Judgement:
        """This judgement with every mention of ``secret`` blotted out."""
        return replace(
            self,
            violations=[one.without(secret) for one in self.violations],
            notices=[one.without(secret) for one in self.notices],
        )


class Contract:
    """A document, ready to judge responses. ``schema`` is Schemathesis' view of it, for generated requests.

    ``config`` is Schemathesis configuration. Given explicitly, it keeps a ``schemathesis.toml`` that happens to lie
    nearby from having a say.
    """

    def __init__(self, document: Mapping[str, Any], *, config: Mapping[str, Any] | None = None) -> None:
        settings = {"generation": {"deterministic": True, "database": "none"}, **(config or {})}
        # A run without success is none that fails here: the verdict says that it could not be judged.
        settings["checks"] = {"at_least_one_success": {"enabled": False}}
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
        path = urlsplit(exchange.url).path.removeprefix(base_path(self.document))
        case = self.schema[operation.path][operation.method].Case(path_parameters=operation.path_values(path))
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
        return self.judge_response(case, response)

    def judge_response(self, case: schemathesis.Case[Any], response: schemathesis.Response) -> Judgement:
        """Judge one response by itself: without the checks that send further requests."""
        return self.judge(case, response, excluded_checks=[ignored_auth, repeated_answers])

    def operation_of(self, case: schemathesis.Case[Any]) -> Operation:
        """The documented operation that a case was generated for, which need not be the method it sends."""
        method = case.operation.method.upper()
        return next(one for one in self.operations.values() if (one.path, one.method) == (case.operation.path, method))

    def notices(self, case: schemathesis.Case[Any], response: schemathesis.Response) -> list[Notice]:
        """What the document does not say about a response to a request that it describes."""
        operation = self.operation_of(case)
        if response.request.method != operation.method:
            return []
        answer = (response.status_code, response.headers, response.content)
        return [*drift(operation, *answer), *oddities(operation.id, *answer)]

    def judge(self, case: schemathesis.Case[Any], response: schemathesis.Response, **arguments: Any) -> Judgement:
        """Judge the response to a generated case; ``arguments`` go to Schemathesis' ``validate_response``.

        Whoever runs this tries other credentials by himself, each as a test of its own.
        """
        arguments["excluded_checks"] = [*arguments.get("excluded_checks", []), authentication]
        operation, status = self.operation_of(case), response.status_code
        self._results.clear()
        failures: Iterable[Failure] = ()
        try:
            case.validate_response(response, **arguments)
        except FailureGroup as group:
            failures = group.exceptions
        told = [one for one in failures if not turned_down(one, response, operation.method)]
        violations = [from_failure(operation.id, status, failure) for failure in told]
        asked = response.request.method == operation.method
        success = asked and 200 <= status < 300 and operation.response_for(status) is not None
        return Judgement(operation.id, status, len(self._results), success, violations)
