"""Put a finished folder in another's place so that a reader sees the old one or the new one, never a mixture."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import time
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2
PATIENCE = 5.0


def swap(fresh: Path, target: Path) -> None:
    """Put the folder ``fresh`` at ``target``; the folder that stood there, if any, is left at ``fresh``.

    On Linux the kernel exchanges the two names in one step. Elsewhere there are two renames, the first of which is
    undone when the second fails. Raises OSError, with ``target`` as it was.
    """
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
        aside = fresh.with_name(f"{fresh.name}.old")
        target.rename(aside)
        try:
            fresh.rename(target)
        except OSError:
            aside.rename(target)
            raise
        aside.rename(fresh)


def discard(folder: Path) -> None:
    """Remove ``folder``, to which a child of a killed process may still be writing. Raises OSError after 5 seconds."""
    given_up = time.monotonic() + PATIENCE
    while True:
        try:
            shutil.rmtree(folder)
        except FileNotFoundError:
            return
        except OSError:
            if time.monotonic() > given_up:
                raise
            time.sleep(0.05)
        else:
            return


def _exchange(one: Path, other: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    return bool(renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0)
