"""Checks that Schemathesis lacks, registered with it.

They run in every test here, and for whoever runs ``st run`` with ``SCHEMATHESIS_HOOKS=contract_tests.hooks``.
"""

from __future__ import annotations

import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

import schemathesis
from schemathesis.checks import CheckContext
from schemathesis.core.failures import Failure

# Bytes. The contract's answers take a few hundred a task; one beyond this is no list of running tasks.
LARGEST_BODY = 10 * 1024 * 1024
# Seconds, from the request to the last byte of the answer.
LONGEST_ANSWER = 5.0
# How often a request that was answered with success is sent once more.
REPEATS = 2
SAFE = {"GET", "HEAD", "OPTIONS"}


class Broken(Failure):
    """A promise that a check of this module found broken; ``check`` is that check's name."""

    __slots__ = ("check", "documented", "pointer", "received")

    def __init__(self, check: str, operation: str, received: str, documented: str, pointer: str = "") -> None:
        """Say what was received, what was documented and where in the body, as a JSON pointer."""
        super().__init__(operation=operation, title=check, message=f"received {received}; documented {documented}")
        self.check = check
        self.received = received
        self.documented = documented
        self.pointer = pointer

    @property
    def _unique_key(self) -> str:
        return f"{self.check} {self.received}"


@schemathesis.check
def strict_json(_context: CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]) -> bool | None:
    """A JSON body is JSON for every reader: UTF-8 without a mark, no name twice, no NaN, no half of a character."""
    if "json" not in _first(response, "content-type") or not response.content:
        return True
    operation = case.operation.label
    if response.content.startswith(b"\xef\xbb\xbf"):
        raise Broken("strict_json", operation, "a byte order mark", "JSON without one (RFC 8259, section 8.1)")
    try:
        json.loads(response.content.decode(), object_pairs_hook=_unique, parse_constant=_refuse, parse_float=_finite)
    except UnicodeDecodeError as error:
        raise Broken("strict_json", operation, f"a byte that is not UTF-8 at {error.start}", "JSON in UTF-8") from None
    except Lenient as error:
        raise Broken("strict_json", operation, str(error), "JSON that every reader takes alike") from None
    except (ValueError, RecursionError):
        return None  # response_schema_conformance tells what is no JSON at all
    if _has_half_characters(response.content.decode()):
        raise Broken("strict_json", operation, "half of a surrogate pair", "JSON that every reader takes alike")
    return None


@schemathesis.check
def framing(_context: CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]) -> bool | None:
    """Every reader finds the same end of the body, and the same body in it, by what the headers say."""
    lengths = {length.strip() for length in response.headers.get("content-length", [])}
    codings = response.headers.get("transfer-encoding", [])
    if lengths and codings:
        received, documented = "Content-Length and Transfer-Encoding", "one of them (RFC 9112, section 6.2)"
    elif len(lengths) > 1 or not all(length.isascii() and length.isdecimal() for length in lengths):
        received, documented = f"Content-Length {', '.join(sorted(lengths))}", "one number (RFC 9110, section 8.6)"
    elif any(coding.strip().lower() != "chunked" for coding in codings):
        received, documented = f"Transfer-Encoding {', '.join(codings)}", "chunked, which alone was asked for"
    elif len(set(response.headers.get("content-type", []))) > 1:
        received, documented = "more than one Content-Type", "one (RFC 9110, section 8.3)"
    else:
        return None
    raise Broken("framing", case.operation.label, received, documented)


@schemathesis.check
def no_redirect(_context: CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]) -> bool | None:
    """The server that was asked answers itself: a redirect could carry the token elsewhere."""
    if 300 <= response.status_code < 400:
        where = _first(response, "location").split("?")[0] or "nowhere"
        raise Broken("no_redirect", case.operation.label, f"{response.status_code} to {where}", "an answer")
    return None


@schemathesis.check
def no_token_echo(_context: CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]) -> bool | None:
    """The token that was sent does not come back, in a header or in the body, plain or encoded."""
    sent = str(response.request.headers.get("Authorization", "")).partition(" ")[2]
    if len(sent) < 8:  # anything shorter turns up by accident
        return None
    places = [(f"the header {name}", " ".join(values)) for name, values in response.headers.items()]
    for place, text in [*places, ("the body", response.content.decode("utf-8", "replace"))]:
        if any(form in spelled for spelled in _spellings(text) for form in _forms(sent)):
            raise Broken("no_token_echo", case.operation.label, f"the token in {place}", "no trace of the token")
    return None


def _forms(token: str) -> set[str]:
    """How a token looks in an answer, once escapes are undone."""
    data = token.encode()
    encoded = {b64encode(data).decode(), urlsafe_b64encode(data).decode()}
    return {token, token[::-1], data.hex(), *(text.rstrip("=") for text in encoded)}


def _spellings(text: str) -> Iterator[str]:
    """A text as it stands, and with its percent signs, JSON escapes and HTML references undone."""
    yield text
    yield unquote(text)
    yield unescape(text)
    with suppress(ValueError, RecursionError):
        yield json.dumps(json.loads(text), ensure_ascii=False)


@schemathesis.check
def body_size(_context: CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]) -> bool | None:
    """The body stays within what a client can be asked to hold."""
    if len(response.content) > LARGEST_BODY:
        received, documented = f"{len(response.content)} bytes", f"at most {LARGEST_BODY}"
        raise Broken("body_size", case.operation.label, received, documented)
    return None


@schemathesis.check
def response_time(_context: CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]) -> bool | None:
    """The answer comes while somebody waits for it."""
    if response.elapsed > LONGEST_ANSWER:
        received, documented = f"an answer after {response.elapsed:.1f} s", f"one within {LONGEST_ANSWER:g} s"
        raise Broken("response_time", case.operation.label, received, documented)
    return None


@schemathesis.check
def repeated_answers(
    context: CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]
) -> bool | None:
    """A safe request that was answered with success is answered so again. This check sends requests."""
    if response.request.method not in SAFE or not 200 <= response.status_code < 300:
        return True
    if not case.operation.is_valid_response(response):
        return None  # which other checks tell
    given = context.internals.transport_kwargs or {}
    kwargs = {**given, "headers": {**(given.get("headers") or {}), **(context.internals.headers or {})}}
    if case.operation.app is not None:
        kwargs.setdefault("app", case.operation.app)
    for _ in range(REPEATS):
        again = case.operation.schema.transport.send(case, **kwargs)
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


class Lenient(ValueError):
    """JSON that only some readers take."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise Lenient(f"the name {json.dumps(twice)} twice in one object")
    return dict(pairs)


def _refuse(constant: str) -> Any:
    raise Lenient(f"{constant}, which is no JSON")


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise Lenient("a number beyond every double")
    return number


def _has_half_characters(text: str) -> bool:
    try:
        json.dumps(json.loads(text), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _first(response: schemathesis.Response, name: str) -> str:
    return response.headers.get(name, [""])[0].lower()
