"""What a change of the documented responses means for those who read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scripts.compare.difference import READERS, SENDERS, Difference, Verdict
from scripts.compare.node import Node
from scripts.compare.schemas import NOT_COMPARED, Seen, compare_schemas


def compare_responses(old: Node, new: Node, seen: Seen) -> Iterator[Difference]:
    """How the responses of one operation differ; ``old`` and ``new`` are the operation."""
    before, after = old.map("responses"), new.map("responses")
    for status, response in after.items():
        if (known := before.get(status) or covering(before, status)) is not None:
            yield from _response(known, response, seen)
        if status not in before:
            yield _new_status(response, status, before)
    for status, response in before.items():
        if status not in after:
            yield _gone_status(response, status, after)
            if (left := covering(after, status)) is not None:
                yield from _response(response, left, seen)


def covering(responses: Mapping[str, Node], status: str) -> Node | None:
    """The range, or the default, that speaks for a status."""
    return responses.get(f"{status[0]}XX") or responses.get("default")


def _new_status(response: Node, status: str, before: Mapping[str, Node]) -> Difference:
    if covering(before, status) is not None:
        sentence = f"{status} has a response of its own now, which the old contract covered by a wider one"
        return Difference(Verdict.ADDITIVE, (READERS,), response.place, sentence)
    if status[0] in "45":
        # RFC 9110, section 15: whoever does not know a status takes it for the x00 of its class.
        sentence = f"{status} may be answered now; a reader who does not know it takes it for {status[0]}00"
        return Difference(Verdict.ADDITIVE, (READERS,), response.place, sentence)
    what = "any status" if status == "default" else status
    sentence = f"{what} may be answered now, and no reader of the old contract knows what that brings"
    return Difference(Verdict.BREAKING, (READERS,), response.place, sentence)


def _gone_status(response: Node, status: str, after: Mapping[str, Node]) -> Difference:
    if covering(after, status) is not None:
        sentence = f"{status} has no response of its own any more: a wider one covers it"
        return Difference(Verdict.ADDITIVE, (READERS,), response.place, sentence)
    if status[0] == "2":
        sentence = f"success no longer comes as {status}"
        return Difference(Verdict.BREAKING, (READERS,), response.place, sentence)
    what = "what no other response names" if status == "default" else status
    sentence = f"the service no longer answers {what}; whoever handles it is safe"
    return Difference(Verdict.ADDITIVE, (READERS,), response.place, sentence)


def _response(old: Node, new: Node, seen: Seen) -> Iterator[Difference]:
    yield from compare_content(old, new, READERS, seen)
    before = {name.lower(): header for name, header in old.map("headers").items()}
    after = {name.lower(): header for name, header in new.map("headers").items()}
    for name, header in before.items():
        if name in after:
            yield from _header(header, after[name], name, seen)
        else:
            yield Difference(Verdict.BREAKING, (READERS,), header.place, f"header {name} is gone")
    for name in [name for name in after if name not in before]:
        yield Difference(Verdict.ADDITIVE, (READERS,), after[name].place, f"header {name} is new")
    if old.says("links") != new.says("links"):
        yield Difference(Verdict.UNJUDGED, (READERS,), f"{new.pointer}/links", f"links changed, {NOT_COMPARED}")


def _header(old: Node, new: Node, name: str, seen: Seen) -> Iterator[Difference]:
    if old.says("required", False) and not new.says("required", False):
        sentence = f"header {name} may be missing now"
        yield Difference(Verdict.BREAKING, (READERS,), f"{old.pointer}/required", sentence)
    if new.says("required", False) and not old.says("required", False):
        yield Difference(Verdict.ADDITIVE, (READERS,), f"{new.pointer}/required", f"header {name} is always there now")
    yield from compare_content(old, new, READERS, seen)
    yield from compare_schemas(old.get("schema"), new.get("schema"), READERS, seen)


def compare_content(old: Node, new: Node, audience: str, seen: Seen) -> Iterator[Difference]:
    """How the media types of one body, and their schemas, differ."""
    before, after = old.map("content"), new.map("content")
    for media_type, media in before.items():
        if media_type in after:
            yield from compare_schemas(media.get("schema"), after[media_type].get("schema"), audience, seen)
            if media.says("encoding") != after[media_type].says("encoding"):
                where = f"{after[media_type].pointer}/encoding"
                yield Difference(Verdict.UNJUDGED, (audience,), where, f"encoding changed, {NOT_COMPARED}")
        else:
            means = "can no longer be sent" if audience == SENDERS else "no longer comes"
            yield Difference(Verdict.BREAKING, (audience,), media.pointer, f"media type {media_type} {means}")
    for media_type, media in after.items():
        if media_type not in before:
            yield Difference(Verdict.ADDITIVE, (audience,), media.pointer, f"media type {media_type} is new")
