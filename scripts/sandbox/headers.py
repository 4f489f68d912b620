"""The headers that the document gives an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scripts.document import resolve
from scripts.sandbox.messages import encode
from scripts.sandbox.schema import Schema

# What the server itself says of a body, or of the connection.
OWN = {"content-type", "content-length", "transfer-encoding", "connection", "date", "server"}


def documented_headers(document: Mapping[str, Any], described: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each header of which the document has an example, or which must be there: its name in lower case and a value."""
    for name, node in described.items():
        header = resolve(document, node)
        schema = Schema(document, header.get("schema", True))
        shown = [resolve(document, one).get("value") for one in header.get("examples", {}).values()]
        values = [*([header["example"]] if "example" in header else []), *shown, *schema.examples]
        if not values and header.get("required"):
            values = [schema.shown()]
        if values and name.lower() not in OWN:
            yield name.lower(), _simple(values[0], explode=bool(header.get("explode")))


def _simple(value: Any, *, explode: bool) -> str:
    """A value in the style "simple", the one that headers have."""
    if isinstance(value, list):
        return ",".join(_plain(one) for one in value)
    if isinstance(value, Mapping):
        between = "=" if explode else ","
        return ",".join(f"{name}{between}{_plain(one)}" for name, one in value.items())
    return _plain(value)


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else encode(value).decode()
