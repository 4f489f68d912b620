"""Simulated tasks of one operation: they start, age and end by the clock."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from random import Random
from typing import Any

from scripts.making.maker import Maker
from scripts.sandbox.clock import EARLIEST, LATEST, Clock, from_text, to_text
from scripts.sandbox.messages import Refusal
from scripts.sandbox.roles import Roles, minutes_and_seconds
from scripts.sandbox.schema import Schema

PERIOD = 20.0  # seconds from one task that starts by itself to the next, on average
SHORTEST, LONGEST = 30.0, 180.0
MOST_ADDED = 10_000


@dataclass(frozen=True, slots=True)
class Task:
    """A task: the sandbox's own key, its start and end (seconds; None: not before it is ended) and other fields."""

    key: str
    started: float
    ends: float | None
    fields: Mapping[str, Any]


class TaskList:
    """The tasks behind one operation whose answer lists them.

    Tasks that start by themselves are a function of ``seed`` and the time since ``origin``, so that the clock may jump
    to any moment at no cost and the same moment shows the same tasks. Those that were added come on top.
    """

    def __init__(self, document: Mapping[str, Any], items: Any, found: Roles, clock: Clock, seed: str) -> None:
        self.roles = found
        self.schema = Schema(document, items)
        self._document = document
        self._nodes: Mapping[str, Any] = self.schema.node["properties"]
        self._clock = clock
        self._kept: dict[int, Task] = {}
        # Counts how often everything was put in place anew.
        self.era = 0
        self.reseed(seed)
        self.clear(forget=True)

    def clear(self, *, forget: bool = False) -> None:
        """End every running task; with ``forget`` start over as if nothing had ever been added or ended."""
        running = [] if forget else self.running()
        if forget:
            self.era += 1
            self.origin = self._clock.now()
            self.automatic = True
            self._kept = {}
            self.count = 0
            self.added: dict[str, Task] = {}
            self.ended: set[str] = set()
        # By the time that one is ended, another may have ended by itself.
        for task in running:
            self._forget(task.key)

    def now(self) -> float:
        """The moment that the tasks' clock shows, in seconds since 1970."""
        return self._clock.now()

    def running(self, moment: float | None = None) -> list[Task]:
        """The tasks that run now, or at ``moment``, in the order of their start."""
        now = self._clock.now() if moment is None else moment
        self.added = {key: task for key, task in self.added.items() if task.ends is None or now < task.ends}
        own = self._own(now) if self.automatic else {}
        self.ended &= own.keys()
        tasks = [*(task for key, task in own.items() if key not in self.ended), *self.added.values()]
        return sorted((task for task in tasks if task.started <= now), key=lambda task: (task.started, task.key))

    def body(self, now: float) -> list[dict[str, Any]]:
        """The tasks that run at ``now`` as the operation lists them."""
        return [self.listed(task, now) for task in self.running(now)]

    def listed(self, task: Task, now: float) -> dict[str, Any]:
        """One task as the operation lists it."""
        own = {self.roles.started: to_text(task.started), self.roles.elapsed: minutes_and_seconds(now - task.started)}
        fields = {**task.fields, **own}
        names = dict.fromkeys([*self._nodes, *fields])
        return {name: fields[name] for name in names if name in fields}

    def add(self, fields: Mapping[str, Any], age: float = 0.0, duration: float | None = None) -> Task:
        """Start a task, ``age`` seconds ago, for ``duration`` seconds in all or until it is ended.

        What ``fields`` leaves out is drawn. Raises Refusal (422) for fields that the document does not allow.
        """
        clockwork = {self.roles.started, self.roles.elapsed} & fields.keys()
        if clockwork:
            raise Refusal(422, f"at #/fields/{min(clockwork)}: it follows the clock; set the age instead")
        if len(self.added) >= MOST_ADDED:
            raise Refusal(422, f"{MOST_ADDED} added tasks run already; end some first")
        now = self._clock.now()
        key = f"added-{self.count + 1}"
        started = round(now - age, 3)
        ends = None if duration is None else round(started + duration, 3)
        if started < EARLIEST or (ends is not None and ends > LATEST):
            raise Refusal(422, "at #/age or #/duration: the task would start or end outside of the years 1970 to 9998")
        task = Task(key, started, ends, {**self._draw(key), **fields})
        if reason := self.schema.violation(self.listed(task, now)):
            raise Refusal(422, f"the document does not allow such a task: {reason}")
        self.count += 1
        self.added[key] = task
        return task

    def end(self, key: str) -> Task:
        """End a running task. Raises Refusal (404) when there is none called ``key``."""
        found = next((task for task in self.running() if task.key == key), None)
        if found is None:
            raise Refusal(404, f"no running task is called {key[:80]!r}")
        self._forget(key)
        return found

    def _forget(self, key: str) -> None:
        if self.added.pop(key, None) is None:
            self.ended.add(key)

    def state(self) -> dict[str, Any]:
        """Everything that ``restore`` needs, as JSON."""
        return {
            "origin": to_text(self.origin),
            "automatic": self.automatic,
            "count": self.count,
            "ended": sorted(self.ended),
            "added": [
                {**asdict(task), "started": to_text(task.started), "ends": task.ends and to_text(task.ends)}
                for task in self.added.values()
            ],
        }

    def restored(self, state: Mapping[str, Any], now: float) -> Callable[[], None]:
        """What takes over what ``state`` said, when it is called.

        Raises Refusal (422) or ValueError, with nothing changed, for a task that the document forbids at ``now``.
        """
        tasks: dict[str, Task] = {}
        origin, count = from_text(state["origin"]), int(state["count"])
        for index, raw in enumerate(state["added"]):
            started, ends = from_text(raw["started"]), raw["ends"]
            task = Task(raw["key"], started, None if ends is None else from_text(ends), raw["fields"])
            if task.key in tasks:
                raise Refusal(422, f"at /added/{index}/key: a task before it has the same one")
            if reason := self.schema.violation(self.listed(task, now)):
                raise Refusal(422, f"at /added/{index}/fields: the document does not allow such a task: {reason}")
            tasks[task.key] = task
            # The next task must not take the place of this one.
            if number := re.fullmatch("added-([0-9]{1,15})", task.key):
                count = max(count, int(number[1]))

        def take_over() -> None:
            self.origin, self.automatic, self.count = origin, state["automatic"], count
            self._kept = {}
            self.era += 1
            self.added, self.ended = tasks, set(state["ended"])

        return take_over

    def take_over(self, before: TaskList) -> None:
        """Go on with the tasks of ``before``, but for those that were added and are not allowed here."""
        now = self.now()
        allowed = {key: task for key, task in before.added.items() if self.schema.allows(self.listed(task, now))}
        self.origin, self.automatic, self.count = before.origin, before.automatic, before.count
        self.added, self.ended, self.era = allowed, before.ended, before.era

    def reseed(self, seed: str) -> None:
        """Draw other tasks from now on."""
        self._seed = seed
        self._kept = {}

    def _own(self, now: float) -> dict[str, Task]:
        """Tasks that start by themselves and run at ``now``: one starts in each period, at a moment drawn for it."""
        latest = math.floor((now - self.origin) / PERIOD)
        window = range(latest - math.ceil(LONGEST / PERIOD) - 1, latest + 1)
        self._kept = {index: self._kept.get(index) or self._drawn(index) for index in window}
        tasks = self._kept.values()
        return {task.key: task for task in tasks if task.started <= now and (task.ends is None or now < task.ends)}

    def _drawn(self, index: int) -> Task:
        random = self._random(f"own-{index}")
        started = self.origin + (index + random.random()) * PERIOD
        ends = started + random.uniform(SHORTEST, LONGEST)
        return Task(f"own-{index}", started, ends, self._draw(f"own-{index}"))

    def _draw(self, key: str) -> dict[str, Any]:
        """Values for the properties, those left out that need not be there a quarter of the time."""
        maker = Maker(self._document, self._random(f"{key} fields"))
        own = {self.roles.started, self.roles.elapsed}
        node = {**self.schema.node, "properties": {k: v for k, v in self._nodes.items() if k not in own}}
        node["required"] = [*({self.roles.identity} - {None}), *(k for k in node.get("required", []) if k not in own)]
        fields: dict[str, Any] = maker.make(node)
        return fields

    def _random(self, purpose: str) -> Random:
        return Random(f"{self._seed} {purpose}")  # noqa: S311 - nothing secret
