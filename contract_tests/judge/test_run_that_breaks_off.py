"""Is a server that leaves some requests of a run without an answer no pass, and told of the right operation?"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from contract_tests.judge.grown import grown
from contract_tests.judge.live import SECRET
from scripts.document import base_path, load, operations
from scripts.judge.contract import Contract
from scripts.judge.guard import Bounds
from scripts.judge.live import Live
from scripts.judge.plan import Plan
from scripts.judge.target import Target
from scripts.judge.verdict import Verdict
from scripts.part import part
from scripts.sandbox import create_app, serving

# What is said in place of an answer; None passes the request on to a healthy server.
Spoil = Callable[[bytes], bytes | None]


@contextmanager
def between(url: str, spoil: Spoil) -> Iterator[str]:
    """A server before the one at ``url`` that spoils some of its answers, and closes each connection."""
    behind = urlsplit(url)

    def answer(connection: socket.socket) -> None:
        with closing(connection), suppress(OSError, ValueError):
            request = connection.recv(65536)
            said = spoil(request)
            if said is None:
                method, target, _ = request.split(b"\r\n")[0].decode("latin-1").split(" ", 2)
                lines = [
                    line.decode("latin-1").partition(": ")[::2] for line in request.split(b"\r\n")[1:] if b": " in line
                ]
                asked = HTTPConnection(behind.hostname or "", behind.port, timeout=5)
                with closing(asked):
                    asked.request(method, target, headers=dict(lines))
                    got = asked.getresponse()
                    body = got.read()
                kept = [
                    f"{n}: {v}" for n, v in got.getheaders() if n.lower() not in {"connection", "transfer-encoding"}
                ]
                head = "\r\n".join([f"HTTP/1.1 {got.status} x", *kept, "Connection: close"])
                said = head.encode("latin-1") + b"\r\n\r\n" + body
            connection.sendall(said)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=answer, args=(listening.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}{behind.path}"


# What stands between forwards no bodies.
PLAIN = part(load(), next(one.id for one in operations(load()) if one.method == "GET"))


def judged(document: dict[str, object], spoil: Spoil) -> Verdict:
    contract, verdict = Contract(document), Verdict()
    with serving(create_app(document, token=SECRET)) as url, between(url, spoil) as asked:
        target = Target("live", SECRET, asked, bounds=Bounds(answer=5, run=60))
        Live(document, target, Plan(list(contract.operations.values()), None, {}), {}, verdict).run()
    return verdict


def test_healthy_server_behind_another_holds() -> None:
    verdict = judged(PLAIN, lambda _: None)
    assert (verdict.exit_code, verdict.unjudged) == (0, {})


@pytest.mark.parametrize("method", [b"PUT ", b"OPTIONS "])
def test_connection_that_breaks_off_now_and_then_is_no_pass(method: bytes) -> None:
    verdict = judged(PLAIN, lambda request: b"" if request.startswith(method) else None)
    assert verdict.exit_code == 2
    assert "it broke the connection off, though it had answered" in verdict.unjudged["live"]


def test_answer_that_is_no_http_is_told_of_the_operation_that_was_asked() -> None:
    document = grown(("/others", "get", {}))
    other = [operation.id for operation in operations(document)][-1]
    path = f" {base_path(document)}/others".encode()

    def spoil(request: bytes) -> bytes | None:
        return b"nonsense\r\n\r\n" if request.startswith(b"PUT") and path in request else None

    found = [(one.operation, one.check) for _, one in judged(document, spoil).violations]
    assert found == [(other, "framing")]


def test_operation_that_is_gone_is_asked_once_and_told() -> None:
    document, asked = grown(("/others", "get", {})), list[bytes]()
    other = [operation.id for operation in operations(document)][-1]
    path = f" {base_path(document)}/others".encode()

    def spoil(request: bytes) -> bytes | None:
        if path not in request:
            return None
        asked.append(request)
        return b"HTTP/1.1 404 x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

    verdict = judged(document, spoil)
    assert (other, "status_code_conformance") in [(one.operation, one.check) for _, one in verdict.violations]
    assert len(asked) == 1
