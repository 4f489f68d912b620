"""A server that answers a connection with the bytes it is given, and answers that only such a server can give."""

from __future__ import annotations

import gzip
import socket
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread

from contract_tests.broken.answers import answers_to, dump
from scripts.document import Operation
from scripts.mutants.candidates import required_headers

# What flags an answer that requests cannot read to its end: the exception that it raises.
UNREADABLE = "unreadable"
GZIP, DEFLATE = b"Content-Encoding: gzip", b"Content-Encoding: deflate"
CHUNKED = b"Transfer-Encoding: chunked"


class Wire:
    """Sends ``answer`` to whoever connects and asks; it can be given another one between requests."""

    def __init__(self, listening: socket.socket) -> None:
        self.answer = b""
        self.origin = f"http://127.0.0.1:{listening.getsockname()[1]}"
        self._listening = listening

    def run(self) -> None:
        """Serve until the listening socket is shut down."""
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                with connection, suppress(OSError):
                    connection.settimeout(5)
                    connection.recv(65536)
                    connection.sendall(self.answer)
                    connection.shutdown(socket.SHUT_WR)
                    connection.recv(1)


@contextmanager
def wire() -> Iterator[Wire]:
    """One such server on a free loopback port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Wire(listening)
        thread = Thread(target=server.run, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()


def misframed(operation: Operation) -> Iterator[tuple[str, bytes, str]]:
    """The operation's answers with one fault of framing each: a name, the bytes, and the check that must see it."""
    for status, media_type, _, example in answers_to(operation):
        body = dump(example)
        size, zipped = length(len(body)), gzip.compress(body, mtime=0)
        for name, check, content, *headers in (
            ("length-too-large", UNREADABLE, body, length(len(body) + 7)),
            ("length-too-small", "response_schema_conformance", body, length(len(body) - 1)),
            ("length-negative", "framing", body, length(-1)),
            ("length-in-words", "framing", body, b"Content-Length: many"),
            ("two-lengths", UNREADABLE, body, size, length(len(body) + 1)),
            ("length-and-chunks", "framing", chunk(body) + chunk(b""), size, CHUNKED),
            ("chunks-without-an-end", UNREADABLE, chunk(body), CHUNKED),
            ("chunk-of-no-size", UNREADABLE, b"zz\r\n" + body, CHUNKED),
            ("chunk-larger-than-it-is", UNREADABLE, b"fff\r\n" + body, CHUNKED),
            ("unknown-coding", "framing", body, b"Transfer-Encoding: rot13"),
            ("gzip-that-is-none", UNREADABLE, body, size, GZIP),
            ("gzip-corrupt", UNREADABLE, zipped[:-8] + bytes(8), length(len(zipped)), GZIP),
            ("gzip-not-stated", "strict_json", zipped, length(len(zipped))),
            ("two-types", "framing", body, size, b"Content-Type: text/html"),
        ):
            yield f"{operation.id}-{status}-{name}", head(operation, status, media_type, *headers) + content, check
    for name, whole in {"no-status-line": b"[]", "other-protocol": b"HTTP/9.9 200 OK\r\n\r\n"}.items():
        yield f"{operation.id}-{name}", whole, UNREADABLE


def well_framed(operation: Operation) -> Iterator[tuple[str, bytes]]:
    """The operation's answers, each framed in another lawful way."""
    for status, media_type, _, example in answers_to(operation):
        body = dump(example)
        zipped, deflated = gzip.compress(body, mtime=0), zlib.compress(body)
        for name, content, *headers in (
            ("length", body, length(len(body))),
            ("length-twice-the-same", body, length(len(body)), length(len(body))),
            ("until-the-end", body, b"Connection: close"),
            ("one-chunk", chunk(body) + chunk(b""), CHUNKED),
            ("byte-by-byte", b"".join(chunk(bytes([byte])) for byte in body) + chunk(b""), CHUNKED),
            ("trailer", chunk(body) + b"0\r\nX-Sum: 1\r\n\r\n", CHUNKED),
            ("gzip", zipped, length(len(zipped)), GZIP),
            ("gzip-in-chunks", chunk(zipped) + chunk(b""), CHUNKED, GZIP),
            ("deflate", deflated, length(len(deflated)), DEFLATE),
            ("other-case", body, length(len(body)).upper(), b"x-EXTRA:1"),
        ):
            yield f"{operation.id}-{status}-{name}", head(operation, status, media_type, *headers) + content
        early = b"HTTP/1.1 100 Continue\r\n\r\n"
        yield (
            f"{operation.id}-{status}-continue-first",
            early + head(operation, status, media_type, length(len(body))) + body,
        )


def head(operation: Operation, status: int, media_type: str, *headers: bytes) -> bytes:
    """A status line and headers, those that the document demands included, up to the body."""
    needed = [f"{name}: {value}".encode() for name, value in required_headers(operation, status).items()]
    lines = (b"HTTP/1.1 %d Status" % status, b"Content-Type: " + media_type.encode(), *needed, *headers)
    return b"\r\n".join(lines) + b"\r\n\r\n"


def length(size: int) -> bytes:
    """The header that states a body of ``size`` bytes."""
    return b"Content-Length: %d" % size


def chunk(content: bytes) -> bytes:
    """One chunk of a chunked body; an empty one ends it."""
    return b"%x\r\n" % len(content) + content + b"\r\n"
