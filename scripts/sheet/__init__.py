"""One HTML page without scripts, which loads nothing, from a template."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scripts.telling import told

HERE = Path(__file__).parent


def sheet(template: Path, **values: Any) -> str:
    """The page that ``template`` gives, readable on a telephone, by day and by night.

    Its style is sheet.css and the file beside the template that is called as it is, with ``.css`` at its end. Whatever
    is shown is text that anybody may have written, but for what the template itself made.
    """
    own = template.with_name(template.name.partition(".")[0] + ".css")
    style = "".join(path.read_text(encoding="utf-8") for path in (HERE / "sheet.css", own) if path.is_file())
    environment = Environment(
        loader=FileSystemLoader([template.parent, HERE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.finalize = lambda value: told(value) if type(value) is str else value
    environment.globals["told"] = told
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    own_style = Markup(style)  # noqa: S704  files of ours
    return environment.get_template(template.name).render(style=own_style, policy=policy, **values)
