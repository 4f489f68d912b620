"""The call itself, over each of the client's transports, beside other ways to make it."""

from __future__ import annotations

import asyncio
import http.client
import json
import sys
from collections.abc import Callable, Coroutine
from contextlib import closing
from functools import partial
from typing import Any

import aiohttp
import httpx
import requests
from kling_scheduler import AuthenticatedClient
from kling_scheduler.transports import Httpx, Httpx2, Pyreqwest

from scripts.bench import canned
from scripts.bench.measure import Case, interleaved
from scripts.document import Operation, base_path

TOKEN = "bench"  # noqa: S105  no secret
MEDIA_TYPE = "application/json"
OURS, SUCCESSOR, QUICK = "ours", "ours, httpx2", "ours, pyreqwest"
STOCK, OTHER = "stock", "openapi-generator"
HTTPX, SESSION, GET = "httpx.Client + .json()", "requests.Session", "requests.get"
BARE, AIOHTTP = "http.client + json.loads", "aiohttp + json.loads"
AT_ONCE = 50


def body_of(example: list[Any], size: int) -> bytes:
    """An answer of ``size`` items, made of those of the ``example``."""
    # Services write JSON without spaces.
    return json.dumps([example[index % len(example)] for index in range(size)], separators=(",", ":")).encode()


def one_call(
    size: int, operation: Operation, example: list[Any], ours: Any, stock: Any, other: Any, seconds: float
) -> list[Case]:
    """One synchronous call after the other, of ``size`` items each."""
    with canned.server(body_of(example, size), MEDIA_TYPE) as origin:
        base_url = origin + base_path(operation.document)
        url, headers = base_url + operation.path, {"Authorization": f"Bearer {TOKEN}", "Accept": MEDIA_TYPE}
        client, successor, quick = (
            AuthenticatedClient(base_url=base_url, token=TOKEN, transport=kind()) for kind in (Httpx, Httpx2, Pyreqwest)
        )
        connection = http.client.HTTPConnection(origin.removeprefix("http://"))
        stock_client = sys.modules["stock_client"].AuthenticatedClient(base_url=base_url, token=TOKEN)
        bare, session = httpx.Client(headers=headers), requests.Session()
        session.headers.update(headers)

        def by_hand() -> Any:
            connection.request("GET", url.removeprefix(origin), headers=headers)
            return json.loads(connection.getresponse().read())

        with client, successor, quick, stock_client, bare, session, closing(connection):
            contenders = {
                OURS: lambda: ours.sync(client=client),
                SUCCESSOR: lambda: ours.sync(client=successor),
                QUICK: lambda: ours.sync(client=quick),
                BARE: by_hand,
                HTTPX: lambda: bare.get(url).json(),
                SESSION: lambda: session.get(url).json(),
                GET: lambda: requests.get(url, headers=headers, timeout=30).json(),
                STOCK: lambda: stock.sync(client=stock_client),
            }
            if not isinstance(other, str):
                contenders[OTHER] = other[1](base_url, TOKEN)
            return interleaved(f"call {size}", contenders, 25, 2 * seconds)


def at_once(operation: Operation, example: list[Any], ours: Any, seconds: float) -> list[Case]:
    """Fifty asynchronous calls together, of one item each."""
    with canned.server(body_of(example, 1), MEDIA_TYPE) as origin, asyncio.Runner() as runner:
        base_url = origin + base_path(operation.document)
        url, headers = base_url + operation.path, {"Authorization": f"Bearer {TOKEN}", "Accept": MEDIA_TYPE}
        clients = {
            name: AuthenticatedClient(base_url=base_url, token=TOKEN, transport=kind())
            for name, kind in ((OURS, Httpx), (SUCCESSOR, Httpx2), (QUICK, Pyreqwest))
        }

        async def opened() -> aiohttp.ClientSession:
            return aiohttp.ClientSession(headers=headers)

        session = runner.run(opened())

        async def by_hand() -> Any:
            async with session.get(url) as response:
                return json.loads(await response.read())

        async def together(call: Callable[[], Coroutine[Any, Any, Any]]) -> list[Any]:
            return await asyncio.gather(*(call() for _ in range(AT_ONCE)))

        contenders: dict[str, Callable[[], object]] = {
            name: partial(lambda one: runner.run(together(lambda: ours.asyncio(client=one))), client)
            for name, client in clients.items()
        }
        contenders[AIOHTTP] = lambda: runner.run(together(by_hand))
        found = interleaved(f"{AT_ONCE} at once", contenders, 25, seconds)
        for client in clients.values():
            runner.run(client.aclose())
        runner.run(session.close())
        return found
