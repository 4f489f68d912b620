"""The exchanges on file, found by looking."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def on_file(kind: str) -> list[object]:
    """One pytest parameter per HAR file under ``kind``, its id the operation and the file's stem.

    Raises LookupError when there is none: a glob that finds nothing would pass every test.
    """
    paths = sorted((HERE / kind).glob("*/*.har"))
    if not paths:
        raise LookupError(f"no recordings under {kind}")
    return [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in paths]
