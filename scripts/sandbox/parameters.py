"""One parameter of an operation, held to the document in its style."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from scripts.document import DocumentError, resolve
from scripts.sandbox.media import is_json
from scripts.sandbox.messages import read_json
from scripts.sandbox.schema import Schema
from scripts.sandbox.sent import Sent, decoded
from scripts.sandbox.styles import USUAL, readings
from scripts.sandbox.typed import listed_where_asked, typed
from scripts.schemas import Schemas

# Told by other parts of the document (OpenAPI 3.1, "Parameter Object").
IGNORED = {"accept", "content-type", "authorization"}


class Parameter:
    """A parameter; ``names`` are those of its place, its own among them.

    Raises DocumentError for a schema that is none.
    """

    def __init__(self, document: Mapping[str, Any], node: Mapping[str, Any], names: set[str]) -> None:
        self.place = str(node["in"])
        self.name = str(node["name"]).lower() if self.place == "header" else str(node["name"])
        self.is_required = bool(node.get("required"))
        self._said = f"{self.place} parameter {node['name']}"
        self._names = names
        self._takes_nothing = bool(node.get("allowEmptyValue")) and self.place == "query"
        content: Mapping[str, Any] = node.get("content", {})
        self._media, media = next(iter(content.items()), ("", {}))
        schema = node.get("schema", True) if not self._media else resolve(document, media).get("schema", True)
        try:
            self._schema, self._schemas = Schema(document, schema), Schemas(document, schema)
        except DocumentError:
            raise
        except Exception as error:
            reason = " ".join(str(error).split())[:300]
            raise DocumentError(f"{self._said} has a schema that is none: {reason}") from None
        self._style = str(node.get("style", USUAL[self.place]))
        self._explode = bool(node.get("explode", self._style == "form"))

    def violation(self, given: Sent) -> str | None:
        """Why the parameter is not what the document takes, in one line; None when it is."""
        pairs = given.pairs(self.place)
        decode = partial(decoded, self.place)
        if self._media:
            texts = [decode(value) for name, value in pairs if name == self.name][:1]
            return self._told([self._content(text) for text in texts])
        found = readings(self.name, self._style, pairs, self._names, decode, explode=self._explode)
        if self._takes_nothing and "" in found:
            return None
        if not found and any(name == self.name for name, _ in pairs):
            return f"{self._said}: it is not in the style {self._style}"
        return self._told(found)

    def _told(self, found: list[Any]) -> str | None:
        reasons = []
        for reading in found:
            value = reading
            if not self._media:
                shaped = listed_where_asked(reading, self._schemas) if isinstance(reading, dict) else reading
                value = typed(shaped, self._schemas)
            reason = self._schema.violation(value)
            if reason is None:
                return None
            reasons.append((type(reading) is dict, type(reading) is list, reason))
        if not reasons:
            return f"{self._said}: it is required" if self.is_required else None
        return f"{self._said}: {self._telling(reasons)}"

    def _telling(self, reasons: list[tuple[bool, bool, str]]) -> str:
        """What to say of the reading that the schema is about."""
        types = self._schemas.types()
        for is_object, is_array, reason in reasons:
            if ("object" in types and is_object) or ("array" in types and is_array):
                return reason
        return reasons[0][2]

    def _content(self, text: str) -> Any:
        if not is_json(self._media):
            return text
        try:
            return read_json(text)
        except ValueError:
            return text
