"""HTML as lines of text: what a reader sees of a page's content, without the site around it.

The standard library's parser is enough, since no two of its readings matter here: every tag that is not known leaves
its text where it stands, and nothing that is missing or left open ends the reading.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

from scripts.judge.page.plain import MASK, plain, squeezed

TEXT, HEADING, CODE = "text", "heading", "code"


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _names("area base br col embed hr img input link meta param source track wbr")
# Their content is none of the page's.
UNREAD = _names(
    "script style template noscript svg head nav aside footer form button select textarea label iframe canvas"
)
BLOCKS = _names(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 "
    "header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul"
)
CELLS = _names("td th")
HEADINGS = _names("h1 h2 h3 h4 h5 h6")
# Names by which themes mark what stands around the content, and the numbers and buttons at code.
AROUND = _names(
    "toc markdown-toc table-of-contents breadcrumb breadcrumbs breadcrumb-nav side-bar sidebar site-nav site-header "
    "site-footer navigation navbar nav-list footer search skip-to-main cookie-banner pager pagination lineno gutter "
    "copy clipboard"
)
MAIN = _names("main main-content")
# The parser of Python 3.11 stops at some of these declarations; a browser takes them for comments.
DECLARATION = re.compile(r"<!\[[^>]*>?")


@dataclass(frozen=True)
class Line:
    """One line of a page, or a whole block of code; ``kind`` is TEXT, HEADING or CODE."""

    text: str
    kind: str = TEXT


def is_markup(text: str) -> bool:
    """Whether a text is HTML rather than plain."""
    return re.search(r"<(!doctype\s+html|html|head|body|main|div|h1|p|pre)\b[^<]*>", text[:20_000], re.I) is not None


def lines_of(text: str) -> list[Line]:
    """The lines of an HTML page's main part, or of all of it where none is marked."""
    reader = _Reader()
    reader.feed(DECLARATION.sub("", text))
    reader.close()
    reader.flush()
    main = [line for inside, line in reader.lines if inside]
    return main or [line for _, line in reader.lines]


@dataclass(frozen=True)
class _Open:
    tag: str
    read: bool
    main: bool
    code: bool
    heading: bool


class _Reader(HTMLParser):
    """Collects lines as elements open and close."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[bool, Line]] = []
        self._open = [_Open("", read=True, main=False, code=False, heading=False)]
        self._count: Counter[str] = Counter()
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in BLOCKS or tag == "br":
            self._boundary(tag)
        if tag in VOID:
            return
        names = set(f"{given.get('class') or ''} {given.get('id') or ''}".lower().split())
        above = self._open[-1]
        main = tag == "main" or given.get("role") == "main" or bool(names & MAIN)
        unread = tag in UNREAD or bool(names & AROUND and not main)
        masked = "data-cfemail" in given
        if masked and above.read:
            self._text.append(MASK)
        if tag == "li" and above.read and not above.code:
            # As in plain text, it ends what stood in the item before.
            self._text.append("\u2022 ")
        self._count[tag] += 1
        self._open.append(
            _Open(
                tag,
                read=(above.read or main) and not unread and not masked,
                main=above.main or main,
                code=above.code or tag == "pre",
                heading=above.heading or tag in HEADINGS,
            )
        )

    def handle_endtag(self, tag: str) -> None:
        if not self._count[tag]:
            return
        if tag in BLOCKS and tag not in CELLS:
            self._boundary(tag)
        closed = ""
        while closed != tag:
            closed = self._open.pop().tag
            self._count[closed] -= 1

    def handle_data(self, data: str) -> None:
        if self._open[-1].read:
            self._text.append(data)

    def _boundary(self, tag: str) -> None:
        here = self._open[-1]
        if here.code and tag != "pre":
            if self._text and not self._text[-1].endswith("\n"):
                self._text.append("\n")
        elif tag in CELLS:
            if any(map(str.strip, self._text)):
                self._text.append(" | ")
        else:
            self.flush()

    def flush(self) -> None:
        """End the line that is being read."""
        here = self._open[-1]
        text = plain("".join(self._text))
        self._text = []
        if here.code and "\n" in text.strip():
            line = Line(text.strip("\n"), CODE)
        else:
            line = Line(squeezed(text).removesuffix(" |"), HEADING if here.heading else CODE if here.code else TEXT)
        if line.text.strip():
            self.lines.append((here.main, line))
