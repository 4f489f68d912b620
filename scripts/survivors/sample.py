"""Changes of our own code, drawn by a seed."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterable
from pathlib import Path

from cosmic_ray.commands import init
from cosmic_ray.modules import find_modules
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, WorkItem

Span = tuple[tuple[int, int], tuple[int, int]]


def sample(package: Path, count: int, seed: int) -> list[WorkItem]:
    """``count`` of the changes that cosmic-ray makes in a package, the same for the same seed and code."""
    with use_db(str(package / "survivors.sqlite"), WorkDB.Mode.create) as found:
        init(sorted(find_modules([package])), found, {})
        known = [item for item in found.work_items if counts(item.mutations)]
    known.sort(key=lambda item: [_place(one) for one in item.mutations])
    return random.Random(seed).sample(known, min(count, len(known)))  # noqa: S311  a sample, no secret


def counts(mutations: Iterable[MutationSpec]) -> bool:
    """Whether a change can mean anything: an annotation is never evaluated here, and a cache changes no answer."""
    return not any(start <= one.start_pos < end for one in mutations for start, end in idle(Path(one.module_path)))


def idle(path: Path) -> list[Span]:
    """Where the annotations and the decorators of a module stand, lines from 1 and columns from 0."""
    found: list[ast.expr | None] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.arg | ast.AnnAssign):
            found.append(node.annotation)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found += [node.returns, *node.decorator_list]
        elif isinstance(node, ast.ClassDef):
            found += node.decorator_list
    return [
        ((one.lineno, max(one.col_offset - 1, 0)), (one.end_lineno or one.lineno, one.end_col_offset or 0))
        for one in found
        if one is not None
    ]


def _place(one: MutationSpec) -> tuple[str, tuple[int, int], str, int]:
    return str(one.module_path), one.start_pos, one.operator_name, one.occurrence
