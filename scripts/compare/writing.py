"""How the value of a parameter or of a header is written."""

from __future__ import annotations

from scripts.compare.node import Node
from scripts.compare.schemas import Schemas

PREFIXED = {"matrix", "label"}
LISTED = {"array", "object"}


def style_of(node: Node, otherwise: str) -> str:
    """The style, by the defaults of OpenAPI 3.1."""
    return str(node.says("style", otherwise))


def exploded(node: Node, otherwise: str) -> bool:
    """Whether each item or property is written by itself."""
    return bool(node.says("explode", style_of(node, otherwise) == "form"))


def styles_differ(old: Node, new: Node, otherwise: str, schemas: Schemas) -> bool:
    """Whether the same value is written in another way."""
    return any(_written(old, otherwise, kind) != _written(new, otherwise, kind) for kind in _kinds(old, new, schemas))


def _kinds(old: Node, new: Node, schemas: Schemas) -> set[str]:
    """What both may write: plain values, arrays or objects."""
    kinds = schemas.kinds(old.get("schema"), 0) & schemas.kinds(new.get("schema"), 1)
    many = {"object"} if schemas.is_single(old.get("schema"), 0) or schemas.is_single(new.get("schema"), 1) else LISTED
    return {kind if kind in many else "plain" for kind in kinds}


def _written(node: Node, otherwise: str, kind: str) -> tuple[str, bool]:
    style, explode = style_of(node, otherwise), exploded(node, otherwise)
    if kind == "plain":
        return (style if style in PREFIXED else "simple"), False
    if kind == "array" and style == "simple":
        return style, False
    if style == "deepObject":
        return style, True
    return style, explode
