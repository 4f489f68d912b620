"""The pairs of documents that oasdiff is tested with, where its module is on this machine."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.document import load

MODULE = "github.com/oasdiff/oasdiff@v1.36.0"
SUFFIXES = {".json", ".yaml", ".yml"}
BOUNDS = (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum"))


def data() -> Path | None:
    """The folder with oasdiff's own test data; None where Go has not fetched it."""
    try:
        told = subprocess.run(["go", "env", "GOMODCACHE"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    folder = Path(told.strip()) / MODULE / "data"
    return folder if folder.is_dir() else None


def pairs(folder: Path) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Each pair under a name that ends in the way it is read, as OpenAPI 3.1: forwards, then backwards."""
    for old in sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES):
        for stem in _partners(old.stem):
            new = old.with_name(stem + old.suffix)
            if stem != old.stem and new.exists():
                before, after = (upgraded({**load(path), "openapi": "3.1.0"}) for path in (old, new))
                name = str(old.relative_to(folder).with_suffix(""))
                yield f"{name} forwards", before, after
                yield f"{name} backwards", after, before
                break


def _partners(stem: str) -> Iterator[str]:
    yield re.sub(r"(^|[-_])base$", r"\1revision", stem)
    yield re.sub("1$", "2", stem)


def upgraded(node: Any) -> Any:
    """What OpenAPI 3.0 says, in the words of 3.1."""
    if isinstance(node, list):
        return [upgraded(one) for one in node]
    if not isinstance(node, dict):
        return node
    found = {key: upgraded(value) for key, value in node.items()}
    if found.get("nullable") is True and isinstance(found.get("type"), str):
        found["type"] = [found["type"], "null"]
    if isinstance(found.get("nullable"), bool):
        del found["nullable"]
    for closed, exclusive in BOUNDS:
        if isinstance(found.get(exclusive), bool):
            is_open = found.pop(exclusive)
            if is_open and closed in found:
                found[exclusive] = found.pop(closed)
    return found
