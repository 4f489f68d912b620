"""All that Schemathesis can think of, run by its own engine, and judged as everything is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import requests
import schemathesis
from schemathesis.engine import events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder

from scripts.document import Operation
from scripts.judge.asker import Asker, Unasked
from scripts.judge.contract import Contract
from scripts.judge.credentials import RIGHT, Credentials, right_for
from scripts.judge.curl import again
from scripts.judge.judgement import Judgement
from scripts.judge.plan import takes
from scripts.judge.shown import shown
from scripts.judge.unreachable import reason
from scripts.judge.violation import Violation
from scripts.judge.wire import fault
from scripts.telling import told

# Those that this project runs by itself, and tells one by one.
_OWN = ("repeated_answers", "authentication", "at_least_one_success")


def configuration(asker: Asker, operations: Sequence[Operation], values: Mapping[str, str]) -> dict[str, Any]:
    """The engine's settings: the token for the operations that ask for one, each case once, nothing kept on disk."""
    token, methods = asker.target.token, asker.guard.bounds.methods
    coverage = {} if methods is None else {"unexpected-methods": sorted(m.lower() for m in methods - {"GET", "HEAD"})}
    known = {f"path.{name}": _written(value) for name, value in values.items()}
    return {
        "base-url": asker.target.base_url,
        "continue-on-failure": True,
        "generation": {"deterministic": True, "database": "none", "unique-inputs": True},
        "phases": {"coverage": coverage} if coverage else {},
        "checks": {name: {"enabled": False} for name in _OWN},
        "parameters": {**credentials(operations, token), **known},
    }


def credentials(operations: Iterable[Operation], token: str) -> dict[str, str]:
    """The parameters in which operations take the token, as Schemathesis names them: none is left out to be refused."""
    carried = [_carried(right, token) for right in map(right_for, operations) if right is not None]
    return {name: _written(value) for name, value in carried}


def _written(value: str) -> str:
    """A value in which Schemathesis finds no variable of the environment."""
    return value.replace("${", "$${")


def _carried(right: Credentials, token: str) -> tuple[str, str]:
    """The parameter in which an operation takes the token, as the engine names it, and its value."""
    value = right.value(token)
    if right.header.startswith("?"):
        return f"query.{right.header[1:]}", value
    if right.header == "Cookie":
        name, _, value = value.partition("=")
        return f"cookie.{name}", value
    return f"header.{right.header}", value


def judgements(
    asker: Asker, document: Mapping[str, Any], operations: Sequence[Operation], values: Mapping[str, str]
) -> Iterator[Judgement]:
    """What the answers to all the engine's requests for ``operations`` are worth, until the bounds are reached.

    Raises Unasked, when all that came is judged, for a request that had no answer, or that the engine could not make.
    """
    contract = Contract(document, config=configuration(asker, operations, values))
    wanted = {operation.id for operation in operations}
    others = [one.id for one in contract.operations.values() if one.id not in wanted]
    schema = contract.schema.exclude(operation_id=others) if others else contract.schema
    broken_off: dict[str, None] = {}
    with asker.guard.in_force():
        stream = from_schema(schema).execute()
        for event in stream:
            if isinstance(event, events.ScenarioFinished):
                yield from _judged(asker, contract, event.recorder)
            elif isinstance(event, events.NonFatalError) and not isinstance(event.value, requests.RequestException):
                broken_off[told(event.info.title)] = None
            if asker.guard.given_up:
                stream.stop()
    yield from broken_frames(asker, operations)
    lost = next((error for _, error in asker.guard.failed if not fault(error)), None)
    asker.guard.failed.clear()
    if lost is not None:
        raise Unasked(reason(lost, asker.target.base_url, asker.guard.bounds.answer, asker.guard.answered))
    if broken_off:
        raise Unasked(f"Schemathesis broke off: {next(iter(broken_off))}")


def _judged(asker: Asker, contract: Contract, recorder: ScenarioRecorder) -> Iterator[Judgement]:
    for case_id, interaction in recorder.interactions.items():
        response, node = interaction.response, recorder.cases.get(case_id)
        if response is None or node is None:
            continue
        checks = recorder.checks.get(case_id, [])
        found = {check.failure_info.failure for check in checks if check.failure_info is not None}
        if isinstance(response, schemathesis.Response):
            operation = contract.operation_of(node.value)
            judgement = contract.judgement(operation, response, len(checks), found)
            yield _told(asker, operation, response, judgement)


def _told(asker: Asker, operation: Operation, response: schemathesis.Response, judgement: Judgement) -> Judgement:
    carried = right_for(operation) or RIGHT
    curl, body = again(response.request, carried, asker.target.token), shown(operation, response, judgement)
    violations = [replace(one, curl=curl, body=body) for one in judgement.violations]
    # Whatever was carried, the request was drawn to find faults: a success of it proves no token right.
    return replace(judgement, violations=violations, success=False).without(asker.target.token)


def broken_frames(asker: Asker, operations: Sequence[Operation]) -> Iterator[Judgement]:
    """The answers that were no HTTP, so that no check ever saw them."""
    for request, error in asker.guard.failed:
        received = fault(error)
        if not received:
            continue
        operation = _asked(asker, request, operations)
        status = error.response.status_code if isinstance(error.response, requests.Response) else 0
        curl = again(request, right_for(operation) or RIGHT, asker.target.token)
        broken = Violation("framing", operation.id, status, "", received, "an answer", received, curl=curl)
        yield Judgement(operation.id, status, 0).with_violation(broken).without(asker.target.token)


def _asked(asker: Asker, request: requests.PreparedRequest, operations: Sequence[Operation]) -> Operation:
    """The operation of whose path a request was; the first one, where its path was spoilt on purpose."""
    fitting = [operation for operation in operations if takes(operation, asker.target, request)]
    return min(fitting, key=lambda one: (one.method != request.method, one.path.count("{")), default=operations[0])
