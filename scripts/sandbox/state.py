"""The simulation in a JSON file."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from scripts.sandbox.control import state_violation
from scripts.sandbox.messages import Refusal, read_json
from scripts.sandbox.simulation import Simulation


class StateError(Exception):
    """A state file cannot be used; the text is one line with the file and the place in it."""


def load_state(simulation: Simulation, path: Path) -> None:
    """Restore ``simulation`` from the file at ``path``. Raises StateError."""
    try:
        state = read_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise StateError(f"{path}: cannot be read: {error.strerror}") from None
    except json.JSONDecodeError as error:
        raise StateError(f"{path}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from None
    except UnicodeDecodeError:
        raise StateError(f"{path}: not JSON: it is no UTF-8 text") from None
    except ValueError as error:
        raise StateError(f"{path}: not JSON: {error}") from None
    if reason := state_violation(state):
        raise StateError(f"{path}: {reason}")
    try:
        simulation.restore(state)
    except Refusal as refusal:
        raise StateError(f"{path}: {refusal}") from None


def check_place(path: Path) -> None:
    """See that a state can be saved at ``path``, before there is one. Raises StateError."""
    if not path.name:
        raise StateError(f"{str(path)!r} names no file to save to")
    if not path.parent.is_dir():
        raise StateError(f"{path}: cannot be written: {path.parent} is no folder")
    # Replacing a link, or writing to a device, is not what somebody means who saves.
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise StateError(f"{path}: cannot be written: it is no regular file")


def save_state(simulation: Simulation, path: Path) -> None:
    """Write ``simulation`` to the file at ``path``, whole or not at all. Raises StateError."""
    check_place(path)
    try:
        text = json.dumps(simulation.state(), indent=2, ensure_ascii=False) + "\n"
        # A name that nobody can have taken before.
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StateError(f"{path}: cannot be written: {error.strerror}") from None
    except (ValueError, OverflowError, RecursionError) as error:
        raise StateError(f"{path}: cannot be written: {error}") from None
