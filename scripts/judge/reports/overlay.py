"""What answers held beyond the document, as an overlay that documents it."""

from __future__ import annotations

from ruamel.yaml.error import YAMLError

from scripts.document import DocumentError, load
from scripts.judge.verdict import Verdict
from scripts.overlays import Action, overlay, steps_to
from scripts.telling import told
from scripts.yaml_text import loaded


def drift_overlay(verdict: Verdict) -> str:
    """OpenAPI Overlay 1.0 for the document that was judged; nothing where no patch helps."""
    actions: dict[tuple[str, str], Action] = {}
    try:
        document = load(verdict.about.document)
        for row in verdict.rows.values():
            for notice in row.notices:
                if notice.patch:
                    steps = steps_to(document, notice.place)
                    said = f"{notice.code}: {notice.subject} was seen, and is not documented."
                    action = Action(steps, loaded(notice.patch), told(said))
                    # One place that several operations share is described once.
                    actions.setdefault((notice.place, notice.subject), action)
        return overlay("What answers held beyond the document", str(document["info"]["version"]), actions.values())
    except (DocumentError, ValueError, YAMLError):
        # A name in which the token was blotted out may be no YAML any more; the other reports tell of it.
        return ""
