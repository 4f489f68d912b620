"""A comparison as an overlay that makes the new document of the old one."""

from __future__ import annotations

from scripts.compare.report import Comparison
from scripts.overlays import changes, overlay
from scripts.telling import excerpt

LONGEST = 300


def as_overlay(comparison: Comparison) -> str:
    """OpenAPI Overlay 1.0, each step with what it means; nothing where both documents say the same."""

    def described(pointer: str) -> str:
        told = {
            f"{d.verdict}: {d.sentence}"
            for d in comparison.differences
            for place in (d.old, d.new)
            if place is not None and (place == pointer or place.startswith(f"{pointer}/"))
        }
        return excerpt("; ".join(sorted(told)), LONGEST)

    before, after = comparison.versions
    try:
        actions = changes(comparison.old.document, comparison.new.document, described)
        return overlay(f"What changed from {before} to {after}", after, actions).rstrip("\n")
    except ValueError:
        return ""
