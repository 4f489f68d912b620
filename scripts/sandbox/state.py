"""The simulation in a JSON file."""

from __future__ import annotations

import json
from pathlib import Path

from scripts.sandbox.control import state_violation
from scripts.sandbox.messages import Refusal
from scripts.sandbox.simulation import Simulation


class StateError(Exception):
    """A state file cannot be used; the text is one line with the file and the place in it."""


def load_state(simulation: Simulation, path: Path) -> None:
    """Restore ``simulation`` from the file at ``path``. Raises StateError."""
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise StateError(f"{path}: cannot be read: {error.strerror}") from None
    except json.JSONDecodeError as error:
        raise StateError(f"{path}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from None
    except (UnicodeDecodeError, RecursionError):
        raise StateError(f"{path}: not JSON: it is no UTF-8 text, or nested too deep") from None
    if reason := state_violation(state):
        raise StateError(f"{path}: {reason}")
    try:
        simulation.restore(state)
    except Refusal as refusal:
        raise StateError(f"{path}: {refusal}") from None


def save_state(simulation: Simulation, path: Path) -> None:
    """Write ``simulation`` to the file at ``path``, whole or not at all. Raises StateError."""
    beside = path.with_name(path.name + ".new")
    try:
        beside.write_text(json.dumps(simulation.state(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise StateError(f"{path}: cannot be written: {error.strerror}") from None
