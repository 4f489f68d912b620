"""A bug of the sandbox's own, told to whoever runs it without ending what runs."""

from __future__ import annotations

import sys
import traceback

MOST_TOLD = 100

_told: set[str] = set()


def tell_bug(where: str, error: Exception) -> None:
    """Say on standard error what broke, with its traceback the first time; one that comes again is one line."""
    print(f"sandbox: a bug of the sandbox's, {where}: {type(error).__name__}: {error}", file=sys.stderr)
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{type(error).__name__} {frames[-1].filename}:{frames[-1].lineno}" if frames else where
    if place not in _told and len(_told) < MOST_TOLD:
        _told.add(place)
        traceback.print_exception(error)
