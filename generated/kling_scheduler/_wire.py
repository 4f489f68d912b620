# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""How parameters are written into a request, in the styles of OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from msgspec import UNSET
from msgspec.json import encode

from ._answer import Credential, Request, is_array, is_object
from .types import plain

# What a URL lets stand where a parameter may hold reserved characters.
_RESERVED = ":/?@!$'()*,;="
# What a cookie's value may hold as it is.
_COOKIE = "!#$&'()*+-./:<=>?@[]^_`{|}~"
_BETWEEN = {"form": ",", "spaceDelimited": "%20", "pipeDelimited": "%7C"}


class Parameter(NamedTuple):
    """A parameter's value and how the document has it written."""

    name: str
    value: object
    style: str
    explode: bool = False
    reserved: bool = False


def ask(
    operation: str,
    method: str,
    path: str,
    accept: str,
    *,
    segments: Sequence[Parameter] = (),
    query: Sequence[Parameter] = (),
    headers: Sequence[Parameter] = (),
    cookies: Sequence[Parameter] = (),
    body: tuple[str, bytes] | None = None,
    credential: Credential | None = None,
    server: str | None = None,
) -> Request:
    """Put a request together; parameters that are ``UNSET`` or None are left out."""
    for one in segments:
        path = path.replace("{" + one.name + "}", _segment(one))
    pairs = [pair for one in query for pair in _query(one)]
    if pairs:
        path = f"{path}?{'&'.join(pairs)}"
    sent = {"Accept": accept}
    sent.update({one.name: _header(one) for one in headers if _given(one)})
    crumbs = [crumb for one in cookies if _given(one) for crumb in _cookie(one)]
    if crumbs:
        sent["Cookie"] = "; ".join(crumbs)
    content = None
    if body is not None:
        sent["Content-Type"], content = body
    return Request(operation, method, path, sent, content=content, credential=credential, server=server)


def _given(one: Parameter) -> bool:
    return one.value is not UNSET and one.value is not None


def _segment(one: Parameter) -> str:
    value = plain(one.value)
    if one.style == "content":
        text = _quoted(encode(value).decode())
    elif one.style == "label":
        text = "." + _listed(one, value, "." if one.explode else ",", "=" if one.explode else ",")
    elif one.style == "matrix":
        name = _quoted(one.name)
        if one.explode and is_array(value):
            text = "".join(f";{name}={_quoted(_text(item))}" for item in value)
        elif one.explode and is_object(value):
            text = "".join(f";{_quoted(key)}={_quoted(_text(item))}" for key, item in value.items())
        else:
            text = f";{name}={_listed(one, value, ',', ',')}"
    else:
        text = _listed(one, value, ",", "=" if one.explode else ",")
    # Dots alone would be a step to another path.
    return text.replace(".", "%2E") if not text.strip(".") else text


def _query(one: Parameter) -> list[str]:
    if not _given(one):
        return []
    value, safe = plain(one.value), _RESERVED if one.reserved else ""
    name = quote(one.name, safe="")
    if one.style == "content":
        return [f"{name}={quote(encode(value).decode(), safe=safe)}"]
    if is_object(value):
        items = [(key, item) for key, item in value.items() if item is not None]
        if one.style == "deepObject":
            return [
                f"{name}%5B{quote(key, safe='')}%5D={quote(_text(each), safe=safe)}"
                for key, item in items
                for each in (item if is_array(item) else [item])
            ]
        if one.explode:
            return [
                f"{quote(key, safe='')}={quote(_text(each), safe=safe)}"
                for key, item in items
                for each in (item if is_array(item) else [item])
            ]
        value = [part for pair in items for part in pair]
    if is_array(value):
        if one.explode:
            return [f"{name}={quote(_text(item), safe=safe)}" for item in value]
        if not value:
            return []
        return [f"{name}={_BETWEEN[one.style].join(quote(_text(item), safe=safe) for item in value)}"]
    return [f"{name}={quote(_text(value), safe=safe)}"]


def _header(one: Parameter) -> str:
    value = plain(one.value)
    if one.style == "content":
        return encode(value).decode()
    if is_array(value):
        return ",".join(map(_text, value))
    if is_object(value):
        between = "=" if one.explode else ","
        return ",".join(f"{key}{between}{_text(item)}" for key, item in value.items())
    return _text(value)


def _cookie(one: Parameter) -> list[str]:
    value = plain(one.value)
    if one.style == "content":
        return [f"{one.name}={quote(encode(value).decode(), safe=_COOKIE)}"]
    if is_object(value):
        if one.explode:
            return [f"{key}={quote(_text(item), safe=_COOKIE)}" for key, item in value.items()]
        value = [part for pair in value.items() for part in pair]
    if is_array(value):
        if one.explode:
            return [f"{one.name}={quote(_text(item), safe=_COOKIE)}" for item in value]
        return [f"{one.name}={','.join(quote(_text(item), safe=_COOKIE) for item in value)}"]
    return [f"{one.name}={quote(_text(value), safe=_COOKIE)}"]


def _listed(one: Parameter, value: object, between: str, equals: str) -> str:
    if is_array(value):
        return between.join(_quoted(_text(item)) for item in value)
    if is_object(value):
        return between.join(f"{_quoted(key)}{equals}{_quoted(_text(item))}" for key, item in value.items())
    return _quoted(_text(value))


def _quoted(text: str) -> str:
    return quote(text, safe="")


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if is_array(value) or is_object(value):
        return encode(value).decode()
    return "" if value is None else str(value)


def form(values: object, media_type: str, content_types: Mapping[str, str]) -> tuple[str, bytes]:
    """A body of ``application/x-www-form-urlencoded``: lists repeat their name, objects are JSON."""
    pairs: list[str] = []
    given: Any = plain(values)
    for name, value in given.items():
        as_json = content_types.get(name, "").endswith("json")
        for item in value if is_array(value) and not as_json else [value]:
            text = encode(item).decode() if as_json else _text(item)
            pairs.append(f"{quote(name, safe='').replace('%20', '+')}={quote(text, safe='').replace('%20', '+')}")
    return media_type, "&".join(pairs).encode()
