"""Which document is served: the file that is named, else the one in its place, else the one that is built in."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scripts.document import DOCUMENT, DocumentError, load
from scripts.sandbox.app import Sandbox
from scripts.sandbox.assets import asset

LOOK_SECONDS = 0.25


def document_file(named: Path | None) -> Path | None:
    """The file to read; None when the built-in document is to be served."""
    return named or (DOCUMENT if DOCUMENT.exists() else None)


def read_document(path: Path | None) -> Mapping[str, Any]:
    """The document in the file at ``path``, or the built-in one. Raises DocumentError."""
    if path is not None:
        return load(path)
    # The one reader reads files.
    with TemporaryDirectory() as folder:
        copy = Path(folder) / DOCUMENT.name
        copy.write_bytes(asset(DOCUMENT.name))
        return load(copy)


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
            self._app.serve(load(self._path))
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
