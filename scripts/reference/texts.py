"""Markdown of the document as HTML, in which nothing of the document can act."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markupsafe import Markup

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])
_HEADING = re.compile(r"<(/?)h[1-6]>")
_IMAGE = re.compile(r"<img [^>]*>")
# What may be followed from the page.
_SAFE = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)


def markdown(text: object) -> Markup:
    """A text of the document as HTML. Its headings are bold lines, since the page has headings of its own."""
    html = _MARKDOWN.render(str(text or ""))
    html = _HEADING.sub(lambda found: "</strong></p>" if found[1] else "<p><strong>", html)
    return Markup(_IMAGE.sub("", html))  # noqa: S704 - the renderer escapes what is no Markdown


def address(url: object) -> str:
    """A URL that is fit to be a link; empty for any other."""
    found = str(url or "").strip()
    return found if _SAFE.fullmatch(found) else ""
