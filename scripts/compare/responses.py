"""What a change of the documented responses means for those who read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scripts.compare.difference import READERS, Difference
from scripts.compare.media import compare_content
from scripts.compare.node import Node
from scripts.compare.notes import NOT_COMPARED
from scripts.compare.schemas import Schemas
from scripts.compare.wording import difference, retired
from scripts.compare.writing import styles_differ

# OpenAPI 3.1 says that it is ignored: the media types say it.
IGNORED = {"content-type"}


def compare_responses(old: Node, new: Node, schemas: Schemas) -> Iterator[Difference]:
    """How the responses of one operation differ; ``old`` and ``new`` are the operation."""
    before, after = _statuses(old), _statuses(new)
    for status, response in after.items():
        if (known := before.get(status) or covering(before, status)) is not None:
            yield from _response(known, response, schemas)
        if status not in before:
            yield _new_status(response, status, before, after)
    for status, response in before.items():
        if status not in after:
            yield _gone_status(response, status, after)
            if (left := covering(after, status)) is not None:
                yield from _response(response, left, schemas)


def _statuses(operation: Node) -> dict[str, Node]:
    return {
        status.upper() if status != "default" else status: node for status, node in operation.map("responses").items()
    }


def covering(responses: Mapping[str, Node], status: str) -> Node | None:
    """The range, or the default, that speaks for a status."""
    if status == "default":
        return None
    return (responses.get(f"{status[0]}XX") if not status.endswith("XX") else None) or responses.get("default")


def _new_status(response: Node, status: str, before: Mapping[str, Node], after: Mapping[str, Node]) -> Difference:
    new = response.place
    if covering(before, status) is not None:
        sentence = f"{status} has a response of its own now, which the old contract covered by a wider one"
        return difference("status-told-apart", READERS, sentence, new=new)
    if status[0] in "45":
        # RFC 9110, section 15: whoever does not know a status takes it for the x00 of its class.
        sentence = f"{status} may be answered now; a reader who does not know it takes it for {status[0]}00"
        return difference("status-error-added", READERS, sentence, new=new)
    if status == "default" and {"2XX", "3XX"} <= after.keys():
        # What is no error is spoken of elsewhere.
        sentence = "any error may be answered now; a reader who does not know it takes it for 400 or 500"
        return difference("status-error-added", READERS, sentence, new=new)
    what = "any status" if status == "default" else status
    sentence = f"{what} may be answered now, and no reader of the old contract knows what that brings"
    rule = "status-any-added" if status == "default" else "status-success-added"
    return difference(rule, READERS, sentence, new=new)


def _gone_status(response: Node, status: str, after: Mapping[str, Node]) -> Difference:
    old = response.place
    if covering(after, status) is not None:
        sentence = f"{status} has no response of its own any more: a wider one covers it"
        return difference("status-joined", READERS, sentence, old=old)
    narrower = [other for other in after if status.endswith("XX") and other[0] == status[0]]
    if status[0] == "2" and not narrower:
        return difference("status-success-removed", READERS, f"success no longer comes as {status}", old=old)
    what = "what no other response names" if status == "default" or narrower else status
    sentence = f"the service no longer answers {what}; whoever handles it is safe"
    return difference("status-removed", READERS, sentence, old=old)


def _response(old: Node, new: Node, schemas: Schemas) -> Iterator[Difference]:
    yield from compare_content(old, new, READERS, schemas)
    before, after = _headers(old), _headers(new)
    for name, header in before.items():
        if name in after:
            yield from _header(header, after[name], name, schemas)
        else:
            yield difference(
                "header-removed", READERS, f"header {name} is gone{retired(header.value)}", old=header.place
            )
    for name in [name for name in after if name not in before]:
        yield difference("header-added", READERS, f"header {name} is new", new=after[name].place)
    if schemas.uncompared(old.says("links"), new.says("links")):
        yield difference("not-compared", READERS, f"links changed, {NOT_COMPARED}", new=f"{new.pointer}/links")


def _headers(response: Node) -> dict[str, Node]:
    return {name.lower(): header for name, header in response.map("headers").items() if name.lower() not in IGNORED}


def _header(old: Node, new: Node, name: str, schemas: Schemas) -> Iterator[Difference]:
    must_before, must_now = old.says("required", False), new.says("required", False)
    places = {"old": f"{old.pointer}/required", "new": f"{new.pointer}/required" if "required" in new.value else None}
    if must_before and not must_now:
        yield difference("header-optional", READERS, f"header {name} may be missing now", **places)
    if must_now and not must_before:
        sentence = f"header {name} is always there now"
        yield difference("header-demanded", READERS, sentence, new=f"{new.pointer}/required")
    if bool(old.says("deprecated")) != bool(new.says("deprecated")):
        state = "set" if new.says("deprecated") else "cleared"
        sentence = f"header {name} is {'deprecated now' if state == 'set' else 'no longer deprecated'}"
        yield difference(f"deprecated-{state}", READERS, sentence, new=f"{new.pointer}/deprecated")
    if styles_differ(old, new, "simple", schemas):
        sentence = f"explode of header {name} changed: its value is written in another way"
        yield difference("header-style-changed", READERS, sentence, new=f"{new.pointer}/explode")
    yield from compare_content(old, new, READERS, schemas)
    yield from schemas.compare(old.get("schema"), new.get("schema"), READERS, "text")
