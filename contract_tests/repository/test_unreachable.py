"""Does the verdict say in words why a server could not be asked?"""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
import requests

from contract_tests.unreachable import reason

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


def test_certificate_that_cannot_be_trusted() -> None:
    assert reason(requests.exceptions.SSLError("expired"), "https://service.example", 1.0) == (
        "no answer from https://service.example: no TLS connection with it can be trusted"
    )


def test_anything_else_is_named() -> None:
    assert reason(requests.exceptions.ChunkedEncodingError(), "http://service.example", 1.0).endswith(
        ": the connection failed (ChunkedEncodingError)"
    )
