"""Anchors that survive a release: they follow from the names of what leads to a place, and from nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scripts.document import METHODS, pointer_tokens

# What a name may have in an anchor; the rest is told by its code point.
_ODD = re.compile(r"[^\w-]")


def anchor(tokens: Iterable[str | int]) -> str:
    """The anchor of what the steps lead to; different steps never have the same one."""
    return ".".join(_ODD.sub(lambda found: f"~{ord(found[0]):x}~", str(token)) or "~" for token in tokens)


def anchor_of(pointer: str, ids: dict[tuple[str, str], str]) -> str:
    """The anchor of a place in the document.

    ``ids`` are the operationIds by path and method: an operation keeps its anchors when its path changes, and a
    component has its kind and its name.
    """
    tokens = pointer_tokens(pointer)
    if len(tokens) > 2 and tokens[0] == "paths" and tokens[2] in METHODS and (tokens[1], tokens[2]) in ids:
        return anchor(["operation", ids[tokens[1], tokens[2]], *tokens[3:]])
    return anchor(tokens[1:] if len(tokens) > 2 and tokens[0] == "components" else tokens)
