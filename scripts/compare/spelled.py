"""Query parameters that an object spells out: on the wire each of its properties is a parameter by itself."""

from __future__ import annotations

from collections.abc import Mapping

from scripts.compare.node import Node
from scripts.compare.schemas import Schemas
from scripts.compare.writing import exploded, style_of
from scripts.document import DocumentError, at, pointer_of, pointer_tokens, resolve

# By where they stand and their name.
Parameters = dict[tuple[str, str], Node]
# With any other clause the properties depend on each other, and stand for more than parameters do.
ALONE = {"type", "properties", "required", "additionalProperties", "title", "description", "example", "examples"}
SHARED = ("allowReserved", "allowEmptyValue", "deprecated")


class Property(Node):
    """A property as the parameter that it is on the wire; it stands where its schema does."""

    def get(self, *keys: str) -> Node | None:
        """The schema is the property itself."""
        return Node(self.document, self.steps, self.value["schema"], self.place) if keys == ("schema",) else None


def spelled_out(mine: Parameters, theirs: Parameters, schemas: Schemas, side: int) -> Parameters:
    """The parameters of one side, an object in place of which the other side has its properties taken apart."""
    found: Parameters = {}
    for key, node in mine.items():
        apart = {} if key in theirs else _properties(node, schemas, side)
        if apart.keys() & (theirs.keys() - mine.keys()) and not apart.keys() & mine.keys():
            found.update(apart)
        else:
            found[key] = node
    return found


def _properties(node: Node, schemas: Schemas, side: int) -> Parameters:
    """The parameters that an object is on the wire; none where they would say less than it does."""
    style = style_of(node, "form")
    schema = node.get("schema")
    if node.says("in") != "query" or schema is None or not (exploded(node, "form") or style == "deepObject"):
        return {}
    schema = _followed(schema)
    value = schema.value
    if not isinstance(value, Mapping) or not value.keys() <= ALONE or value.get("type") != "object":
        return {}
    demanded = value.get("required", [])
    # Of an object that may be left out, a property that it demands may be left out with the others alone.
    if isinstance(value.get("additionalProperties"), Mapping) or (demanded and not node.says("required")):
        return {}
    shared = {key: node.value[key] for key in SHARED if key in node.value}
    found: Parameters = {}
    for name, inner in value.get("properties", {}).items():
        steps = (*schema.steps, "properties", str(name))
        if schemas.kinds(Node(schema.document, steps, inner), side) & {"array", "object"}:
            return {}
        written = f"{node.says('name')}[{name}]" if style == "deepObject" else str(name)
        means = {"name": written, "in": "query", "required": name in demanded, "schema": inner, **shared}
        found["query", written] = Property(schema.document, steps, means, pointer_of(list(steps)))
    return found


def _followed(schema: Node) -> Node:
    """Where a schema that is a reference alone leads; the schema itself when that is nowhere."""
    try:
        resolve(schema.document, schema.value)
    except DocumentError:
        return schema
    while isinstance(schema.value, Mapping) and schema.value.keys() == {"$ref"}:
        pointer = schema.value["$ref"][1:]
        schema = Node(schema.document, tuple(pointer_tokens(pointer)), at(schema.document, pointer))
    return schema
