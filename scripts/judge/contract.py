"""The one way in which a response is judged, whatever answered: a recording, the sandbox or a live server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import requests
import schemathesis
from requests.structures import CaseInsensitiveDict
from schemathesis.checks import CheckContext, ignored_auth, load_all_checks, run_checks
from schemathesis.core.failures import Failure
from schemathesis.engine.recorder import ScenarioRecorder

from scripts.document import Operation, base_path, operations
from scripts.har import Exchange
from scripts.judge import failures
from scripts.judge.drift import drift
from scripts.judge.hooks import authentication, repeated_answers
from scripts.judge.judgement import Judgement
from scripts.judge.lenient import is_beyond
from scripts.judge.notices import Notice
from scripts.judge.scheduler import oddities

# The checks that send requests of their own.
SENDING = (ignored_auth, repeated_answers, authentication)
# Those that read the body.
_READING = {"response_schema_conformance"}


class Contract:
    """A document, ready to judge responses. ``schema`` is Schemathesis' view of it, for generated requests.

    ``config`` is Schemathesis configuration. Given explicitly, it keeps a ``schemathesis.toml`` that happens to lie
    nearby from having a say.
    """

    def __init__(self, document: Mapping[str, Any], *, config: Mapping[str, Any] | None = None) -> None:
        settings = {"generation": {"deterministic": True, "database": "none"}, **(config or {})}
        # A run without success is none that fails here: the verdict says that it could not be judged.
        settings["checks"] = {**settings.get("checks", {}), "at_least_one_success": {"enabled": False}}
        self.document = document
        self.operations: dict[str, Operation] = {operation.id: operation for operation in operations(document)}
        self.schema = schemathesis.openapi.from_dict(dict(document), config=schemathesis.Config.from_dict(settings))
        load_all_checks()

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
        return self.judge(case, response)

    def operation_of(self, case: schemathesis.Case[Any]) -> Operation:
        """The documented operation that a case was generated for, which need not be the method it sends."""
        method = case.operation.method.upper()
        return next(one for one in self.operations.values() if (one.path, one.method) == (case.operation.path, method))

    def notices(self, operation: Operation, response: schemathesis.Response) -> list[Notice]:
        """What the document does not say about a response to a request that it describes."""
        if response.request.method != operation.method:
            return []
        answer = (response.status_code, response.headers, response.content)
        return [*drift(operation, *answer), *oddities(operation.id, *answer)]

    def judge(
        self,
        case: schemathesis.Case[Any],
        response: schemathesis.Response,
        *,
        sending: Sequence[Any] = (),
        headers: Mapping[str, str] | None = None,
        transport: Mapping[str, Any] | None = None,
        recorder: ScenarioRecorder | None = None,
    ) -> Judgement:
        """Judge the response to a case by every check that sends nothing, and by those named in ``sending``.

        Those need the ``headers`` that the user gave, and the ``transport`` arguments of Schemathesis with which the
        request was sent. ``recorder`` is told of each request that they send.
        """
        operation = self.operation_of(case)
        beyond = is_beyond(response.content)
        context = CheckContext(
            override=None,
            auth=None,
            headers=CaseInsensitiveDict(headers) if headers else None,
            config=case.operation.schema.config.checks_config_for(operation=case.operation, phase=None),
            transport_kwargs=dict(transport) if transport else None,
            recorder=recorder,
            response_checks=None,
        )
        left_out = {check for check in SENDING if check not in sending}
        checks = [check for check in context.internals.checks if check not in left_out]
        passed: list[str] = []
        found = run_checks(
            case=case,
            response=response,
            ctx=context,
            checks=[check for check in checks if not (beyond and check.__name__ in _READING)],
            on_failure=lambda _name, collected, failure: collected.add(failure),
            on_success=lambda name, _case: passed.append(name),
        )
        judgement = self.judgement(operation, response, len(passed) + len(found), found)
        if beyond:
            unread = Notice("not_read", operation.id, response.status_code, "", "more than is read", "JSON")
            judgement = replace(judgement, notices=[unread])
        return judgement

    def judgement(
        self,
        operation: Operation,
        response: schemathesis.Response,
        checks: int,
        found: Iterator[Failure] | set[Failure],
    ) -> Judgement:
        """What a number of checks found in a response to the operation."""
        status = response.status_code
        asked = response.request.method == operation.method
        success = asked and 200 <= status < 400 and operation.response_for(status) is not None
        told = {failures.violation(operation, response, failure): None for failure in found}
        violations = sorted(told, key=lambda one: (one.code, one.pointer, one.received))
        return Judgement(operation.id, status, checks, success, violations)
