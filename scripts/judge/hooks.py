"""Checks that Schemathesis lacks, registered with it.

They run in every test here, and for whoever runs ``st run`` with ``SCHEMATHESIS_HOOKS=scripts.judge.hooks``.
"""

from __future__ import annotations

import json
from typing import Any

import schemathesis
from schemathesis.checks import CheckContext

from scripts.judge.checks.asking import at_least_one_success, authentication, repeated_answers
from scripts.judge.lenient import Lenient, finite, has_half_characters, refuse, unique
from scripts.judge.promise import Broken
from scripts.secret import TELLING, echoed

__all__ = ["at_least_one_success", "authentication", "repeated_answers"]

# Bytes. The contract's answers take a few hundred a task; one beyond this is no list of running tasks.
LARGEST_BODY = 10 * 1024 * 1024
# Seconds, from the request to the last byte of the answer.
LONGEST_ANSWER = 5.0


@schemathesis.check
def strict_json(_context: CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]) -> bool | None:
    """A JSON body is JSON for every reader: UTF-8 without a mark, no name twice, no NaN, no half of a character."""
    if "json" not in _first(response, "content-type") or not response.content:
        return True
    operation = case.operation.label
    if response.content.startswith(b"\xef\xbb\xbf"):
        raise Broken("strict_json", operation, "a byte order mark", "JSON without one (RFC 8259, section 8.1)")
    try:
        json.loads(response.content.decode(), object_pairs_hook=unique, parse_constant=refuse, parse_float=finite)
    except UnicodeDecodeError as error:
        raise Broken("strict_json", operation, f"a byte that is not UTF-8 at {error.start}", "JSON in UTF-8") from None
    except Lenient as error:
        raise Broken("strict_json", operation, str(error), "JSON that every reader takes alike") from None
    except (ValueError, RecursionError):
        return None  # response_schema_conformance tells what is no JSON at all
    if has_half_characters(response.content.decode()):
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
    if len(sent) < TELLING:
        return None
    places = [(f"the header {name}", " ".join(values)) for name, values in response.headers.items()]
    for place, text in [*places, ("the body", response.content.decode("utf-8", "replace"))]:
        if echoed(text, sent):
            raise Broken("no_token_echo", case.operation.label, f"the token in {place}", "no trace of the token")
    return None


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


def _first(response: schemathesis.Response, name: str) -> str:
    return response.headers.get(name, [""])[0].lower()
