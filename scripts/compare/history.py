"""The releases of a repository, what each changed and for whom: one HTML page, an Atom feed and a JSON feed."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from scripts.compare.difference import Verdict
from scripts.compare.formats import as_text
from scripts.compare.releases import Contract, NotFoundError, contract, tagged
from scripts.compare.report import Comparison
from scripts.document import ROOT, DocumentError
from scripts.sheet import sheet
from scripts.telling import told

TEMPLATE = Path(__file__).with_name("history.html.jinja")
ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
CLASSES = {Verdict.BREAKING: "bad", Verdict.UNJUDGED: "unsure", Verdict.ADDITIVE: "good"}


@dataclass(frozen=True)
class Release:
    """A tag, its moment, and how it differs from the one before.

    ``comparison`` is None for the first one, and for one that could not be compared, of which ``problem`` says why.
    """

    tag: str
    moment: datetime
    comparison: Comparison | None = None
    problem: str = ""

    @property
    def word(self) -> str:
        """What it is for those who read of it."""
        if self.comparison is not None:
            verdict = self.comparison.verdict
            return str(verdict) if verdict is not Verdict.NONE else "nothing changed"
        return "could not be compared" if self.problem else "the first release"

    @property
    def text(self) -> str:
        """What changed, for a reader of feeds."""
        return as_text(self.comparison) if self.comparison is not None else self.problem or "The first release."


def history(compare: Callable[[Contract, Contract], Comparison], repository: Path = ROOT) -> list[Release]:
    """Every release, the newest first. Raises NotFoundError where the repository cannot tell."""
    found: list[Release] = []
    before: Contract | None = None
    for tag, moment in tagged(repository):
        try:
            now = contract(tag, repository)
            found.append(Release(tag, moment, compare(before, now) if before is not None else None))
            before = now
        except (DocumentError, NotFoundError) as error:
            found.append(Release(tag, moment, problem=told(str(error))))
    return found[::-1]


def write(releases: list[Release], title: str, folder: Path) -> None:
    """Write history.html, feed.atom and feed.json into a folder, which is made. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    page = sheet(TEMPLATE, title=title, releases=releases, classes=CLASSES)
    (folder / "history.html").write_text(page, encoding="utf-8")
    (folder / "feed.atom").write_bytes(atom(releases, title))
    (folder / "feed.json").write_text(json.dumps(json_feed(releases, title), indent=2) + "\n", encoding="utf-8")


def atom(releases: list[Release], title: str) -> bytes:
    """The releases as Atom (RFC 4287)."""
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    newest = max((one.moment for one in releases), default=datetime.fromtimestamp(0, UTC))
    _add(feed, "id", _id(title))
    _add(feed, "title", f"Releases of {title}")
    _add(feed, "updated", newest.isoformat())
    _add(_add(feed, "author"), "name", title)
    for one in releases:
        entry = _add(feed, "entry")
        _add(entry, "id", _id(title, one.tag))
        _add(entry, "title", f"{one.tag}: {one.word}")
        _add(entry, "updated", one.moment.isoformat())
        _add(entry, "category").set("term", one.word)
        _add(entry, "content", one.text).set("type", "text")
    ElementTree.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(feed, encoding="unicode")}\n'.encode()


def json_feed(releases: list[Release], title: str) -> dict[str, Any]:
    """The releases as JSON Feed 1.1, each difference under ``_contract``."""
    return {"version": JSON_FEED, "title": f"Releases of {title}", "items": list(_items(releases, title))}


def _items(releases: list[Release], title: str) -> Iterator[dict[str, Any]]:
    for one in releases:
        item: dict[str, Any] = {
            "id": _id(title, one.tag),
            "title": f"{one.tag}: {one.word}",
            "date_published": one.moment.isoformat(),
            "tags": [one.word],
            "content_text": one.text,
        }
        if one.comparison is not None:
            verdicts = {audience: str(verdict) for audience, verdict in one.comparison.verdicts().items()}
            item["_contract"] = {
                "verdicts": verdicts,
                "differences": [difference.told() for difference in one.comparison.differences],
            }
        yield item


def _add(parent: ElementTree.Element, name: str, text: str | None = None) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}")
    made.text = None if text is None else "".join(char for char in text if char in "\n\t" or char >= " ")
    return made


def _id(*names: str) -> str:
    """The same for the same names, wherever the feed is kept."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(names)).urn
