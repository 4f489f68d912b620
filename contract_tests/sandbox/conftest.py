"""A sandbox in process, one on a socket, and the operation of the document that the tests call."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from scripts.document import base_path, load, operations
from scripts.one_file import packed
from scripts.sandbox import TOKEN, create_app, serving
from scripts.sandbox.clock import Clock, from_text
from scripts.sandbox.simulation import Simulation

Ask = Callable[..., httpx.Response]
BASE_PATH = base_path(load())

START = from_text("2025-04-18T12:00:00Z")


def root_of(url: str) -> str:
    """The sandbox's URL without the base path of the document, which ``url`` ends with."""
    return url.removesuffix(BASE_PATH)


@pytest.fixture(scope="session")
def path() -> str:
    """The path of the document's first GET operation."""
    document = load()
    operation = next(operation for operation in operations(document) if operation.method == "GET")
    return base_path(document) + operation.path


@pytest.fixture
def simulation() -> Simulation:
    """Simulated tasks on a frozen clock."""
    return Simulation(Clock(START, frozen=True), seed=7)


@pytest.fixture
def ask() -> Ask:
    """Send one request to an application in process, with the public token unless told otherwise."""

    def send(app: Any, target: str, method: str = "GET", token: str | None = TOKEN, **options: Any) -> httpx.Response:
        headers = dict(options.pop("headers", {}))
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"

        async def exchange() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://sandbox") as client:
                return await client.request(method, target, headers=headers, **options)

        return asyncio.run(exchange())

    return send


@pytest.fixture(scope="session")
def root() -> Iterator[str]:
    """The URL of a sandbox on a loopback socket, without the base path."""
    app = create_app()
    with serving(app) as url:
        yield url.removesuffix(app.base_path)


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """The one file, in an empty folder."""
    (tmp_path / "sandbox.py").write_text(packed("sandbox"), encoding="utf-8")
    return tmp_path
