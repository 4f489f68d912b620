"""Find the exchanges with one documented operation in a HAR file that another program wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scripts.document import Operation
from scripts.har import Exchange, RecordingError, header
from scripts.judge.har.foreign import Left, Malformed, asked, exchange_of
from scripts.judge.har.routes import Routes, address
from scripts.judge.har.stream import entries

# Different answers that are taken from one file: nobody reads more recordings of one situation.
MOST = 100
_SHOWN = 10


@dataclass
class Taken:
    """The exchanges of a file by the number of the entry, each unlike the others, and a line on each entry left out."""

    exchanges: dict[int, Exchange] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    alike: int = 0
    beyond: int = 0
    elsewhere: str = ""

    def lines(self) -> list[str]:
        """What is to be told of the entries that were left out."""
        lines = self.said[:_SHOWN]
        if rest := len(self.said) - len(lines):
            lines.append(f"{rest} more entries were left out for reasons such as these")
        if self.alike:
            lines.append(f"{self.alike} entries are like one that was taken: one is enough")
        if self.beyond:
            lines.append(f"{self.beyond} further entries were left out: {MOST} different answers are enough")
        return lines


def taken(path: Path, wanted: Operation, base_urls: list[str]) -> Taken:
    """The answered requests for an operation at the document's own servers and at ``base_urls``.

    Raises RecordingError when the file cannot be read as HAR.
    """
    routes, found = Routes(wanted.document, base_urls), Taken()
    seen: set[tuple[object, ...]] = set()
    for number, entry in entries(path):
        try:
            exchange = _exchange(entry, wanted, routes, found)
        except Malformed as error:
            found.said.append(f"entry {number} was left out: {error}")
            continue
        if isinstance(exchange, Left):
            found.said.append(f"entry {number} was left out: {exchange}")
        if not isinstance(exchange, Exchange):
            continue
        key = _key(exchange)
        if key in seen:
            found.alike += 1
        elif len(seen) >= MOST:
            found.beyond += 1
        else:
            seen.add(key)
            found.exchanges[number] = exchange
    return found


def _exchange(entry: Mapping[str, Any], wanted: Operation, routes: Routes, found: Taken) -> Exchange | Left | None:
    method, url = asked(entry)
    try:
        place = address(url)
    except ValueError:
        raise Malformed("its url is none") from None
    match = routes.find(method, place)
    if match is None:
        found.elsewhere = found.elsewhere or routes.elsewhere(method, place)
        return None
    if match.operation.id != wanted.id:
        return None
    exchange = exchange_of(entry, match.operation, match.url)
    if isinstance(exchange, Left):
        return exchange
    query = urlsplit(url).query
    return replace(exchange, url=f"{match.url}?{query}") if query else exchange


def _key(exchange: Exchange) -> tuple[object, ...]:
    """What makes two exchanges one; most headers change from answer to answer."""
    media_type = header(exchange.headers, "content-type")
    answer = (exchange.status, media_type, exchange.content)
    return (exchange.url, exchange.request_content, *answer)


def none_found(path: Path, wanted: Operation, found: Taken) -> RecordingError:
    """Why nothing was taken from a file, and what to try."""
    if found.said:
        return RecordingError(f"{path}: {found.said[0]}")
    if found.elsewhere:
        return RecordingError(
            f"{path}: no request for {wanted.id} went to the document's own server, but one went to "
            f"{found.elsewhere}: set USEAPI_BASE_URL to that"
        )
    return RecordingError(f"{path}: no answered request for {wanted.id} in it")
