"""What a page states, in a form in which two pages can be compared: values by place, and wordings by place.

Places are paths such as ``status/401/body/code``; ``#`` marks what is said of a place, such as ``sample/curl#url``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from scripts.document import pointer_of
from scripts.judge.page.blocks import EXAMPLE, MODEL, SAMPLE, STATUS, Block, blocks_of, lines_of_text
from scripts.judge.page.loose import parsed
from scripts.judge.page.markup import HEADING, TEXT, is_markup, lines_of
from scripts.judge.page.plain import plain, squeezed
from scripts.judge.page.samples import METHODS, facts_of, scheme_of
from scripts.judge.page.typescript import model_of

ADDRESS_LINE = re.compile(rf"(?:({METHODS})\s*[:|]?\s+)?(https?://\S+)", re.IGNORECASE)
HEADER_LINE = re.compile(r"([A-Za-z][A-Za-z0-9-]*)\s*[:|]\s*(\S.*)")
PLACEHOLDER = re.compile(r"[{<$\[(]|\.\.\.|\bYOUR_|\bAPI_")
PARAMETER_LINE = re.compile(
    r"[`\"']?(?!is\b|are\b)([A-Za-z_][\w.-]*)[`\"']?\s*"
    r"(?:(?:\bis\b|[:|(-])\W*(?:string|number|integer|boolean|array|object|enum|file|required|optional)"
    r"|\W*\b(?:required|optional))\b.*",
    re.IGNORECASE,
)
MONTHS = re.findall(r"\w+", "january february march april may june july august september october november december")
DATE = re.compile(
    r"(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"
    r"|(?P<day2>\d{1,2})(?:st|nd|rd|th)? (?P<month2>[A-Za-z]{3,9})\.?,? (?P<year2>\d{4})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})(?:T[\d:.]+Z?)?"
)
STAMP = re.compile(
    r"(?:this )?(?:page )?(?:was )?(?:last )?(?:updated|modified|edited|revised|built|generated)\b.*", re.I
)
# A sentence may name a status that nothing else on the page does.
TOLD_STATUS = re.compile(r"\b(?:HTTP|status|code|error|returns?|responds?|response|answers?)\b.*?\b([45]\d\d)\b", re.I)


@dataclass
class Reading:
    """What a page states. ``values`` and ``words`` are by place; ``title`` is what it calls itself."""

    title: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)


def read(text: str, headings: Container[str] = (), host: str = "") -> Reading:
    """What the page with this text, HTML or plain, states.

    ``headings`` has the headings, in lower case, that a page without marks may have; ``host`` is the server's name.
    """
    markup = is_markup(text)
    blocks = blocks_of(lines_of(text) if markup else lines_of_text(plain(text)), headings)
    # The title is the first heading of HTML, the first words of a text.
    kinds = {HEADING} if markup else {HEADING, TEXT}
    title = next((at for at, block in enumerate(blocks) if block.kind in kinds and not _dates(block.text)), None)
    return _Reader(blocks, title, host).reading


class _Reader:
    """Goes through the blocks once, with the section in mind in which each stands."""

    def __init__(self, blocks: Sequence[Block], title: int | None, host: str) -> None:
        self.reading = Reading()
        self.host = host
        self.section = ""
        self.prose: dict[str, list[str]] = {}
        self.examples: list[Block] = []
        self.stamps: list[str] = []
        for at, block in enumerate(blocks):
            if at == title:
                self.reading.title = self.reading.words["title"] = block.text
            # What stands before the title is the site's, save for the date.
            elif title is None or at > title or _dates(block.text):
                self._take(block)
        if self.stamps:
            self._state("edited", self.stamps[0])
        for place, value in _examples(self.examples):
            self._state(place, value)
        for section, texts in self.prose.items():
            place = f"section/{_step(section)}#text" if section else "about"
            self.reading.words[place] = squeezed(" ".join(texts))
        if "about" in self.reading.words:
            self._state("about", self.reading.words["about"])

    def _state(self, place: str, value: Any) -> None:
        self.reading.values.setdefault(place, value)

    def _take(self, block: Block) -> None:
        if block.kind in {STATUS, EXAMPLE}:
            self.examples.append(block)
        elif block.kind == MODEL:
            self._model(block.text)
        elif block.kind == SAMPLE:
            for place, value in facts_of(block.text):
                self._state(f"sample/{place}", value)
        elif not (self._address(block.text) or self._date(block.text)):
            if block.kind == HEADING:
                self.section = block.text
                self._state(f"section/{_step(self.section)}", self.section)
            elif not (self._header(block.text) or self._parameter(block.text)):
                self._prose(block)

    def _model(self, text: str) -> None:
        model = model_of(text)
        if "model" in self.reading.values:
            self._state("model/another", squeezed(text))
            return
        self._state("model", "a model")
        self._state("model#list", model.kind)
        self.reading.words["model#comment"] = model.comment
        if model.optional is not None:
            self._state("model#optional", model.optional)
        for name, (type_, comment) in model.fields.items():
            self._state(f"model/{name}", type_)
            if comment:
                self._state(f"model/{name}#comment", comment)
                self.reading.words[f"model/{name}#comment"] = comment

    def _address(self, text: str) -> bool:
        found = ADDRESS_LINE.fullmatch(text)
        if found is None:
            return False
        if "url" not in self.reading.values and (not self.section or urlsplit(found[2]).hostname == self.host):
            self._state("url", found[2])
            if found[1]:
                self._state("method", found[1].upper())
        elif found[2] != self.reading.values.get("url") and self.host and self.host in found[2]:
            self._state(f"url/{_step(found[2])}", found[2])
        return True

    def _date(self, text: str) -> bool:
        """Whether a line is a date, which counts, or a stamp, which counts where there is no date."""
        if dates := _dates(text):
            self._state("edited", max(dates))
        elif STAMP.fullmatch(text):
            self.stamps += [day for found in DATE.finditer(text) if (day := _iso(found.groupdict()))]
        return bool(dates) or STAMP.fullmatch(text) is not None

    def _header(self, text: str) -> bool:
        found = HEADER_LINE.fullmatch(text)
        about_headers = "header" in self.section.casefold()
        if found is None or not (about_headers or "-" in found[1] or PLACEHOLDER.search(found[2])):
            return False
        if not (PLACEHOLDER.search(found[2]) or "-" in found[1] or "/" in found[2]) or len(found[2].split()) > 12:
            return False
        self._state(f"header/{found[1]}", scheme_of(found[2]))
        if behind := re.search(r"[}>\])]\s+(.+)", found[2]):
            self.prose.setdefault(self.section, []).append(behind[1])
        return True

    def _parameter(self, text: str) -> bool:
        found = PARAMETER_LINE.fullmatch(text)
        if found is None:
            return False
        self._state(f"parameter/{_step(found[1])}", text)
        return True

    def _prose(self, block: Block) -> None:
        self.prose.setdefault(self.section, []).append(block.text)
        for status in TOLD_STATUS.findall(block.text):
            self.examples.append(Block(STATUS, status))


def _examples(blocks: Iterable[Block]) -> Iterator[tuple[str, Any]]:
    """What examples show, each below its status: the one before it, or the one in its turn where all come first."""
    ordered = list(blocks)
    statuses = [block for block in ordered if block.kind == STATUS]
    for block in statuses:
        code, _, phrase = block.text.partition(" ")
        yield f"status/{code}", phrase
    tabbed = len(statuses) > 1 and ordered[: len(statuses)] == statuses and len(ordered) == 2 * len(statuses)
    waiting = iter(statuses)
    status = None
    seen: set[str] = set()
    for block in ordered:
        if block.kind == STATUS:
            status = block
            continue
        if tabbed:
            status = next(waiting)
        place = f"status/{status.text.split()[0]}/body" if status else "body"
        yield from _flat(parsed(block.text), place if place not in seen else f"{place}/another")
        seen.add(place)


def _flat(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if isinstance(value, dict | list):
        yield place, "object" if isinstance(value, dict) else "array"
    else:
        yield place, squeezed(value) if isinstance(value, str) else value
    for name, member in members:
        yield from _flat(member, f"{place}/{_step(name)}")


def _step(name: str | int) -> str:
    """A name as one step of a place."""
    return pointer_of([name])[1:].replace("#", "~2")


def _dates(text: str) -> list[str]:
    """The dates of a line that has nothing else, as ISO 8601 has them."""
    if re.sub(r"[\s(),;|/-]", "", DATE.sub("", text)):
        return []
    return [day for found in DATE.finditer(text) if (day := _iso(found.groupdict()))]


def _iso(parts: dict[str, str | None]) -> str | None:
    if parts["iso"]:
        return parts["iso"]
    name = str(parts["month"] or parts["month2"]).casefold()
    month = next((number for number, full in enumerate(MONTHS, 1) if full.startswith(name[:9])), 0)
    year, day = int(parts["year"] or parts["year2"] or 0), int(parts["day"] or parts["day2"] or 0)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
