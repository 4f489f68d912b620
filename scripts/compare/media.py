"""Names of media types, in one spelling, and which of them cover which."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.compare.difference import READERS, SENDERS, Difference
from scripts.compare.node import Node
from scripts.compare.notes import NOT_COMPARED
from scripts.compare.schemas import Schemas
from scripts.compare.wording import difference

FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


def spelled(name: str) -> str:
    """A media type in lower case, its parameters in order, the charset left out."""
    kind, *parameters = [part.strip() for part in name.split(";")]
    left = []
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() not in {"charset", ""}:
            left.append(f"{key.strip().lower()}={value.strip().strip(chr(34))}")
    return ";".join([kind.lower(), *sorted(left)])


def covers(wide: str, name: str) -> bool:
    """Whether a range such as ``image/*`` holds the media type, or the narrower range."""
    if wide == name or wide == "*/*":
        return True
    kind, _, rest = wide.partition("/")
    return rest == "*" and name.startswith(f"{kind}/")


def compare_content(old: Node, new: Node, audience: str, schemas: Schemas, wire: str = "json") -> Iterator[Difference]:
    """How the media types of one body, and their schemas, differ."""
    before = {spelled(name): media for name, media in old.map("content").items()}
    after = {spelled(name): media for name, media in new.map("content").items()}
    yield from _names(before, after, audience)
    pairs = {(_speaking(before, name), _speaking(after, name)): name for name in [*after, *before]}
    for (was, now), name in pairs.items():
        if was is not None and now is not None:
            yield from _media(before[was], after[now], name, audience, schemas, wire)


def _names(before: dict[str, Node], after: dict[str, Node], audience: str) -> Iterator[Difference]:
    """Which media types and ranges came, went, or became others."""
    for name, media in before.items():
        wider = _covering(after, name)
        narrower = [other for other in after if other not in before and covers(name, other)]
        if name in after:
            continue
        if wider is not None and wider not in before:
            sentence = f"media type {name} became the range {wider}"
            yield difference("media-range-widened", audience, sentence, old=media.pointer, new=after[wider].pointer)
        elif wider is not None:
            sentence = f"media type {name} has no entry of its own any more: {wider} covers it"
            yield difference("put-otherwise", audience, sentence, old=media.pointer)
        elif narrower:
            sentence = f"the range {name} became {', '.join(narrower)}"
            where = after[narrower[0]].pointer
            yield difference("media-range-narrowed", audience, sentence, old=media.pointer, new=where)
        else:
            means = "can no longer be sent" if audience == SENDERS else "no longer comes"
            yield difference("media-type-removed", audience, f"media type {name} {means}", old=media.pointer)
    for name, media in after.items():
        if name in before or any(
            other not in after and (covers(other, name) or covers(name, other)) for other in before
        ):
            continue
        known = _covering(before, name)
        if known is not None:
            sentence = f"media type {name} has an entry of its own, which {known} covered"
            yield difference("put-otherwise", audience, sentence, new=media.pointer)
        else:
            rule = "media-range-widened" if "*" in name and audience == READERS and before else "media-type-added"
            yield difference(rule, audience, f"media type {name} is new", new=media.pointer)


def _speaking(listed: dict[str, Node], name: str) -> str | None:
    """The entry that speaks of a media type: its own, or the narrowest range around it."""
    return name if name in listed else _covering(listed, name)


def _covering(listed: dict[str, Node], name: str) -> str | None:
    """The narrowest other range that covers the name."""
    found = [wide for wide in listed if wide != name and covers(wide, name)]
    return max(found, key=len, default=None)


def _media(old: Node, new: Node, name: str, audience: str, schemas: Schemas, wire: str) -> Iterator[Difference]:
    form = name.partition(";")[0] in FORMS and audience == SENDERS
    yield from schemas.compare(old.get("schema"), new.get("schema"), audience, "form" if form else wire)
    if schemas.uncompared(old.says("encoding"), new.says("encoding")):
        sentence = f"encoding changed, {NOT_COMPARED}"
        places = [f"{node.pointer}/encoding" if node.says("encoding") is not None else None for node in (old, new)]
        yield difference("not-compared", audience, sentence, old=places[0], new=places[1] or f"{new.pointer}/encoding")
