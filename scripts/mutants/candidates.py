"""Cases that may tell two documents apart, drawn from what is on file and from what `compare` shows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from itertools import zip_longest
from random import Random
from typing import Any

from scripts.cases.requests import NOTHING, credentials, example
from scripts.document import BODILESS, Operation, operations, resolve
from scripts.har import Exchange
from scripts.making.maker import Maker
from scripts.mutants.edits import replaced

Document = Mapping[str, Any]
# What stands in the place of a value, where no rule of `compare` names one that tells two documents apart.
OTHERS: tuple[Any, ...] = (0.5, -1, "", "x", "https://ü.example/ü", None, True, [], {})
# How many values are drawn from a schema.
DRAWN = 8
# The statuses of a refusal.
REFUSED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY)


def candidates(
    operation: Operation, new: Document, values: list[Any], kept: Sequence[Exchange]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Cases that may tell the document of ``operation`` from ``new``, by status, the likely ones first.

    ``values`` are what the rules of ``compare`` show the difference with, ``kept`` the exchanges on file.
    """
    others = [*operations(new)]
    responses = [operation.responses, *(one.responses for one in others)]
    statuses = dict.fromkeys(concrete(key, operation.responses) for side in responses for key in side)
    for status in statuses:
        if status in BODILESS or status < HTTPStatus.OK:
            yield status, {}
            continue
        plain = {"headers": required} if (required := required_headers(operation, status)) else {}
        bodies = [*values, *_bodies(status, kept), *_bodies(None, kept)]
        for body in bodies:
            yield status, {**plain, "body": body}
        named = [name for side in (operation, *others) for name in side.media_types(status)]
        for body in bodies[len(values) :][:1]:
            for name in dict.fromkeys([*map(_plain, named), "text/html"]):
                yield status, {"headers": {**required, "Content-Type": name}, "body": body}
            for header in dict.fromkeys(name for side in (operation, *others) for name in _headers(side, status)):
                yield status, {"headers": {**required, header: None}, "body": body}
                for value in [*values, ""]:
                    yield status, {"headers": {**required, header: _text(value)}, "body": body}
        yield status, dict(plain)
        yield status, {**plain, "text": "removed"}
        if status < HTTPStatus.MULTIPLE_CHOICES:
            for request in _requests(operation, values):
                answered = {"body": bodies[len(values)]} if bodies[len(values) :] else {}
                yield status, {"request": request, **plain, **answered}
    changed = [one for one in statuses if any(operation.response_for(one) != side.response_for(one) for side in others)]
    yield from _in_turn(
        _refusals(operation, values, kept), *(_neighbours(operation, status, kept) for status in changed or statuses)
    )


def _neighbours(operation: Operation, status: int, kept: Sequence[Exchange]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Bodies that are like those on file but for one value."""
    plain = {"headers": required} if (required := required_headers(operation, status)) else {}
    answer = operation.response_for(status)
    shown = [*_bodies(status, kept), *_drawn(operation, answer and answer[1]), *_bodies(None, kept)]
    yield from ((status, {**plain, "body": body}) for body in _unlike(shown))


def _in_turn(*sources: Iterator[tuple[int, dict[str, Any]]]) -> Iterator[tuple[int, dict[str, Any]]]:
    """One of each source, again and again, so that a long one leaves room for the others."""
    for row in zip_longest(*sources):
        yield from (one for one in row if one is not None)


def _refusals(
    operation: Operation, values: list[Any], kept: Sequence[Exchange]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Requests that are refused: of a stranger, and such as the document does not allow."""
    for status in REFUSED:
        if (answer := operation.response_for(status)) is None:
            continue
        alike = [one.status for one in kept if operation.response_for(one.status) == answer]
        body: Any = next((body for one in [int(status), *alike] for body in _bodies(one, kept)), {})
        if status == HTTPStatus.UNAUTHORIZED:
            yield int(status), {"request": unsent(operation), "body": body}
            continue
        shown = [json.loads(one.request_content) for one in kept if _is_json(one)]
        shown += _drawn(operation, resolve(operation.document, operation.raw.get("requestBody")))
        wrong = [*_requests(operation, values), *({"body": one} for one in _unlike(shown))]
        yield from ((int(status), {"request": {"unlawful": True, **request}, "body": body}) for request in wrong)
        return


def _drawn(operation: Operation, holder: Mapping[str, Any] | None) -> list[Any]:
    """Values of the JSON that a request or an answer may have: an example need not show every branch of a schema."""
    content = (holder or {}).get("content", {})
    maker = Maker(operation.document, Random(0))  # noqa: S311 - no secret
    media = [resolve(operation.document, one) for name, one in content.items() if name.endswith(("/json", "+json"))]
    return [maker.make(one.get("schema", {})) for one in media for _ in range(DRAWN)]


def _is_json(exchange: Exchange) -> bool:
    try:
        json.loads(exchange.request_content)
    except ValueError:
        return False
    return True


def _unlike(bodies: Sequence[Any]) -> Iterator[Any]:
    """Each body with one of its values in turn replaced by something else."""
    for body in bodies:
        for steps in _leaves(body):
            yield from (replaced(body, steps, value) for value in OTHERS)


def _leaves(body: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    inner = body.items() if isinstance(body, dict) else enumerate(body[:2]) if isinstance(body, list) else ()
    for key, value in inner:
        yield from _leaves(value, (*steps, key))
    yield steps


def required_headers(operation: Operation, status: int) -> dict[str, Any]:
    """The headers that an answer of the status must have, of which the document gives an example."""
    found = operation.response_for(status)
    described = {} if found is None else found[1].get("headers", {})
    shown = {name: example(operation, node) for name, node in described.items() if node.get("required")}
    return {name: value for name, value in shown.items() if value is not NOTHING}


def unsent(operation: Operation) -> dict[str, dict[str, None]]:
    """What a case says of a request without credentials."""
    parts = {"header": "headers", "query": "query"}
    return {parts[place]: {name: None} for place, name, _ in credentials(operation) if place in parts}


def concrete(key: str, documented: Mapping[str, Any]) -> int:
    """A status that a key of ``responses`` covers, and that no other key names."""
    if key.isdecimal():
        return int(key)
    first = 400 if key == "default" else int(key[0]) * 100
    free: list[int] = [status for status in (*range(first + 4, first + 100), first) if str(status) not in documented]
    return free[0]


def _bodies(status: int | None, kept: Sequence[Exchange]) -> Iterator[Any]:
    """The JSON bodies that lawful exchanges of the status, or of any, have."""
    for one in kept:
        if one.expected is None and status in {None, one.status}:
            try:
                yield json.loads(one.content)
            except ValueError:
                continue


def _plain(name: str) -> str:
    return name.replace("*/*", "x/other").replace("/*", "/x-other")


def _headers(operation: Operation, status: int) -> list[str]:
    found = operation.response_for(status)
    return [name for name in (found[1].get("headers", {}) if found else {}) if name.lower() != "content-type"]


def _requests(operation: Operation, values: list[Any]) -> Iterator[dict[str, Any]]:
    places = {"query": "query", "path": "path", "header": "headers"}
    for value in values:
        for one in operation.parameters:
            if one["in"] in places and not isinstance(value, dict):
                yield {places[one["in"]]: {one["name"]: value}}
        if "requestBody" in operation.raw:
            yield {"body": value}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
