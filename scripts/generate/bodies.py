"""Request bodies: how each documented media type is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scripts.generate.flat import Flat, Parts, Place, flatten
from scripts.generate.kinds import ANY, Kind, Kinds
from scripts.generate.parameters import is_json
from scripts.generate.source import Source

BYTES = Kind("bytes", shape="bytes")
TEXT = Kind("str")


@dataclass
class Body:
    """One media type of a request body. ``writer`` writes it: json, form, multipart, text or binary."""

    media_type: str
    kind: Kind
    writer: str
    content_types: dict[str, str] = field(default_factory=dict)


def bodies(source: Source, kinds: Kinds, place: Place, owner: str) -> tuple[list[Body], bool]:
    """The bodies that an operation takes, and whether it needs one. Raises DocumentError."""
    if "requestBody" not in place.node:
        return [], False
    node, pointer = source.resolve(place.node["requestBody"], f"{place.pointer}/requestBody")
    if not isinstance(node, Mapping) or not isinstance(node.get("content"), Mapping) or not node["content"]:
        raise source.fault(pointer, "a request body has a content, by media type")
    several = len(node["content"]) > 1
    found = []
    for media_type in node["content"]:
        media = Place(node, pointer).below("content", media_type)
        if not isinstance(media.node, Mapping):
            raise source.fault(media.pointer, "a media type is a mapping")
        found.append(_body(source, kinds, media, media_type, owner, several))
    return found, node.get("required") is True


def is_text(media_type: str) -> bool:
    """Whether a media type is written and read as text."""
    plain = media_type.partition(";")[0].strip().lower()
    return plain.startswith("text/") or plain.endswith(("+xml", "/xml", "/javascript", "/yaml", "/x-ndjson", "/jsonl"))


def _body(source: Source, kinds: Kinds, media: Place, media_type: str, owner: str, several: bool) -> Body:
    plain = media_type.partition(";")[0].strip().lower()
    if plain.count("/") != 1:
        raise source.fault(media.pointer, f"{media_type!r} is no media type")
    writer = {"application/x-www-form-urlencoded": "form", "multipart/form-data": "multipart"}.get(
        plain, "json" if is_json(plain) else "text" if is_text(plain) else "binary"
    )
    if writer in ("text", "binary"):
        if plain.startswith("multipart/"):
            raise source.fault(media.pointer, f"the client cannot write {media_type}: multipart/form-data alone")
        return Body(media_type, TEXT if writer == "text" else BYTES, writer)
    if "schema" not in media.node:
        return Body(media_type, ANY if writer == "json" else Kind("dict[str, Any]", shape="object"), writer)
    schema = media.below("schema")
    parent = f"{owner}_{writer}" if several else owner
    if writer == "json":
        return Body(media_type, kinds.of(schema, parent, "body"), writer)
    flat = flatten(source, (schema,))
    files = writer == "multipart" and _has_files(source, flat)
    # A file is sent as a file here, and is text wherever the same schema is JSON.
    kind = kinds.of(schema, parent, "body", files=files)
    for one in kind.members if kind.shape == "union" else (kind,):
        if one.shape not in ("object", "null", "any"):
            raise source.fault(schema.pointer, f"{media_type} holds an object, by name")
    return Body(media_type, kind, writer, _content_types(source, media))


def _has_files(source: Source, flat: Flat) -> bool:
    if any(_is_file(source, parts) for parts in flat.properties.values()):
        return True
    return any(_has_files(source, flatten(source, (member,))) for _, members, _ in flat.groups for member in members)


def _is_file(source: Source, parts: Parts, above: tuple[str, ...] = ()) -> bool:
    flat = flatten(source, parts)
    if flat.format in ("binary", "x-content"):
        return True
    if flat.pointer in above:
        return False
    alternatives = [(member,) for _, members, _ in flat.groups for member in members]
    inner = [*alternatives, flat.items] if flat.items else alternatives
    return any(_is_file(source, one, (*above, flat.pointer)) for one in inner)


def _content_types(source: Source, media: Place) -> dict[str, str]:
    encoding: Any = media.node.get("encoding") or {}
    if not isinstance(encoding, Mapping):
        raise source.fault(f"{media.pointer}/encoding", "an encoding is a mapping by property")
    found = {}
    for name, one in encoding.items():
        if isinstance(one, Mapping) and isinstance(one.get("contentType"), str):
            found[name] = one["contentType"].partition(",")[0].strip()
        if isinstance(one, Mapping) and one.get("style", "form") not in ("form",):
            raise source.fault(
                f"{media.pointer}/encoding/{name}/style",
                f"the client cannot write the style {one['style']!r} in a body",
            )
    return {name: type_ for name, type_ in found.items() if "*" not in type_}
