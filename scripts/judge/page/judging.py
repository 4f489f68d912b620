"""Judge one page by the facts of an operation."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from scripts.document import Operation, base_url
from scripts.judge.page.facts import Facts
from scripts.judge.page.holding import Held, hold
from scripts.judge.page.reading import read
from scripts.judge.page.source import CHALLENGE, Source, UnreadableError
from scripts.judge.page.verdict import Judged

# The share of facts that must stand for a page to be the operation's, with its address on it and without.
WITH_ADDRESS, WITHOUT_ADDRESS = 1 / 4, 2 / 3


def page_url(operation: Operation) -> str | None:
    """Where the page on an operation stands: its own externalDocs, else the document's."""
    docs = operation.raw.get("externalDocs") or operation.document.get("externalDocs") or {}
    return str(docs["url"]) if "url" in docs else None


def judged(operation: Operation, facts: Facts, name: str, get: Callable[[], Source]) -> Judged:
    """What the page that ``get`` gives is worth; one that cannot be had or is another page is not judged."""
    try:
        source = get()
        reading = read(source.text, facts.headings, urlsplit(base_url(operation.document)).hostname or "")
        held = hold(facts, reading)
        _check_is_the_page(source, facts, held)
    except UnreadableError as error:
        return Judged(operation.id, name, unread=str(error))
    return Judged(operation.id, source.name, str(reading.values.get("edited", "")), held)


def _check_is_the_page(source: Source, facts: Facts, held: Held) -> None:
    """Raises UnreadableError for a page of something else: nobody should read of each fact that it is gone."""
    has_address = "url" in facts.facts and all(one.place != "url" for one in held.differences)
    if held.standing >= held.total * (WITH_ADDRESS if has_address else WITHOUT_ADDRESS):
        return
    if CHALLENGE.search(source.text):
        raise UnreadableError(f"{source.name} is a challenge for browsers, not the page")
    raise UnreadableError(
        f"{source.name} is not the page of {facts.operation_id}: {held.standing} of {held.total} facts are on it"
    )
