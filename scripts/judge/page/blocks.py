"""The lines of a page as blocks: headings, prose, statuses, and code that is an example, a model or a sample."""

from __future__ import annotations

import re
from collections.abc import Container, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass

from scripts.judge.page.loose import closing
from scripts.judge.page.markup import CODE, HEADING, TEXT, Line
from scripts.judge.page.plain import MASK, squeezed
from scripts.judge.page.samples import is_sample, starts_sample
from scripts.judge.page.statuses import status_of
from scripts.judge.page.typescript import is_model

STATUS, EXAMPLE, MODEL, SAMPLE = "status", "example", "model", "sample"

BULLET = re.compile(r"^[\s\u2022\u00b7\u2023\u25e6\u25aa\u25cf\u25cb*>+|-]+(?=\S)")
CONTENTS = re.compile(r"(table of )?contents|on this page", re.IGNORECASE)
ENTRY = re.compile(r"\s*(?:\d+[.)]|[\u2022*+-])\s+(.+)")
TITLED = re.compile(r"[A-Z][A-Za-z]*(?: (?:[A-Z][A-Za-z]*|of|the|and|in|for|to|or)){0,3}")


# How TypeScript may name a model, or say that it is a list.
NAMED = re.compile(r"\s*(?:export\s+)?(?:(?:interface|type)\s+\w+\s*=?\s*)?(?:Array\s*<\s*)?(?=[{\[])")
# A bullet of a list that stands around the code: another sample, or something else.
NEXT = re.compile(r"\s*[\u2022\u25e6\u25cf*+-](\s+\S|\s*$)")


@dataclass(frozen=True)
class Block:
    """A piece of a page of one kind: HEADING, TEXT, STATUS, EXAMPLE, MODEL or SAMPLE.

    A STATUS is ``code phrase``.
    """

    kind: str
    text: str


def lines_of_text(text: str) -> list[Line]:
    """The lines of a plain text, with Markdown's headings told and its fences left out."""
    lines = []
    for line in text.split("\n"):
        if found := re.match(r"#{1,6}\s+(.+)", line):
            lines.append(Line(found[1].rstrip(" #"), HEADING))
        elif not re.match(r"\s*(```|~~~)|\s*\{:.*\}\s*$", line):
            lines.append(Line(line))
    return lines


def blocks_of(lines: Sequence[Line], known: Container[str]) -> list[Block]:
    """The blocks of a page; ``known`` has the headings, in lower case, that a page without marks may have."""
    return _labels_dropped(_Splitter(lines, known).blocks())


class _Splitter:
    """Walks the lines once."""

    def __init__(self, lines: Sequence[Line], known: Container[str]) -> None:
        self.lines = [Line(part, line.kind) for line in lines for part in _parts(line)]
        self.known = known
        self.marked = any(line.kind == HEADING and not status_of(line.text) for line in lines)
        # Where headings are not marked, a name that comes again is an entry of a table of contents.
        self.last = {squeezed(BULLET.sub("", line.text)).casefold(): at for at, line in enumerate(self.lines)}
        self.contents = {line.text.casefold() for line in lines if line.kind == HEADING}

    def blocks(self) -> Iterator[Block]:
        """Each block in turn."""
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            bare = BULLET.sub("", line.text) if line.kind == TEXT else line.text.strip()
            bare = bare[named.end() :] if (named := NAMED.match(bare)) else bare
            text = squeezed(bare)
            at += 1
            if not re.search(r"\w|[{\[]", text) or self._is_entry(line):
                continue
            if CONTENTS.fullmatch(text):
                at = self._read_contents(at)
            elif status := status_of(text):
                yield Block(STATUS, f"{status[0]} {status[1]}".strip())
                if status[2]:
                    at = yield from self._bracket(status[2], at)
            elif text[0] in "{[" and not text.startswith(MASK):
                at = yield from self._bracket(bare, at)
            elif line.kind == CODE and is_sample(bare):
                yield Block(SAMPLE, bare)
            elif line.kind == HEADING or self._is_heading(at, text):
                yield Block(HEADING, text.strip(" #\u00b6\U0001f517"))
            elif line.kind == TEXT and starts_sample(text):
                at = yield from self._sample(bare, at)
            else:
                yield Block(TEXT, text)

    def _read_contents(self, at: int) -> int:
        while at < len(self.lines) and (not self.lines[at].text.strip() or ENTRY.fullmatch(self.lines[at].text)):
            entry = ENTRY.fullmatch(self.lines[at].text)
            if entry and not status_of(entry[1].strip()):
                self.contents.add(squeezed(entry[1]).casefold())
            at += 1
        return at

    def _is_heading(self, at: int, text: str) -> bool:
        """Whether the line before ``at`` is a heading, where none is marked as one."""
        if self.marked or at == 1 or self.last.get(text.casefold(), 0) >= at:
            return False
        after = next((line.text.strip() for line in self.lines[at : at + 2] if line.text.strip()), "")
        titled = TITLED.fullmatch(text) is not None and after[:1] not in {"{", "["} and not starts_sample(after)
        return titled or self._is_name(text.rstrip(":"))

    def _is_entry(self, line: Line) -> bool:
        """Whether a line of text is one of a table of contents."""
        entry = ENTRY.fullmatch(line.text)
        named = self._is_name(entry[1]) if entry else self.marked and self._is_name(line.text)
        return named and line.kind == TEXT

    def _is_name(self, text: str) -> bool:
        """Whether a text is that of a heading."""
        name = squeezed(text).casefold()
        return name in self.contents or name in self.known

    def _bracket(self, first: str, at: int) -> Generator[Block, None, int]:
        """The example or model that starts with ``first`` and goes on at line ``at``; returns the line behind it."""
        taken: list[str] = []
        depth, line, rest = 0, first, ""
        while True:
            depth, end = closing(line, depth)
            if end is not None:
                end += len(re.match(r"[ \t]*(\[\s*\]|>)*[ \t]*;?", line[end:])[0])  # type: ignore[index]
                line, rest = line[:end], squeezed(line[end:])
            taken.append(line)
            if end is not None or at == len(self.lines) or self._stops(at):
                break
            line, at = self.lines[at].text, at + 1
        code = "\n".join(taken)
        yield Block(MODEL if is_model(code) else EXAMPLE, code)
        if rest:
            yield Block(TEXT, rest)
        return at

    def _sample(self, first: str, at: int) -> Generator[Block, None, int]:
        """The sample that starts with ``first``, up to the next bullet, heading or status."""
        taken = [first]
        while at < len(self.lines) and not self._stops(at) and not NEXT.match(self.lines[at].text):
            taken.append(self.lines[at].text)
            at += 1
        code = "\n".join(taken)
        yield Block(SAMPLE if is_sample(code) else TEXT, code)
        return at

    def _stops(self, at: int) -> bool:
        """Whether no code goes on at a line."""
        line = self.lines[at]
        text = squeezed(BULLET.sub("", line.text))
        status = status_of(text)
        named = text.casefold() in self.contents or (
            not self.marked and (text.casefold() in self.known or TITLED.fullmatch(line.text.rstrip()) is not None)
        )
        return named or line.kind != TEXT or (status is not None and bool(status[1]))


def _parts(line: Line) -> list[str]:
    """The lines of a block of code that neither starts with a bracket nor calls anything; others stay whole."""
    whole = line.kind != CODE or NAMED.match(line.text) is not None or is_sample(line.text)
    return [line.text] if whole else line.text.split("\n")


def _labels_dropped(blocks: Iterable[Block]) -> list[Block]:
    """The blocks without the short labels that tabs and code blocks have, such as the name of a language."""
    kept: list[Block] = []
    for block in blocks:
        if block.kind in {SAMPLE, EXAMPLE, MODEL}:
            while kept and kept[-1].kind == TEXT and re.fullmatch(r"[\w.+#/-]+( [\w.+#/-]+)?", kept[-1].text):
                kept.pop()
        kept.append(block)
    return kept
