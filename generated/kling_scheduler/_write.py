# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""How a request's body is written."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import UNSET
from msgspec.json import encode

from ._answer import is_array, is_object
from ._fit import Misfit, fit
from ._wire import form
from .types import File, dump, items_of, plain


class Option(NamedTuple):
    """One media type that an operation takes, its type, and how it is written."""

    media_type: str
    kind: Any
    writer: str
    content_types: Mapping[str, str] = {}


def write(body: object, options: Sequence[Option], content_type: object = UNSET) -> tuple[str, bytes] | None:
    """The media type and the bytes of ``body``; None when there is none.

    Without a ``content_type`` it is the first documented one that takes such a body. Raises ValueError when there is
    none, or when the ``content_type`` is not documented.
    """
    if body is UNSET:
        return None
    if isinstance(content_type, str):
        chosen = next((one for one in options if _covers(one.media_type, content_type)), None)
        if chosen is None:
            raise ValueError(f"the content type is none of {', '.join(one.media_type for one in options)}")
        return _written(body, chosen, content_type)
    chosen = options[0] if len(options) == 1 else next((one for one in options if _takes(one, body)), None)
    if chosen is None:
        raise ValueError(f"the body is none of {', '.join(one.media_type for one in options)}")
    if "*" in chosen.media_type:
        raise ValueError(f"{chosen.media_type} is many types: pass content_type")
    return _written(body, chosen, chosen.media_type)


def _covers(documented: str, given: str) -> bool:
    documented, given = (text.partition(";")[0].strip().lower() for text in (documented, given))
    return documented in ("*/*", given) or (documented.endswith("/*") and given.startswith(documented[:-1]))


def _takes(option: Option, body: object) -> bool:
    if option.writer == "binary":
        return isinstance(body, bytes)
    if option.writer == "text":
        return isinstance(body, str)
    if isinstance(body, bytes):
        return False
    if option.kind is Any:
        return True
    if isinstance(option.kind, type):
        return isinstance(body, option.kind)
    if option.writer == "multipart":
        return True
    try:
        fit(plain(body), option.kind, [])
    except Misfit:
        return False
    return True


def _written(body: object, option: Option, media_type: str) -> tuple[str, bytes]:
    if option.writer == "json":
        return media_type, dump(body)
    if option.writer == "form":
        return form(body, media_type, option.content_types)
    if option.writer == "multipart":
        return _multipart(body, media_type, option.content_types)
    if isinstance(body, bytes):
        return media_type, body
    charset = media_type.lower().partition("charset=")[2].partition(";")[0].strip(' "') or "utf-8"
    return media_type, str(body).encode(charset)


def _multipart(body: object, media_type: str, content_types: Mapping[str, str]) -> tuple[str, bytes]:
    parts: list[bytes] = []
    for name, value in items_of(body):
        for item in value if is_array(value) else [value]:
            parts.append(_part(name, item, content_types.get(name)))
    boundary = secrets.token_hex(16).encode()
    while any(boundary in part for part in parts):
        boundary = secrets.token_hex(16).encode()
    written = b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + boundary + b"--\r\n"
    return f"{media_type}; boundary={boundary.decode()}", written


def _part(name: str, value: object, content_type: str | None) -> bytes:
    disposition = f'form-data; name="{_quoted(name)}"'
    if isinstance(value, File):
        disposition += f'; filename="{_quoted(value.name)}"'
        content, kind = value.content, content_type or value.content_type
    elif isinstance(value, bytes):
        content, kind = value, content_type or "application/octet-stream"
    else:
        value = plain(value)
        if is_array(value) or is_object(value):
            content, kind = encode(value), content_type or "application/json"
        else:
            text = str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
            content, kind = text.encode(), content_type or ""
    head = f"Content-Disposition: {disposition}\r\n" + (f"Content-Type: {kind}\r\n" if kind else "")
    return head.encode() + b"\r\n" + content


def _quoted(text: str) -> str:
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
