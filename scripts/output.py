"""May a program replace the folder that it was told to write? Only what it wrote itself is ever removed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.swap import discard

try:
    import fcntl
except ImportError:  # Windows has no such locks: parallel runs are not told apart there, and nothing is cleared up.
    fcntl = None  # type: ignore[assignment]


class OutputError(Exception):
    """The folder may not be replaced; the text is one line that says why."""


def claim(folder: Path, ours: Callable[[Path], bool]) -> Path:
    """The resolved ``folder``, which does not exist, is empty or is one that ``ours`` knows as a former output.

    Raises OutputError for a folder that holds anything else, for a file, for the working folder and what it stands in,
    and for a repository.
    """
    found = folder.resolve()
    if Path.cwd().is_relative_to(found):
        raise OutputError(f"{folder}: the working folder stands there: name a folder of its own")
    if found.exists() and not found.is_dir():
        raise OutputError(f"{folder}: this is a file: name a folder")
    if (found / ".git").exists():
        raise OutputError(f"{folder}: this is a repository: name a folder in it")
    if found.is_dir() and any(found.iterdir()) and not ours(found):
        raise OutputError(f"{folder}: holds files that were not written here: name a new or an empty folder")
    return found


def keep(folder: Path, strays: list[Path]) -> None:
    """Raise OutputError when a former output in ``folder`` also holds ``strays``, which would be lost."""
    if strays:
        more = f" and {len(strays) - 1} more" if len(strays) > 1 else ""
        raise OutputError(f"{folder}: holds {strays[0].relative_to(folder)}{more}, not written here: move it elsewhere")


@contextmanager
def alone(output: Path, program: str) -> Iterator[str]:
    """Wait until no other run writes beside ``output``; the prefix of folders that this run may make there.

    What a killed run left under that prefix is removed first. Raises OSError.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".new-{program}-{output.name}-"
    if fcntl is None:
        yield prefix
        return
    # The lock goes with the process, however it ends.
    parent = os.open(output.parent, os.O_RDONLY)
    try:
        fcntl.flock(parent, fcntl.LOCK_EX)
        for left_by_a_kill in output.parent.iterdir():
            if left_by_a_kill.name.startswith(prefix) and len(left_by_a_kill.name) == len(prefix) + 8:
                discard(left_by_a_kill)
        yield prefix
    finally:
        os.close(parent)
