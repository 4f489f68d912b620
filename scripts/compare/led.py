"""Where a plain schema leads: its references, when all that it says besides is what another one says, too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scripts.compare.flat import Node, Part, followed
from scripts.compare.meaning import TEXTS

Path = tuple[str | int, ...]
# With these alone, what a reference allows more or less the schema allows more or less, too.
PLAIN = {"type", "properties", "required", "items", "additionalProperties", "$ref", "anyOf", "default", *TEXTS}


def led_on(mine: Node, theirs: Node) -> list[tuple[Path, Part, Part]] | None:
    """The pairs of schemas that two equal plain ones refer to; None when they are not equal, or not plain."""
    if len(mine) != 1 or len(theirs) != 1:
        return None
    one, other = mine[0], theirs[0]
    if one.side == other.side or one.source.told(one.value)[0] != other.source.told(other.value)[0]:
        return None
    if not _plain(one.value) or not _plain(other.value):
        return None
    pairs = zip(_references(one, ()), _references(other, ()), strict=False)
    return [(path, here, there) for (path, here), (_, there) in pairs]


def _plain(schema: Any) -> bool:
    if not isinstance(schema, Mapping):
        return isinstance(schema, bool)
    if not schema.keys() <= PLAIN or ("$ref" in schema and schema.keys() - {"$ref", *TEXTS}):
        return False
    choices = schema.get("anyOf")
    if choices is not None and not (len(choices) == 2 and {"type": "null"} in choices and "properties" not in schema):
        return False
    inner = [*schema.get("properties", {}).values(), *(choices or [])]
    inner += [schema[key] for key in ("items", "additionalProperties") if key in schema]
    return all(map(_plain, inner))


def _references(part: Part, path: Path) -> Iterator[tuple[Path, Part]]:
    """In the order of names, which both sides have in common."""
    schema = part.value
    if not isinstance(schema, Mapping):
        return
    if isinstance(schema.get("$ref"), str):
        yield path, followed(part, schema["$ref"])
        return
    for name in sorted(schema.get("properties", {})):
        yield from _references(part.under("properties", name), (*path, str(name)))
    if "items" in schema:
        yield from _references(part.under("items"), (*path, 0))
    if "additionalProperties" in schema:
        yield from _references(part.under("additionalProperties"), (*path, "undocumented"))
    for n in sorted(range(len(schema.get("anyOf", []))), key=lambda n: schema["anyOf"][n] == {"type": "null"}):
        yield from _references(part.under("anyOf", n, combined=True), path)
