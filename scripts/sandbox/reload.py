"""Serve a document that changes while it is served."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from scripts.document import DocumentError, load
from scripts.reference.notes import notes_of
from scripts.sandbox.app import Sandbox

LOOK_SECONDS = 0.25


class Reload:
    """Serves what the file at ``path`` says anew whenever it changes; what cannot be served is told in one line."""

    def __init__(self, app: Sandbox, path: Path) -> None:
        self._app = app
        self._path = path
        self._seen = self._stamp()
        self._next = 0.0

    def look(self) -> None:
        """Read the file if it has changed since the last look."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + LOOK_SECONDS
        stamp = self._stamp()
        if stamp == self._seen:
            return
        self._seen = stamp
        try:
            self._app.serve(load(self._path), notes_of(self._path))
        except DocumentError as error:
            print(f"sandbox: {error}; the document before it is served on", file=sys.stderr)
        else:
            print(f"sandbox: {self._path} has changed and is served", file=sys.stderr)

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            stat = self._path.stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size, stat.st_ino
