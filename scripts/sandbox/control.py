"""The control interface under ``/_sandbox``, driven by its own document like everything else here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from urllib.parse import unquote

from ruamel.yaml import YAML

from scripts.sandbox.assets import asset
from scripts.sandbox.clock import from_text, to_text
from scripts.sandbox.contract import Contract, Endpoint
from scripts.sandbox.faults import FAULTS, Switch
from scripts.sandbox.journal import Journal
from scripts.sandbox.messages import Answer, Refusal, Request, decode, encode
from scripts.sandbox.prefer import known_faults
from scripts.sandbox.schema import Schema
from scripts.sandbox.simulation import Simulation
from scripts.sandbox.tasks import Task, TaskList


@cache
def control_document() -> dict[str, Any]:
    """The OpenAPI document of the control interface."""
    document: dict[str, Any] = YAML(typ="safe", pure=True).load(asset("control.yaml"))
    return document


def state_violation(state: Any) -> str | None:
    """Where and why ``state`` is no saved state, in one line; None when it is one."""
    return Schema(control_document(), {"$ref": "#/components/schemas/State"}).violation(state)


class Control:
    """Lets a caller look into ``simulation``, the ``faults`` and the ``journal`` of ``served``, and change them."""

    def __init__(self, simulation: Simulation, served: Contract, faults: Switch, journal: Journal) -> None:
        self.contract = Contract(control_document())
        self.base_path = self.contract.base_path
        self._simulation = simulation
        self._faults = faults
        self._handlers: dict[str, Callable[[Mapping[str, Any], Mapping[str, str]], Any]] = {
            "listTasks": lambda *_: shown_tasks(simulation),
            "listRequests": lambda *_: journal.told(served),
            "listFaults": lambda *_: shown_faults(faults),
            "setFaults": lambda body, _: self._set_faults(body),
            "addTask": lambda body, _: self._add(body),
            "clearTasks": lambda *_: self._clear(),
            "endTask": lambda _, values: self._end(unquote(values["key"])),
            "getClock": lambda *_: self._simulation.state()["clock"],
            "setClock": lambda body, _: self._set_clock(body),
            "getState": lambda *_: self._simulation.state(),
            "setState": lambda body, _: self._set_state(body),
            "reset": lambda *_: self._reset(),
        }

    def document(self) -> Answer:
        """The interface's own document."""
        return Answer(200, (("content-type", "application/json"),), encode(control_document()))

    def answer(self, endpoint: Endpoint, request: Request, values: Mapping[str, str]) -> Answer:
        """Do what the request asks. Raises Refusal when it cannot be done."""
        body = decode(request.body) if endpoint.inputs.takes_body and request.body else {}
        if reason := endpoint.inputs.violation(request, values):
            raise Refusal(422, reason)
        result = self._handlers[endpoint.operation.id](body, values)
        return endpoint.response(endpoint.default_status).answer(endpoint.default_status, result)

    def _add(self, body: Mapping[str, Any]) -> dict[str, Any]:
        lists = self._simulation.lists
        name = body.get("operation", next(iter(lists)) if len(lists) == 1 else None)
        if name not in lists:
            raise Refusal(422, f"at #/operation: name one that lists tasks; there is: {', '.join(lists) or 'none'}")
        task = lists[name].add(body.get("fields", {}), body.get("age", 0), body.get("duration"))
        self._simulation.changed()
        return _shown(name, lists[name], task)

    def _clear(self) -> list[dict[str, Any]]:
        for tasks in self._simulation.lists.values():
            tasks.clear()
        self._simulation.changed()
        return shown_tasks(self._simulation)

    def _end(self, key: str) -> dict[str, Any]:
        for name, tasks in self._simulation.lists.items():
            if any(task.key == key for task in tasks.running()):
                task = tasks.end(key)
                self._simulation.changed()
                return _shown(name, tasks, task)
        raise Refusal(404, f"no running task is called {key[:80]!r}")

    def _set_clock(self, body: Mapping[str, Any]) -> Any:
        clock = self._simulation.clock
        try:
            now = from_text(body["now"]) if "now" in body else clock.now()
            # Told back as text, so that a moment beyond the clock's years is refused.
            now = from_text(to_text(now + body.get("forward", 0)))
        except (ValueError, OverflowError) as error:
            raise Refusal(422, f"at #/now: {error}") from None
        clock.set(now=now, speed=body.get("speed"), frozen=body.get("frozen"))
        return self._simulation.state()["clock"]

    def _set_faults(self, names: Any) -> Any:
        self._faults.names = known_faults(names)
        return shown_faults(self._faults)

    def _set_state(self, body: Mapping[str, Any]) -> Any:
        self._simulation.restore(body)
        return self._simulation.state()

    def _reset(self) -> Any:
        self._simulation.reset()
        return self._simulation.state()


def shown_tasks(simulation: Simulation) -> list[dict[str, Any]]:
    """The running tasks as the interface lists them."""
    return [_shown(name, tasks, task) for name, tasks in simulation.lists.items() for task in tasks.running()]


def shown_faults(faults: Switch) -> list[dict[str, Any]]:
    """The faults that there are, and which of them spoil every answer."""
    return [{"name": name, "summary": fault.summary, "active": name in faults.names} for name, fault in FAULTS.items()]


def _shown(name: str, tasks: TaskList, task: Task) -> dict[str, Any]:
    role = tasks.roles.account
    account = task.fields.get(role) if role else None
    return {
        "key": task.key,
        "operation": name,
        "started": to_text(task.started),
        "ends": None if task.ends is None else to_text(task.ends),
        "account": account if isinstance(account, str) else None,
        "listed": tasks.listed(task, tasks.now()),
    }
