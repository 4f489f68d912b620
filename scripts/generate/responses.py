"""Documented answers: which statuses they are for, and how their bodies are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scripts.document import BODILESS
from scripts.generate.bodies import BYTES, TEXT, is_text
from scripts.generate.flat import Place
from scripts.generate.kinds import ANY, Kind, Kinds
from scripts.generate.parameters import is_json
from scripts.generate.source import Source
from scripts.generate.statuses import error_name


@dataclass
class Reading:
    """One media type of an answer."""

    media_type: str
    kind: Kind
    reader: str
    code: str
    pointer: str


@dataclass
class Answer:
    """One response of an operation. ``condition`` is None for ``default``."""

    status: str
    condition: str | None
    description: str
    success: bool
    error: str
    bodies: list[Reading] = field(default_factory=list)

    @property
    def body(self) -> str:
        """The name of what reads its body."""
        return f"_BODY_{self.status.upper()}" if self.bodies else ""

    @property
    def code(self) -> str:
        """The type of its body."""
        kinds = dict.fromkeys(one.kind.code for one in self.bodies)
        return "Any" if "Any" in kinds else " | ".join(kinds) or "None"

    @property
    def reader(self) -> str:
        """What reads its body."""
        if len(self.bodies) == 1:
            return self.bodies[0].code
        return "ByType({" + ", ".join(f"{one.media_type!r}: {one.code}" for one in self.bodies) + "})"


def answers(source: Source, kinds: Kinds, place: Place, owner: str, statuses: list[str]) -> list[Answer]:
    """The answers in the order in which they are tried. Raises DocumentError."""
    found = [_answer(source, kinds, place, owner, status) for status in statuses]
    found.sort(key=lambda one: (one.status == "default", one.status.endswith("XX"), one.status))
    default = next((one for one in found if one.status == "default"), None)
    # Where no success is named, the default is what success looks like too.
    if default is not None and not any(one.success for one in found):
        default.success = True
    return found


def _answer(source: Source, kinds: Kinds, place: Place, owner: str, status: str) -> Answer:
    here = place.below("responses", status)
    node, pointer = source.resolve(here.node, here.pointer)
    if not isinstance(node, Mapping):
        raise source.fault(pointer, "a response is a mapping")
    first = int(status[0]) * 100 if status.endswith("XX") else 0 if status == "default" else int(status)
    last = first + 99 if status.endswith("XX") else first
    condition = None
    if status != "default":
        condition = f"answer.status_code == {first}" if first == last else f"{first} <= answer.status_code <= {last}"
    error = "UnexpectedStatus" if status == "default" else error_name(first, last)
    answer = Answer(status, condition, str(node.get("description") or status), first // 100 == 2, error)
    content = node.get("content") or {}
    if not isinstance(content, Mapping):
        raise source.fault(f"{pointer}/content", "a content is a mapping by media type")
    if place.pointer.endswith("/head") or first in BODILESS:
        return answer
    for media_type in content:
        media = Place(node, pointer).below("content", media_type)
        if not isinstance(media.node, Mapping) or media_type.partition(";")[0].strip().count("/") != 1:
            raise source.fault(media.pointer, f"{media_type!r} is no media type")
        answer.bodies.append(_reading(kinds, media, media_type, owner, status))
    return answer


def _reading(kinds: Kinds, media: Place, media_type: str, owner: str, status: str) -> Reading:
    if is_json(media_type):
        kind = kinds.of(media.below("schema"), owner, f"response_{status}") if "schema" in media.node else ANY
        whole = ", by_parts=True" if kinds.is_open(kind) else ""
        return Reading(media_type, kind, "JsonBody", f"JsonBody[{kind.code}]({kind.code}{whole})", media.pointer)
    if is_text(media_type):
        return Reading(media_type, TEXT, "TextBody", "TextBody()", media.pointer)
    return Reading(media_type, BYTES, "BytesBody", "BytesBody()", media.pointer)
