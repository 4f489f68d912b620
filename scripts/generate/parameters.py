"""Parameters: their names in Python, and how their values are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from scripts.generate.flat import Place, flatten
from scripts.generate.kinds import Kind, Kinds, described
from scripts.generate.names import Names, variable
from scripts.generate.source import Source

STYLES = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form",),
}
# Which headers the specification leaves to others.
IGNORED = ("accept", "content-type", "authorization")


@dataclass
class Parameter:
    """One parameter. ``style`` is ``content`` when its value is written as JSON."""

    wire: str
    name: str
    place: str
    kind: Kind
    required: bool
    style: str
    explode: bool
    reserved: bool
    description: str


def parameters(
    source: Source, kinds: Kinds, shared: list[Place], own: list[Place], path: str, owner: str, taken: frozenset[str]
) -> list[Parameter]:
    """The parameters of an operation; its ``own`` override the ``shared`` ones. Raises DocumentError."""
    found: dict[tuple[str, str], Place] = {}
    for group in (own, shared):
        here: set[tuple[str, str]] = set()
        for place in group:
            node, pointer = source.resolve(place.node, place.pointer)
            if not isinstance(node, Mapping) or not isinstance(node.get("name"), str) or node.get("in") not in STYLES:
                raise source.fault(place.pointer, "a parameter has a name and stands in path, query, header or cookie")
            key = (node["name"].lower() if node["in"] == "header" else node["name"], node["in"])
            if key in here:
                raise source.fault(place.pointer, f"the parameter {node['name']!r} in {node['in']} is described twice")
            here.add(key)
            found.setdefault(key, Place(node, pointer))
    names = re.findall(r"\{([^{}]*)\}", path)
    for (name, where), place in found.items():
        if where == "path" and name not in names:
            raise source.fault(place.pointer, f"the path has no {{{name}}}")
    results = [
        _parameter(source, kinds, place, owner)
        for (name, where), place in found.items()
        if where != "header" or name not in IGNORED
    ]
    results.sort(key=lambda one: names.index(one.wire) if one.place == "path" else len(names))
    given = Names(taken)
    wanted: dict[str, list[Parameter]] = {}
    for one in results:
        wanted.setdefault(one.name, []).append(one)
    for one in results:
        meets = len({other.place for other in wanted[one.name]}) > 1 or one.name in taken
        one.name = given.take(f"{one.name}_{one.place}" if meets else one.name)
    return results


def _parameter(source: Source, kinds: Kinds, place: Place, owner: str) -> Parameter:
    node, pointer = place
    where, style, schema = node["in"], str(node.get("style", STYLES[node["in"]][0])), place
    if "content" in node:
        media = node["content"]
        if not isinstance(media, Mapping) or len(media) != 1:
            raise source.fault(f"{pointer}/content", "a parameter has one media type")
        (type_,) = media
        if not is_json(type_):
            raise source.fault(place.below("content", type_).pointer, f"a parameter cannot be written as {type_}")
        style, schema = "content", place.below("content", type_)
    elif style not in STYLES[where]:
        raise source.fault(f"{pointer}/style", f"no parameter in {where} has the style {style!r}")
    if "schema" not in schema.node and style != "content":
        raise source.fault(pointer, "a parameter has a schema or a content")
    inner = schema.below("schema") if "schema" in schema.node else Place(True, schema.pointer)
    kind = kinds.of(inner, owner, node["name"])
    explode = node.get("explode", style == "form")
    if style in ("spaceDelimited", "pipeDelimited") and explode and _may_be(kind, "object"):
        raise source.fault(pointer, f"no object can be written in the style {style} with explode")
    if style == "deepObject" and not _may_be(kind, "object"):
        raise source.fault(pointer, "only an object can be written in the style deepObject")
    if style != "content":
        _flat_enough(source, kinds, kind, pointer, deep=style == "deepObject")
    notes = {**(flatten(source, (inner,)).notes if isinstance(inner.node, dict) else {}), **node}
    required = where == "path" or node.get("required") is True
    return Parameter(
        node["name"], variable(node["name"]), where, kind, required, style, bool(explode),
        node.get("allowReserved") is True, described(notes),
    )  # fmt: skip


def is_json(media_type: str) -> bool:
    """Whether a media type is JSON's."""
    plain = media_type.partition(";")[0].strip().lower()
    return plain == "application/json" or plain.endswith("+json")


def _may_be(kind: Kind, shape: str) -> bool:
    return kind.shape in (shape, "any") or any(_may_be(one, shape) for one in kind.members if kind.shape == "union")


def _flat_enough(source: Source, kinds: Kinds, kind: Kind, pointer: str, *, deep: bool, depth: int = 0) -> None:
    """Raise DocumentError for arrays and objects within others, for which no style has a spelling."""
    if kind.shape == "union":
        for one in kind.members:
            _flat_enough(source, kinds, one, pointer, deep=deep, depth=depth)
        return
    if kind.shape not in ("array", "object"):
        return
    if depth == 1 and deep and kind.shape == "array":
        return
    if depth:
        raise source.fault(pointer, "an array or object within another has no spelling in a parameter: use content")
    inner: list[Kind] = list(kind.members)
    for name in kind.uses if not inner or kind.shape == "object" else ():
        model = kinds.models.get(name)
        inner += [one.kind for one in model.fields] if model else []
    for one in inner:
        _flat_enough(source, kinds, one, pointer, deep=deep, depth=depth + 1)
