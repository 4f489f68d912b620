"""The files that stand beside the code."""

from __future__ import annotations

from pathlib import Path


def asset(name: str) -> bytes:
    """The content of one of the sandbox's own files."""
    return (Path(__file__).with_name("files") / name).read_bytes()
