"""Which operations a live run asks, with which values, and what it says of that beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.generation import GenerationMode

from scripts.document import DocumentError, Operation, resolve
from scripts.judge.contract import Contract
from scripts.judge.credentials import LIKELY, REFUSED
from scripts.judge.guard import SAFE
from scripts.judge.hooks import REPEATS
from scripts.judge.target import Target


@dataclass(frozen=True)
class Plan:
    """The operations that are asked, how many requests each may take (None: any number), and those that are not asked.

    ``left_out`` says why, by operation.
    """

    asked: Sequence[Operation]
    each: int | None
    left_out: Mapping[str, str]

    def promise(self, target: Target) -> Iterator[str]:
        """What will be asked, in lines."""
        bounds = target.bounds
        many = "requests as fast as it answers" if bounds.requests is None else f"at most {bounds.requests} requests"
        rate = f", {bounds.interval:g} s apart" if bounds.interval else ""
        time = f", for at most {bounds.run:g} s" if bounds.run is not None else ""
        yield f"{target.name}: {many}{rate}{time}, to {target.base_url}"
        names = ", ".join(operation.id for operation in self.asked) or "nothing"
        share = f", {self.each} requests each" if self.each is not None else ""
        yield f"asked: {names}{share}"
        for name, why in self.left_out.items():
            yield f"not asked: {name}: {why}"


def takes(operation: Operation, target: Target, request: requests.PreparedRequest) -> bool:
    """Whether a request to ``target`` is for the path of an operation, whatever its method."""
    base = urlsplit(str(target.base_url)).path
    try:
        operation.path_values(urlsplit(str(request.url)).path.removeprefix(base))
    except DocumentError:
        return False
    return True


def plan(contract: Contract, target: Target, *, unsafe: bool, today: date) -> Plan:
    """What is asked of ``target``: what has no side effects, unless ``unsafe``; of the service, that alone.

    The service's requests are shared out; operations that there are too few for take turns from day to day.
    """
    left_out: dict[str, str] = {}
    asked: list[Operation] = []
    for operation in contract.operations.values():
        if operation.method in SAFE or (unsafe and not target.spared):
            asked.append(operation)
        else:
            wanted = "it is never sent to the service" if target.spared else "--unsafe sends it"
            left_out[operation.id] = f"{operation.method} may do something; {wanted}"
    if target.bounds.requests is None or not asked:
        return Plan(asked, None, left_out)
    turn = today.toordinal() * target.bounds.requests % len(asked)
    asked = [*asked[turn:], *asked[:turn]] if len(asked) > target.bounds.requests else asked
    for operation in asked[target.bounds.requests :]:
        left_out[operation.id] = "there are more operations than requests; its turn comes on another day"
    asked = asked[: target.bounds.requests]
    return Plan(asked, min(target.bounds.requests // len(asked), 1 + len(LIKELY) + REPEATS), left_out)


def simplest(contract: Contract, operation: Operation, values: Mapping[str, str]) -> schemathesis.Case[Any]:
    """The simplest request that the document allows, with the path's known ``values``.

    Raises LookupError when none can be drawn.
    """
    found: list[schemathesis.Case[Any]] = []
    strategy = contract.schema[operation.path][operation.method].as_strategy(generation_mode=GenerationMode.POSITIVE)

    @seed(0)
    @settings(
        max_examples=1,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy)
    def draw(case: schemathesis.Case[Any]) -> None:
        found.append(case)

    draw()
    if not found:
        raise LookupError(f"no request for {operation.id} can be drawn from the document")
    case = found[0]
    known = {**_documented(operation), **values}
    parameters = {name: known.get(name, value) for name, value in case.path_parameters.items()}
    return contract.schema[operation.path][operation.method].Case(
        path_parameters=parameters,
        query=_required(operation, "query", case.query),
        headers=_required(operation, "header", case.headers),
        body=case.body,
        media_type=case.media_type,
    )


def refusals(plan: Plan) -> Sequence[str]:
    """The names of the credentials that are tried: all of them, or as many of the likely ones as the share allows."""
    return list(REFUSED) if plan.each is None else LIKELY[: max(0, plan.each - 1)]


def repeats(plan: Plan) -> int:
    """How often what was answered is asked again."""
    return REPEATS if plan.each is None else max(0, min(REPEATS, plan.each - 1 - len(LIKELY)))


def _required(operation: Operation, place: str, drawn: Mapping[str, Any]) -> dict[str, Any]:
    names = {one["name"].lower() for one in operation.parameters if one["in"] == place and one.get("required")}
    known = _documented(operation)
    return {name: known.get(name, value) for name, value in drawn.items() if name.lower() in names}


def _documented(operation: Operation) -> dict[str, Any]:
    """An example of each parameter that has one in the document."""
    values: dict[str, Any] = {}
    for one in operation.parameters:
        schema = resolve(operation.document, one.get("schema", {}))
        if "example" in one:
            values[one["name"]] = one["example"]
        elif examples := one.get("examples"):
            first = resolve(operation.document, next(iter(examples.values())))
            if "value" in first:
                values[one["name"]] = first["value"]
        elif isinstance(schema, Mapping) and schema.get("examples"):
            values[one["name"]] = schema["examples"][0]
    return values
