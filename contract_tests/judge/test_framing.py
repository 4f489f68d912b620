"""Is an answer that is no HTTP a violation, whichever way it breaks?"""

from __future__ import annotations

import gzip
import socket

import pytest

from contract_tests.judge.test_guard import HEAD, examine, speaking
from scripts.document import load
from scripts.judge.guard import Bounds
from scripts.judge.target import Target
from scripts.sandbox import TOKEN
from scripts.sandbox.contract import Contract as Sandbox

BODY = b"[]"
GZIP = HEAD + b"Content-Encoding: gzip\r\n"
ZIPPED = gzip.compress(BODY)


def gzipped(body: bytes) -> bytes:
    """An answer whose body is said to be gzip."""
    return GZIP + b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


BROKEN = {
    "body-cut": (HEAD + b"Content-Length: 99\r\n\r\n" + BODY, "a body that ends before its stated end"),
    "no-last-chunk": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n", "a body that breaks off"),
    "chunk-cut": (HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\n[]", "a body that breaks off"),
    "no-chunk-length": (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n[]\r\n", "a body that breaks off"),
    "two-lengths": (HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n[] ", "headers that contradict each other"),
    "stated-gzip": (GZIP + b"Content-Length: 2\r\n\r\n" + BODY, "a body that is not what its Content-Encoding says"),
    "gzip-cut": (gzipped(ZIPPED[:-3]), "a body that is not what its Content-Encoding says"),
    "gzip-with-more": (gzipped(ZIPPED + b"more"), "a body that is not what its Content-Encoding says"),
    "gzip-of-another-sum": (gzipped(ZIPPED[:-8] + b"12345678"), "a body that is not what its Content-Encoding says"),
    "no-colon": (HEAD + b"nonsense\r\nContent-Length: 2\r\n\r\n[]", "something that is no HTTP"),
    "blank-before-colon": (HEAD + b"X-Y : z\r\nContent-Length: 2\r\n\r\n[]", "something that is no HTTP"),
    "no-status": (b"200 OK\r\n\r\n[]", "something that is no HTTP"),
    "text-status": (b"HTTP/1.1 fine\r\n\r\n[]", "something that is no HTTP"),
    "endless-interims": (b"HTTP/1.1 103 Early Hints\r\n\r\n" * 200, "something that is no HTTP"),
    "endless-headers": (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 2000 + b"\r\n", "something that is no HTTP"),
}
LAWFUL = {
    "sized": HEAD + b"Content-Length: 2\r\n\r\n" + BODY,
    "chunked": HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\n[\r\n1\r\n]\r\n0\r\n\r\n",
    "chunk-extension": HEAD + b"Transfer-Encoding: chunked\r\n\r\n2;a=b\r\n[]\r\n0\r\n\r\n",
    "trailer": HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\nX: y\r\n\r\n",
    "until-the-end": HEAD + b"Connection: close\r\n\r\n" + BODY,
    "gzip": GZIP + b"Content-Length: %d\r\n\r\n%b" % (len(gzip.compress(BODY)), gzip.compress(BODY)),
    "gzip-of-two-members": gzipped(gzip.compress(b"[") + gzip.compress(b"]")),
    "http-1.0": HEAD.replace(b"1.1", b"1.0") + b"\r\n" + BODY,
    "same-length-twice": HEAD + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n" + BODY,
    "no-reason": HEAD.replace(b" OK", b"") + b"Content-Length: 2\r\n\r\n" + BODY,
    "many-headers": HEAD + b"X: y\r\n" * 200 + b"Content-Length: 2\r\n\r\n" + BODY,
    "long-header": HEAD + b"X: " + b"x" * 70_000 + b"\r\nContent-Length: 2\r\n\r\n" + BODY,
    "early-hints": b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + HEAD + b"Content-Length: 2\r\n\r\n" + BODY,
    "processing-twice": b"HTTP/1.1 102 Processing\r\n\r\n" * 2 + HEAD + b"Content-Length: 2\r\n\r\n" + BODY,
    "interim": b"HTTP/1.1 100 Continue\r\n\r\n" + HEAD + b"Content-Length: 2\r\n\r\n" + BODY,
}


def refusal() -> bytes:
    """The documented answer to whoever has no token."""
    refused = next(iter(Sandbox(load())))
    body = refused.unauthorized.body
    return b"HTTP/1.1 401 \r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)


REFUSED = refusal()


def verdict_on(answer: bytes) -> tuple[list[str], int]:
    """What is wrong with a server that says ``answer`` to the holder of the token, and the exit code."""

    def speak(connection: socket.socket, request: bytes) -> None:
        connection.sendall(answer if f"Bearer {TOKEN}\r\n".encode() in request else REFUSED)

    with speaking(speak) as url:
        verdict = examine(Target("live", TOKEN, url, bounds=Bounds(answer=2)))
    return [f"{one.check}: {one.received}" for _, one in verdict.violations], verdict.exit_code


@pytest.mark.parametrize("name", BROKEN)
def test_answer_that_is_no_http_is_a_violation(name: str) -> None:
    answer, received = BROKEN[name]
    assert verdict_on(answer) == ([f"framing: {received}"], 1)


@pytest.mark.parametrize("name", LAWFUL)
def test_answer_in_any_lawful_frame_passes(name: str) -> None:
    assert verdict_on(LAWFUL[name]) == ([], 0)
