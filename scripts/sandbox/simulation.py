"""The scheduler behind the document's lists of running tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from scripts.document import resolve
from scripts.sandbox.clock import Clock, from_text, to_text
from scripts.sandbox.contract import Endpoint
from scripts.sandbox.messages import Answer, Refusal
from scripts.sandbox.roles import roles
from scripts.sandbox.tasks import TaskList

TICKS = 20  # a list is made anew at most so often per real second


class Simulation:
    """Task lists by operation, on one clock; ``seed`` tells which tasks there are."""

    def __init__(self, clock: Clock | None = None, *, seed: int = 0) -> None:
        self.clock = clock or Clock()
        self.seed = seed
        self.lists: dict[str, TaskList] = {}
        self._changes = 0
        self._kept: dict[str, tuple[object, Answer]] = {}

    def attach(self, document: Mapping[str, Any], endpoints: Iterable[Endpoint]) -> None:
        """Take over the operations that list running tasks; the others keep their documented examples.

        Tasks of a document before this one go on where this one allows them.
        """
        lists = {}
        for endpoint in endpoints:
            response = endpoint.responses.get(str(endpoint.default_status))
            node = response.schema.node if response and response.schema else None
            if endpoint.operation.method != "GET" or not isinstance(node, Mapping) or node.get("type") != "array":
                continue
            items = node.get("items", {})
            found = roles(document, resolve(document, items))
            if found is not None:
                name = endpoint.operation.id
                lists[name] = TaskList(document, items, found, self.clock, f"{self.seed} {name}")
                if name in self.lists:
                    lists[name].take_over(self.lists[name])
        self.lists = lists
        self.changed()

    def answer(self, endpoint: Endpoint, accept: str = "") -> Answer | None:
        """What the operation answers now; None when it lists no tasks, or not in the media type that is asked for.

        Raises Refusal (406) when there is no such media type.
        """
        name = endpoint.operation.id
        tasks = self.lists.get(name)
        if tasks is None:
            return None
        if accept not in ("", "*/*"):
            response = endpoint.response(endpoint.default_status)
            chosen = response.chosen(accept)
            if chosen is None or chosen[0] is not response.representations[0]:
                return None
        tick = (int(self.clock.real() * TICKS), self.clock.changes, self._changes)
        kept = self._kept.get(name)
        if kept is None or kept[0] != tick:
            status, now = endpoint.default_status, self.clock.now()
            answer = endpoint.response(status).answer(status, tasks.body(now))
            kept = self._kept[name] = (tick, replace(answer, moment=now))
        return kept[1]

    def changed(self) -> None:
        """Make the next answer anew, since the tasks were changed."""
        self._changes += 1

    def reset(self) -> None:
        """Start over at the moment that the clock shows."""
        for tasks in self.lists.values():
            tasks.clear(forget=True)
        self.changed()

    def state(self) -> dict[str, Any]:
        """Everything that ``restore`` needs, as JSON."""
        clock = {"now": to_text(self.clock.now()), "speed": self.clock.speed, "frozen": self.clock.frozen}
        return {
            "seed": self.seed,
            "clock": clock,
            "operations": {name: tasks.state() for name, tasks in self.lists.items()},
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take over what ``state`` said. Raises Refusal (422), with everything as it was, when it does not fit."""
        clock = state["clock"]
        try:
            now = from_text(clock["now"])
        except ValueError as error:
            raise Refusal(422, f"at /clock/now: {error}") from None
        changes = []
        for name, tasks in state["operations"].items():
            if name not in self.lists:
                known = ", ".join(self.lists) or "none"
                raise Refusal(422, f"at /operations/{name}: no operation of that name lists tasks; there is: {known}")
            try:
                changes.append(self.lists[name].restored(tasks, now))
            except (Refusal, ValueError) as error:
                raise Refusal(422, f"at /operations/{name}: {error}") from None
        self.clock.set(now=now, speed=clock["speed"], frozen=clock["frozen"])
        self.seed = state["seed"]
        for name, tasks in self.lists.items():
            tasks.reseed(f"{self.seed} {name}")
        for change in changes:
            change()
        self.changed()
