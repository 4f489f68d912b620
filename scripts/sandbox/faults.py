"""Bad days on request: ways in which a server, or what stands before it, breaks the contract."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from scripts.sandbox.assets import asset
from scripts.sandbox.clock import to_text
from scripts.sandbox.contract import Endpoint
from scripts.sandbox.messages import Answer, Refusal, encode

SLOW_SECONDS = 6.0
RETRY_SECONDS = 2
HTML = b"<html><head><title>%d</title></head><body><h1>%d</h1><p>The gateway says no.</p></body></html>"


@dataclass(frozen=True, slots=True)
class Fault:
    """A named way to spoil the good answer to a request, whose moment is known; ``turn`` counts them, from 0."""

    summary: str
    spoil: Callable[[Endpoint, Answer, int], Answer]


def html(status: int) -> Answer:
    """The page of a gateway that does not know the API."""
    return Answer(status, (("content-type", "text/html"),), HTML % (status, status))


@cache
def _vendor_errors() -> Mapping[str, Any]:
    errors: dict[str, Any] = json.loads(asset("errors.json"))
    return errors


def refused(endpoint: Endpoint, status: int, *headers: tuple[str, str], **fields: Any) -> Answer:
    """An error: the documented one of ``status``, else the vendor's body for it, where the API's errors look like it.

    Such a body has the ``fields``; where the errors look otherwise it is that of the first documented one but a 401.
    """
    if (named := endpoint.responses.get(str(status))) is not None:
        like = replace(named.example(status), note=f"In place of the answer: {status}.")
        own = [one for one in like.headers if one[0] not in dict(headers)]
        return replace(like, headers=(*own, *headers))
    keys = [key for key in endpoint.responses if key[0] in "45" and key != "401"]
    if not keys:
        return Answer(status, (("content-type", "application/json"), *headers), b"{}")
    response = endpoint.responses[keys[0]]
    like = replace(response.example(status), note=f"In place of the answer: {status}.")
    like = replace(like, headers=(*like.headers, *headers))
    body = {**_vendor_errors().get(str(status), {}), **fields}
    if response.is_json and response.schema is not None and response.schema.allows(body):
        # Members that the document's error has and this one lacks tell of another API.
        example = json.loads(like.body)
        if isinstance(example, dict) and example.keys() <= body.keys():
            return replace(like, body=encode(body))
    return like


def too_many(endpoint: Endpoint, seconds: int, now: float) -> Answer:
    """The refusal of a request that comes too soon, for as many seconds from ``now``, the moment on the clock."""
    return refused(endpoint, 429, ("retry-after", str(seconds)), retryAfter=to_text(now + seconds))


def _spoiled_body(spoil: Callable[[Any], Iterator[Any]]) -> Callable[[Endpoint, Answer, int], Answer]:
    """Put a value that the document forbids into the body: the first of those that ``spoil`` makes of it."""

    def apply(endpoint: Endpoint, answer: Answer, _turn: int) -> Answer:
        response = endpoint.response(answer.status).sent_as(answer)
        if response is not None and response.schema is not None and response.is_json:
            # An empty list has nothing to spoil; the documented examples do.
            for value in (json.loads(answer.body), *response.examples.values()):
                for candidate in spoil(value):
                    if not response.schema.allows(candidate):
                        return replace(answer, body=encode(candidate))
        raise Refusal(422, f"nothing in the answer of {endpoint.operation.id} can be spoiled in this way")

    return apply


def _other_type(value: Any) -> Iterator[Any]:
    return _with_leaves(value, lambda leaf: [12345] if isinstance(leaf, str) else ["malformed"])


def _other_value(value: Any) -> Iterator[Any]:
    def of_the_same_type(leaf: Any) -> list[Any]:
        return ["2025-04-18T12:45:67.890Z", "3:5", "no@", ""] if isinstance(leaf, str) else [-1, 2**63]

    return _with_leaves(value, of_the_same_type)


def _other_shape(value: Any) -> Iterator[Any]:
    yield {"data": value}
    yield [value]
    yield value[0] if isinstance(value, list) and value else None


def _with_leaves(value: Any, make: Callable[[Any], list[Any]]) -> Iterator[Any]:
    """Copies of ``value`` in each of which one leaf is replaced."""
    children = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else None
    if children is None:
        yield from make(value)
        return
    for key, child in children:
        for candidate in _with_leaves(child, make):
            copy = dict(value) if isinstance(value, Mapping) else list(value)
            copy[key] = candidate
            yield copy


def _retyped(answer: Answer) -> Answer:
    others = tuple((name, value) for name, value in answer.headers if name != "content-type")
    return replace(answer, headers=(("content-type", "text/html; charset=utf-8"), *others))


# No-auth is what the application does before it comes to an answer; it is listed here with the others.
NO_AUTH = "no-auth"

FAULTS: dict[str, Fault] = {
    "slow": Fault(
        f"the right answer after {SLOW_SECONDS:g} seconds", lambda _, answer, __: replace(answer, delay=SLOW_SECONDS)
    ),
    "hang": Fault("no answer ever; the connection stays open", lambda _, answer, __: replace(answer, delivery="hang")),
    "cut": Fault("half of the body, then the connection ends", lambda _, answer, __: replace(answer, delivery="cut")),
    "reset": Fault(
        "the connection is reset instead of an answer", lambda _, answer, __: replace(answer, delivery="reset")
    ),
    "wrong-type": Fault("the right body, labelled text/html", lambda _, answer, __: _retyped(answer)),
    "html-502": Fault("a gateway's HTML page with status 502", lambda *_: html(502)),
    "402": Fault("the subscription has ended", lambda endpoint, *_: refused(endpoint, 402)),
    "429": Fault(
        "too many requests, with Retry-After",
        lambda endpoint, answer, _: too_many(endpoint, RETRY_SECONDS, answer.moment or 0.0),
    ),
    "596": Fault(
        "the linked account's session was rejected (a status of the platform's own)",
        lambda endpoint, *_: refused(endpoint, 596),
    ),
    "malformed-field": Fault("a field of another type than documented", _spoiled_body(_other_type)),
    "impossible-value": Fault("a field of the right type with a value that cannot be", _spoiled_body(_other_value)),
    "wrong-shape": Fault("JSON of another shape, such as the list in an object", _spoiled_body(_other_shape)),
    "bad-json": Fault(
        "a complete body that is no JSON", lambda _, answer, __: replace(answer, body=answer.body[:-1] + b",")
    ),
    "empty-body": Fault("the right status with an empty body", lambda _, answer, __: replace(answer, body=b"")),
    "expired-token": Fault(
        "the documented 401, although the token is right", lambda endpoint, *_: endpoint.unauthorized
    ),
    "flapping": Fault(
        "every second answer is a gateway's HTML page with status 502",
        lambda _, answer, turn: html(502) if turn % 2 else answer,
    ),
    NO_AUTH: Fault("an answer for everybody, whatever the token", lambda _, answer, __: answer),
}


class Switch:
    """The faults that spoil every answer, by name; somebody may change them while the sandbox runs."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names


def described() -> Iterator[str]:
    """One line for each fault."""
    return (f"{name:17}{fault.summary}" for name, fault in FAULTS.items())
