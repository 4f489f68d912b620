"""One page without scripts, that loads nothing, from a template."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scripts.judge.screen import where
from scripts.judge.verdict import BROKEN, HOLDS, UNJUDGED, Verdict
from scripts.telling import told

HERE = Path(__file__).parent
CLASSES = {HOLDS: "holds", BROKEN: "broken", UNJUDGED: "unjudged"}


def page(verdict: Verdict) -> str:
    """The verdict as HTML, readable on a telephone, by day and by night."""
    style = (HERE / "page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    # Whatever is shown is text that anybody may have written, but for what the template itself made.
    environment.finalize = lambda value: told(value) if type(value) is str else value
    environment.globals["told"] = told
    template = environment.get_template("page.html.jinja")
    own_style = Markup(style)  # noqa: S704  a file of ours
    return template.render(
        verdict=verdict, style=own_style, digest=digest, kind=CLASSES[verdict.exit_code], where=where
    )
