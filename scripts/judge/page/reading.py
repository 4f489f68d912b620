"""What a page states, in a form in which two pages can be compared: values by place, and wordings by place."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from scripts.judge.page.blocks import EXAMPLE, MODEL, SAMPLE, STATUS, Block, blocks_of, lines_of_text
from scripts.judge.page.dates import dates_in, dates_of, is_stamp
from scripts.judge.page.examples import examples
from scripts.judge.page.markup import HEADING, TEXT, is_markup, lines_of
from scripts.judge.page.places import step_of
from scripts.judge.page.plain import plain, squeezed
from scripts.judge.page.samples import METHODS, facts_of, scheme_of
from scripts.judge.page.statuses import statuses_in
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
    title = next((at for at, block in enumerate(blocks) if block.kind in kinds and not dates_of(block.text)), None)
    return _Reader(blocks, title, host).reading


class _Reader:
    """Goes through the blocks once, with the section in mind in which each stands."""

    def __init__(self, blocks: Sequence[Block], title: int | None, host: str) -> None:
        self.reading = Reading()
        self.host = host
        self.section = ""
        self.prose: dict[str, list[str]] = {}
        self.answers: list[Block] = []
        self.told_statuses: list[str] = []
        self.stamps: list[str] = []
        for at, block in enumerate(blocks):
            if at == title:
                self.reading.title = self.reading.words["title"] = block.text
            # What stands before the title is the site's, save for the date.
            elif title is None or at > title or dates_of(block.text):
                self._take(block)
        if self.stamps:
            self._state("edited", self.stamps[0])
        for place, value in examples(self.answers):
            self._state(place, value)
        for status in self.told_statuses:
            self._state(f"status/{status}", "")
        for section, texts in self.prose.items():
            place = f"section/{step_of(section)}#text" if section else "about"
            self.reading.words[place] = squeezed(" ".join(texts))
        if "about" in self.reading.words:
            self._state("about", self.reading.words["about"])

    def _state(self, place: str, value: Any) -> None:
        self.reading.values.setdefault(place, value)

    def _take(self, block: Block) -> None:
        if block.kind in {STATUS, EXAMPLE}:
            self.answers.append(block)
        elif block.kind == MODEL:
            self._model(block.text)
        elif block.kind == SAMPLE:
            for place, value in facts_of(block.text):
                self._state(f"sample/{place}", value)
        elif not (self._address(block.text) or self._date(block.text)):
            if block.kind == HEADING:
                self.section = block.text
                self._state(f"section/{step_of(self.section)}", self.section)
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
            self._state(f"url/{step_of(found[2])}", found[2])
        return True

    def _date(self, text: str) -> bool:
        """Whether a line is a date, which counts, or a stamp, which counts where there is no date."""
        dates, stamp = dates_of(text), is_stamp(text)
        if dates:
            self._state("edited", max(dates))
        elif stamp:
            self.stamps += dates_in(text)
        return bool(dates) or stamp

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
        self._state(f"parameter/{step_of(found[1])}", text)
        return True

    def _prose(self, block: Block) -> None:
        self.prose.setdefault(self.section, []).append(block.text)
        self.told_statuses += statuses_in(block.text)
