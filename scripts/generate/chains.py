"""How far schemas lead to others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scripts.document import pointer_of
from scripts.generate.source import DEPTH, Source

HERE = "#/components/schemas/"


def check_chains(source: Source, schemas: Mapping[str, Any]) -> None:
    """Refuse what no reader can walk. Raises DocumentError where a schema leads through too many others."""
    depths: dict[str, int] = {}
    for root in schemas:
        path, waiting = {root: 0}, [(root, _named(schemas[root]))]
        while waiting:
            name, others = waiting[-1]
            following = next((one for one in others if one in schemas and one not in path), None)
            if following is None:
                waiting.pop()
                depths[name] = max(depths.get(name, 0), path.pop(name)) + 1
            elif following in depths:
                path[name] = max(path[name], depths[following])
            else:
                path[following] = 0
                waiting.append((following, _named(schemas[following])))
            if len(path) > DEPTH or depths.get(name, 0) > DEPTH:
                reason = f"it is one of more than {DEPTH} schemas, each of which leads to the next"
                raise source.fault(pointer_of(["components", "schemas", name]), reason)
            if following is None and waiting:
                path[waiting[-1][0]] = max(path[waiting[-1][0]], depths[name])


def _named(schema: object) -> Iterator[str]:
    """The schemas that are named anywhere within one."""
    waiting = [schema]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            reference = one.get("$ref")
            if isinstance(reference, str) and reference.startswith(HERE):
                yield reference.removeprefix(HERE).split("/")[0].replace("~1", "/").replace("~0", "~")
            waiting += reversed(list(one.values()))
        elif isinstance(one, list):
            waiting += reversed(one)
