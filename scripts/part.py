"""One operation of a document, with what it leads to and no more: what a clause costs does not grow with the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scripts.document import METHODS, DocumentError, at, operations, pointer_of, pointer_tokens, resolve


def part(document: Mapping[str, Any], operation_id: str) -> dict[str, Any]:
    """The document with the operations of that id alone, and the components that they reach.

    There may be no such operation, and a reference or a scheme that leads nowhere is left as it is.
    """
    kept = [one for one in operations(document) if one.id == operation_id]
    paths: dict[str, Any] = {}
    for one in kept:
        item = resolve(document, document["paths"][one.path])
        others = set(METHODS) - {one.method.lower()} - {method.lower() for method in paths.get(one.path, {})}
        paths[one.path] = {key: value for key, value in item.items() if key not in others}
    asked = [name for one in kept for requirement in one.security for name in requirement]
    wanted = dict.fromkeys(pointer_of(["components", "securitySchemes", name]) for name in asked)
    schemes = [at(document, pointer) for pointer in wanted if _stands(document, pointer)]
    components: dict[str, dict[str, Any]] = {}
    for pointer in [*wanted, *sorted(reached(document, [paths, *schemes]))]:
        tokens = pointer_tokens(pointer)
        if len(tokens) > 2 and tokens[0] == "components" and _stands(document, pointer_of([*tokens[:3]])):
            components.setdefault(tokens[1], {})[tokens[2]] = document["components"][tokens[1]][tokens[2]]
    return {**document, "paths": paths, **({"components": components} if "components" in document else {})}


def readers(document: Mapping[str, Any]) -> dict[str, list[str]]:
    """The ids of the operations that reach each component, by its pointer."""
    found: dict[str, list[str]] = {}
    for operation in operations(document):
        for section, named in part(document, operation.id).get("components", {}).items():
            for name in named:
                found.setdefault(pointer_of(["components", section, name]), []).append(operation.id)
    return found


def reached(document: Mapping[str, Any], starts: Iterable[Any]) -> set[str]:
    """The pointers that references lead to from the nodes ``starts``, however many steps away."""
    found: set[str] = set()
    nodes = list(starts)
    while nodes:
        node = nodes.pop()
        if isinstance(node, list):
            nodes += node
        if not isinstance(node, Mapping):
            continue
        nodes += node.values()
        target = node.get("$ref")
        if isinstance(target, str) and target.startswith("#/"):
            pointer = pointer_of([*pointer_tokens(target[1:])])
            if pointer not in found and _stands(document, pointer):
                found.add(pointer)
                nodes.append(at(document, pointer))
    return found


def _stands(document: Mapping[str, Any], pointer: str) -> bool:
    try:
        at(document, pointer)
    except DocumentError:
        return False
    return True
