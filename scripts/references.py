"""Whether every reference of a document leads to something within it, and on to an end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scripts.document import DocumentError, at, pointer_of, pointer_tokens

Steps = tuple[str | int, ...]
# Beneath these the keys are names that somebody chose.
NAMED = {
    "$defs", "callbacks", "content", "definitions", "dependentSchemas", "encoding", "examples", "headers", "links",
    "parameters", "pathItems", "paths", "patternProperties", "properties", "requestBodies", "responses", "schemas",
    "securitySchemes", "variables", "webhooks",
}  # fmt: skip
DATA = {"const", "default", "enum", "example", "value", "mapping"}
# What these hold speaks of the same value as the schema around them.
IN_PLACE = ("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "$ref")
DEEPEST = 200


def check_references(document: Mapping[str, Any]) -> None:
    """Raise DocumentError, with the place, for a reference that leads out of the document, nowhere, or in a circle.

    Nothing is fetched. A schema may hold itself where a value holds a smaller one, as in its properties.
    """
    followed: dict[str, str] = {}
    for steps, node in reference_places(document):
        reference = node.get("$ref")
        if not isinstance(reference, str):
            continue
        place = f"#{pointer_of(list(steps))}"
        if not reference.startswith("#/"):
            raise DocumentError(f"{place}: reference {reference!r} is not local, and is not followed")
        if reference not in followed:
            try:
                at(document, reference[1:])
            except DocumentError:
                raise DocumentError(f"{place}: reference {reference!r} leads nowhere") from None
            followed[reference] = place
    _check_ends(document, followed)


def reference_places(document: Mapping[str, Any]) -> Iterator[tuple[Steps, Mapping[str, Any]]]:
    """Every mapping that may be a reference: no data, and no names."""
    waiting: list[tuple[Steps, Any, bool]] = [((), document, False)]
    while waiting:
        steps, node, names = waiting.pop()
        if len(steps) > DEEPEST:
            raise DocumentError(f"#{pointer_of(list(steps[:3]))}: it holds more than {DEEPEST} levels")
        if isinstance(node, list):
            waiting += [((*steps, n), entry, False) for n, entry in enumerate(node)]
        elif isinstance(node, Mapping):
            if not names:
                yield steps, node
            waiting += [
                ((*steps, str(key)), value, not names and key in NAMED and isinstance(value, Mapping))
                for key, value in node.items()
                if names
                or not (key in DATA or str(key).startswith("x-") or (key == "examples" and isinstance(value, list)))
            ]


def _check_ends(document: Mapping[str, Any], followed: Mapping[str, str]) -> None:
    """No reference may lead back to itself without a smaller value in between."""
    known: dict[str, bool] = {}
    for start in followed:
        path: list[tuple[str, Iterator[str]]] = []
        waiting = iter([start])
        while True:
            reference = next(waiting, None)
            if reference is None:
                if not path:
                    break
                done, waiting = path.pop()
                known[done] = True
            elif reference in (name for name, _ in path):
                raise DocumentError(f"{followed[start]}: reference {start!r} is circular: it never comes to an end")
            elif reference not in known and _exists(document, reference):
                path.append((reference, waiting))
                waiting = iter(_in_place(at(document, reference[1:])))


def _exists(document: Mapping[str, Any], reference: str) -> bool:
    try:
        at(document, reference[1:])
    except DocumentError:
        return False
    return bool(pointer_tokens(reference[1:]))


def _in_place(node: Any) -> list[str]:
    """The references that speak of the same value as ``node``."""
    found: list[str] = []
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Mapping):
            for key in IN_PLACE:
                value = here.get(key)
                if key == "$ref" and isinstance(value, str):
                    found.append(value)
                elif key == "dependentSchemas" and isinstance(value, Mapping):
                    waiting += list(value.values())
                elif key in {"allOf", "anyOf", "oneOf"} and isinstance(value, list):
                    waiting += value
                elif isinstance(value, Mapping) and key != "$ref":
                    waiting.append(value)
    return found
