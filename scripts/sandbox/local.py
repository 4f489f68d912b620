"""References as JSON Schema has them, spelled in the one way in which everything here follows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any
from urllib.parse import urldefrag, urljoin

from scripts.document import DocumentError, at, pointer_of
from scripts.references import Steps, reference_places

COMPONENTS = "#/components/"


def localised(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """``document`` with each reference as a pointer into its components, as far as there is a target.

    What was referred to by an anchor, or within a schema that has a name of its own, is found by its place; what
    stands elsewhere is among the components, too. A document that needs none of it is returned as it is.
    """
    if not any(_is_foreign(node) for _, node in reference_places(document)):
        return document
    whole: dict[str, Any] = deepcopy(dict(document))
    scopes = _Scopes(whole)
    found: list[tuple[dict[str, Any], str]] = []
    for steps, node in reference_places(whole):
        if isinstance(node, dict) and isinstance(reference := node.get("$ref"), str):
            pointer = scopes.pointer(steps, reference)
            if pointer is not None:
                found.append((node, pointer))
    for node, pointer in found:
        node["$ref"] = _component(whole, pointer)
    for _, node in reference_places(whole):
        if isinstance(node, dict):
            # Their work is done; a validator would look for the targets anew.
            node.pop("$id", None)
            node.pop("$anchor", None)
    return whole


def _is_foreign(node: Mapping[str, Any]) -> bool:
    reference = node.get("$ref")
    is_elsewhere = isinstance(reference, str) and not reference.startswith(COMPONENTS)
    return is_elsewhere or any(isinstance(node.get(key), str) for key in ("$id", "$anchor"))


class _Scopes:
    """Where the schemas are that have names of their own, and their anchors."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._ids: dict[Steps, str] = {}
        places = list(reference_places(document))
        for steps, node in sorted(places, key=lambda place: len(place[0])):
            if isinstance(name := node.get("$id"), str):
                self._ids[steps] = urljoin(self._base(steps[:-1])[1], name)
        self._by_id = {urldefrag(name).url: steps for steps, name in self._ids.items()}
        self._anchors = {
            (self._base(steps)[0], node["$anchor"]): steps
            for steps, node in places
            if isinstance(node.get("$anchor"), str)
        }

    def pointer(self, steps: Steps, reference: str) -> str | None:
        """The place in the document to which a reference at ``steps`` leads; None when it leads nowhere here."""
        base, name = self._base(steps)
        url, fragment = urldefrag(reference)
        if url:
            target = self._by_id.get(urldefrag(urljoin(name, url)).url)
            if target is None:
                return None
            base = target
        if fragment and not fragment.startswith("/"):
            anchored = self._anchors.get((base, fragment))
            return None if anchored is None else pointer_of(list(anchored))
        pointer = pointer_of(list(base)) + fragment
        try:
            at(self._document, pointer)
        except DocumentError:
            return None
        return pointer

    def _base(self, steps: Steps) -> tuple[Steps, str]:
        """The innermost schema with a name around ``steps``, and the name; the document itself has none."""
        return next(((held, self._ids[held]) for held in _around(steps) if held in self._ids), ((), ""))


def _around(steps: Steps) -> Iterator[Steps]:
    return (steps[:length] for length in range(len(steps), -1, -1))


def _component(document: dict[str, Any], pointer: str) -> str:
    """The reference that leads to ``pointer``, which is put among the components if it is not there."""
    if f"#{pointer}".startswith(COMPONENTS):
        return f"#{pointer}"
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    name = f"at{pointer.replace('/', '.')}"
    schemas.setdefault(name, at(document, pointer))
    return "#" + pointer_of(["components", "schemas", name])
