"""Does typing a dot after a client lead to each operation of the document, in both worlds?"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import pkgutil
from types import ModuleType
from typing import Any

import httpx
import pytest
import respx
from kling_scheduler import AuthenticatedClient, api

BASE_URL = "https://api.example.com/v1"


def modules() -> list[ModuleType]:
    return [
        importlib.import_module(one.name)
        for one in pkgutil.walk_packages(api.__path__, f"{api.__name__}.")
        if not one.ispkg and not one.name.rpartition(".")[2].startswith("_")
    ]


def group_of(module: ModuleType, root: Any) -> Any:
    return getattr(root, module.__name__.split(".")[-2])


def name_of(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


@pytest.fixture
def client() -> AuthenticatedClient:
    return AuthenticatedClient(token="t", base_url=BASE_URL, max_retries=0)


@pytest.mark.parametrize("module", modules(), ids=name_of)
def test_methods_take_and_return_what_the_functions_do(module: ModuleType, client: AuthenticatedClient) -> None:
    for root, function in ((client, "sync"), (client.aio, "asyncio")):
        group = group_of(module, root)
        for place, name in ((group, function), (group.detailed, f"{function}_detailed")):
            method, wanted = getattr(place, name_of(module)), getattr(module, name)
            given = inspect.signature(wanted)
            without = [one for one in given.parameters.values() if one.name != "client"]
            assert inspect.signature(method) == given.replace(parameters=without)
            assert inspect.iscoroutinefunction(method) == inspect.iscoroutinefunction(wanted)
            assert inspect.getdoc(method).split("\n")[0] == inspect.getdoc(wanted).split("\n")[0]  # type: ignore[union-attr]


def test_a_call_reads_as_it_is_said(client: AuthenticatedClient) -> None:
    with respx.mock(base_url=BASE_URL, assert_all_called=True) as mock, client:
        mock.get("/kling/scheduler").respond(200, json=[{"id": 7, "colour": "blue"}])
        (task,) = client.scheduler.get_running_tasks()
        assert (task.id, dict(task.unknown)) == (7, {"colour": "blue"})
        assert (task.to_dict(), task.to_json()) == ({"id": 7, "colour": "blue"}, '{"id":7,"colour":"blue"}')
        answer = client.scheduler.detailed.get_running_tasks()
        assert (answer.status_code, answer.parsed) == (200, [task])
        assert len({task, *client.scheduler.get_running_tasks()}) == 1


def test_the_asynchronous_call_reads_alike(client: AuthenticatedClient) -> None:
    async def call() -> Any:
        async with client:
            group = client.aio.scheduler
            return await group.get_running_tasks(), await group.detailed.get_running_tasks()

    with respx.mock(base_url=BASE_URL) as mock:
        mock.get("/kling/scheduler").mock(return_value=httpx.Response(200, json=[{"id": 7}]))
        tasks, answer = asyncio.run(call())
    assert [task.id for task in tasks] == [7]
    assert answer.parsed == tasks


def test_nothing_but_operations_and_settings_shows(client: AuthenticatedClient) -> None:
    shown = {name for name in dir(client) if not name.startswith("_")}
    tags = {module.__name__.split(".")[-2] for module in modules()}
    assert shown - tags == {"aio", "aclose", "base_url", "close", "with_headers", "with_timeout"}
