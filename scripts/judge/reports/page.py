"""The verdict as one HTML page."""

from __future__ import annotations

from pathlib import Path

from scripts.judge.screen import where
from scripts.judge.verdict import BROKEN, HOLDS, UNJUDGED, Verdict
from scripts.sheet import sheet

TEMPLATE = Path(__file__).with_name("page.html.jinja")
CLASSES = {HOLDS: "good", BROKEN: "bad", UNJUDGED: "unsure"}


def page(verdict: Verdict) -> str:
    """The verdict as HTML, readable on a telephone, by day and by night."""
    return sheet(TEMPLATE, verdict=verdict, kind=CLASSES[verdict.exit_code], where=where)
