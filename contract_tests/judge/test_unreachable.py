"""Does the verdict say in words why a server could not be asked?"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests
import trustme

from scripts.judge.unreachable import reason

TIMEOUT = 0.3


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"127.0.0.1:{listening.getsockname()[1]}"


@pytest.fixture
def closed(silent: str) -> str:
    """An address at which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return f"127.0.0.1:{listening.getsockname()[1]}"


def told(url: str) -> str:
    with pytest.raises(requests.RequestException) as caught:
        requests.get(url, timeout=TIMEOUT)
    return reason(caught.value, url, TIMEOUT)


def test_server_that_says_nothing_takes_too_long(silent: str) -> None:
    assert told(f"http://{silent}/v1") == f"no answer from http://{silent}/v1: it took longer than 0.3 seconds"


def test_port_at_which_nothing_listens(closed: str) -> None:
    assert told(f"http://{closed}/v1").endswith(": nothing listens there")


def test_name_that_nobody_has() -> None:
    assert told("http://nowhere.invalid/v1").endswith(": its name cannot be resolved")


@pytest.mark.parametrize("kind", ["nobody's", "expired", "another host's"])
def test_certificate_that_cannot_be_trusted(kind: str, tmp_path: Path) -> None:
    authority, stranger = trustme.CA(), trustme.CA()
    name = "127.0.0.2" if kind == "another host's" else "127.0.0.1"
    past = datetime(2020, 1, 1, tzinfo=UTC) if kind == "expired" else None
    certificate = (stranger if kind == "nobody's" else authority).issue_cert(name, not_after=past)
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    with serving_tls(certificate) as url:
        with pytest.raises(requests.RequestException) as caught:
            requests.get(url, timeout=5, verify=str(tmp_path / "authority.pem"))
        assert reason(caught.value, url, 5) == f"no answer from {url}: no TLS connection with it can be trusted"


def test_certificate_that_can_be_trusted(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    with serving_tls(authority.issue_cert("127.0.0.1")) as url:
        assert requests.get(url, timeout=5, verify=str(tmp_path / "authority.pem")).status_code == 204


@contextmanager
def serving_tls(certificate: trustme.LeafCert) -> Iterator[str]:
    """The URL of a server that shows ``certificate`` and answers one request."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)

    def answer() -> None:
        with suppress(OSError), context.wrap_socket(listening.accept()[0], server_side=True) as connection:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{listening.getsockname()[1]}"
        thread.join(5)


def test_anything_else_is_named() -> None:
    assert reason(requests.exceptions.ChunkedEncodingError(), "http://service.example", 1.0).endswith(
        ": the connection failed (ChunkedEncodingError)"
    )
