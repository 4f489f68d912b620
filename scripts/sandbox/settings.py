"""How a sandbox is set up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from scripts.sandbox.limit import Limit
from scripts.sandbox.simulation import Simulation
from scripts.sandbox.vectors import Vectors
from scripts.sandbox.webhooks import Webhooks

# Public on purpose: it opens nothing but the sandbox.
TOKEN = "user:1-sandbox"  # noqa: S105


@dataclass(frozen=True)
class Settings:
    """What a sandbox does besides answering as its document says.

    Without a ``simulation`` each operation answers its first documented example. ``control`` opens the simulation's
    control interface. ``faults`` spoil every answer. ``log`` gets one line per answer. ``webhooks`` are called when
    a simulated task ends. ``vectors`` are served beside the document. ``host`` is a further name that it is called by.
    """

    token: str = field(default=TOKEN, repr=False)
    simulation: Simulation | None = None
    control: bool = False
    faults: tuple[str, ...] = ()
    limit: Limit | None = None
    log: Callable[[str], None] | None = None
    webhooks: Webhooks | None = None
    vectors: Vectors | None = None
    host: str | None = None
