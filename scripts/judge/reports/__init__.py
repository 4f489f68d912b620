"""The verdict as files: text, JSON, JUnit XML, Markdown and one HTML page that needs nothing else."""

from __future__ import annotations

import json
from pathlib import Path

from scripts.judge import screen
from scripts.judge.reports.data import as_data
from scripts.judge.reports.github import commands
from scripts.judge.reports.junit import junit
from scripts.judge.reports.markdown import markdown
from scripts.judge.reports.overlay import drift_overlay
from scripts.judge.reports.page import page
from scripts.judge.verdict import Verdict

__all__ = ["as_data", "commands", "junit", "markdown", "page", "write"]


def write(verdict: Verdict, folder: Path) -> None:
    """Write ``verdict.txt``, ``.json``, ``.md`` and ``.html`` and ``junit.xml`` into an existing folder.

    Where answers held what the document can be made to say, ``drift.overlay.yaml`` says it.

    Raises OSError when a file cannot be written.
    """
    texts = {
        "verdict.txt": "\n".join(screen.lines(verdict)) + "\n",
        "verdict.json": json.dumps(as_data(verdict), indent=2) + "\n",
        "verdict.md": markdown(verdict),
        "verdict.html": page(verdict),
        "junit.xml": junit(verdict),
    }
    drifted = folder / "drift.overlay.yaml"
    drifted.unlink(missing_ok=True)
    if said := drift_overlay(verdict):
        texts[drifted.name] = said
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
