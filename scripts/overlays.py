"""Changes of a document as an OpenAPI Overlay 1.0, which other tools apply."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML

from scripts.document import pointer_of

Steps = tuple[str | int, ...]
# RFC 9535, section 2.7: what a name in a normalized path escapes.
ESCAPES = {"'": "\\'", "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@dataclass(frozen=True)
class Action:
    """One step of an overlay: what stands at ``steps`` is removed, or ``update`` is merged into it."""

    steps: Steps
    update: Mapping[str, Any] | None = None
    description: str = ""

    def told(self) -> dict[str, Any]:
        """The action object of the specification."""
        described = {"description": self.description} if self.description else {}
        change = {"remove": True} if self.update is None else {"update": self.update}
        return {"target": json_path(self.steps), **described, **change}


def overlay(title: str, version: str, actions: Iterable[Action]) -> str:
    """The overlay in YAML. Raises ValueError when it would change nothing, which the specification does not allow."""
    listed = [action.told() for action in actions]
    if not listed:
        raise ValueError("nothing changes")
    stream = io.StringIO()
    writer = YAML()
    writer.width = 120
    # What JSON can say, each part of it apart, so that nothing is written as an alias.
    writer.dump(
        json.loads(json.dumps({"overlay": "1.0.0", "info": {"title": title, "version": version}, "actions": listed})),
        stream,
    )
    return stream.getvalue()


def json_path(steps: Steps) -> str:
    """The normalized path of RFC 9535 that leads to one place."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f"['{_escaped(step)}']" for step in steps)


def _escaped(name: str) -> str:
    return "".join(ESCAPES.get(char) or (f"\\u{ord(char):04x}" if char < " " else char) for char in name)


def steps_to(document: Any, pointer: str) -> Steps:
    """The steps of a JSON pointer that ``pointer_of`` made, positions in lists as numbers."""
    steps: list[str | int] = []
    node = document
    for token in (step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]):
        if isinstance(node, list):
            steps.append(int(token))
            node = node[int(token)]
        else:
            steps.append(token)
            node = next((value for key, value in node.items() if str(key) == token), {})
    return tuple(steps)


def changes(old: Any, new: Any, describe: Callable[[str], str] | None = None) -> Iterator[Action]:
    """What makes ``new`` of ``old``; ``describe`` says of a JSON pointer what its change means.

    A list that grew, shrank or was turned round is replaced, since an overlay can but append to it.
    """
    # A status may be a number in YAML; in JSON, and in an overlay's path, every name is text.
    before, after = (json.loads(json.dumps(value)) for value in (old, new))
    yield from _changes(before, after, (), describe or (lambda _: ""))


def _changes(old: Any, new: Any, steps: Steps, describe: Callable[[str], str]) -> Iterator[Action]:
    if isinstance(old, list):
        for position, (before, after) in enumerate(zip(old, new, strict=True)):
            if _said(before) != _said(after):
                yield from _changes(before, after, (*steps, position), describe)
        return
    for name, value in old.items():
        place = (*steps, name)
        if name not in new:
            yield Action(place, description=describe(pointer_of(list(place))))
        elif _said(value) != _said(new[name]):
            yield from _changed(value, new[name], place, describe)
    for name, value in new.items():
        if name not in old:
            yield Action(steps, {name: value}, describe(pointer_of([*steps, name])))


def _changed(old: Any, new: Any, place: Steps, describe: Callable[[str], str]) -> Iterator[Action]:
    if _alike(old, new):
        yield from _changes(old, new, place, describe)
        return
    said = describe(pointer_of(list(place)))
    if isinstance(old, dict | list) or isinstance(new, dict | list):
        yield Action(place, description=said)
    yield Action(place[:-1], {str(place[-1]): new}, said)


def _alike(old: Any, new: Any) -> bool:
    """Whether one becomes the other by changes within it."""
    if isinstance(old, dict) and isinstance(new, dict):
        return True
    if not isinstance(old, list) or not isinstance(new, list) or len(old) != len(new):
        return False
    return all(_said(a) == _said(b) or (_alike(a, b) and isinstance(a, dict)) for a, b in zip(old, new, strict=True))


def _said(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
