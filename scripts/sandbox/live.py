"""The front page: the running tasks, the faults and the last requests, as they are now."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from scripts.sandbox.assets import asset
from scripts.sandbox.clock import from_text, to_text
from scripts.sandbox.contract import Contract
from scripts.sandbox.control import shown_faults, shown_tasks
from scripts.sandbox.faults import Switch
from scripts.sandbox.journal import Journal
from scripts.sandbox.messages import Answer
from scripts.sandbox.roles import minutes_and_seconds
from scripts.sandbox.simulation import Simulation


class LivePage:
    """Shows what the control interface tells; with ``drivable`` its script asks that interface, and changes things."""

    def __init__(
        self,
        contract: Contract,
        simulation: Simulation | None,
        faults: Switch,
        journal: Journal,
        *,
        title: str,
        reference: str,
        drivable: bool,
    ) -> None:
        self._contract = contract
        self._simulation = simulation
        self._faults = faults
        self._journal = journal
        self._fixed = {"title": title, "reference": reference, "drivable": drivable}

    def answer(self) -> Answer:
        """The page as it is at this moment, complete without its script."""
        simulation = self._simulation
        tasks = [] if simulation is None else shown_tasks(simulation)
        held = Counter(task["account"] for task in tasks)
        text = _template().render(
            **self._fixed,
            style=_inline("live.css"),
            script=_inline("live.js"),
            lists=[] if simulation is None else list(simulation.lists),
            clock=None
            if simulation is None
            else {**simulation.state()["clock"], "now": to_text(simulation.clock.now())},
            tasks=[] if simulation is None else [_row(task, held, simulation.clock.now()) for task in tasks],
            faults=shown_faults(self._faults),
            requests=self._journal.told(self._contract),
            operations=[endpoint.operation for endpoint in self._contract],
            base_path=self._contract.base_path,
        )
        headers = (
            ("content-type", "text/html; charset=utf-8"),
            ("content-security-policy", _policy()),
            ("cache-control", "no-store"),
            ("referrer-policy", "no-referrer"),
        )
        return Answer(200, headers, text.encode(), is_own=True)


def _row(task: Mapping[str, Any], held: Counter[str | None], now: float) -> dict[str, Any]:
    started = from_text(task["started"])
    part = None
    if task["ends"] is not None:
        part = min(100, int(100 * (now - started) / max(from_text(task["ends"]) - started, 0.001)))
    return {**task, "age": minutes_and_seconds(now - started), "part": part, "held": held[task["account"]]}


@cache
def _template() -> Template:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(
        asset("live.html.jinja").decode()
    )


@cache
def _inline(name: str) -> str:
    return asset(name).decode()


@cache
def _policy() -> str:
    """Nothing but the page's own script and style, which their hashes name, and this server."""
    script, style = (
        "sha256-" + b64encode(hashlib.sha256(_inline(name).encode()).digest()).decode()
        for name in ("live.js", "live.css")
    )
    return (
        f"default-src 'none'; script-src '{script}'; style-src '{style}'; connect-src 'self'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
