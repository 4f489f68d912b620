"""A value as XML, by what the schema's ``xml`` objects say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from scripts.document import resolve
from scripts.sandbox.messages import encode

ROOT = "root"


def as_xml(value: Any, document: Mapping[str, Any], node: Any) -> bytes:
    """``value`` as an XML document; its root has the name of the schema, where that has one."""
    name = str(node["$ref"]).rpartition("/")[2] if isinstance(node, Mapping) and "$ref" in node else ROOT
    root = Element(_name(document, node, name))
    if isinstance(value, list):
        # A document has one root, whatever the schema says of wrapping.
        _add_items(root, value, document, node, "item")
    else:
        _fill(root, value, document, node)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _fill(element: Element, value: Any, document: Mapping[str, Any], node: Any) -> None:
    if not isinstance(value, Mapping):
        element.text = _text(value)
        return
    for key, part in value.items():
        schema = _property(document, node, key)
        said = _xml(document, schema)
        name = _name(document, schema, key)
        if said.get("attribute"):
            element.set(name, _text(part))
        elif isinstance(part, list):
            _add_items(SubElement(element, name) if said.get("wrapped") else element, part, document, schema, name)
        else:
            _fill(SubElement(element, name), part, document, schema)


def _add_items(element: Element, values: list[Any], document: Mapping[str, Any], node: Any, name: str) -> None:
    resolved = resolve(document, node)
    items = resolved.get("items") if isinstance(resolved, Mapping) else None
    for value in values:
        _fill(SubElement(element, _name(document, items, name)), value, document, items)


def _property(document: Mapping[str, Any], node: Any, name: str) -> Any:
    return next((one["properties"][name] for one in _parts(document, node) if name in one.get("properties", {})), None)


def _parts(document: Mapping[str, Any], node: Any) -> Iterator[Mapping[str, Any]]:
    node = resolve(document, node)
    if isinstance(node, Mapping):
        yield node
        for key in ("allOf", "oneOf", "anyOf"):
            for part in node.get(key, []):
                yield from _parts(document, part)


def _xml(document: Mapping[str, Any], node: Any) -> Mapping[str, Any]:
    resolved = resolve(document, node)
    said = resolved.get("xml") if isinstance(resolved, Mapping) else None
    return said if isinstance(said, Mapping) else {}


def _name(document: Mapping[str, Any], node: Any, usual: str) -> str:
    said = _xml(document, node)
    name = str(said.get("name", usual))
    return f"{{{said['namespace']}}}{name}" if "namespace" in said else name


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else encode(value).decode()
