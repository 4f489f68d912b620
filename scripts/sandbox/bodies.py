"""The body of a request, held to the document by its media type."""

from __future__ import annotations

from collections.abc import Mapping
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import unquote_plus

from scripts.document import resolve
from scripts.sandbox.media import covering, essence, is_json, is_lines
from scripts.sandbox.messages import Request, read_json
from scripts.sandbox.schema import Schema
from scripts.sandbox.sent import form_pairs
from scripts.sandbox.styles import readings
from scripts.sandbox.typed import listed_where_asked, typed
from scripts.schemas import Schemas

FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/"


class Body:
    """A documented body. What is of a type that is not read here, such as an image, is taken as it comes."""

    def __init__(self, document: Mapping[str, Any], node: Mapping[str, Any]) -> None:
        self._is_required = bool(node.get("required"))
        self._media = {kind: resolve(document, media) for kind, media in node.get("content", {}).items()}
        given = {kind: media.get("schema", True) for kind, media in self._media.items()}
        self._schemas = {kind: (Schema(document, raw), Schemas(document, raw)) for kind, raw in given.items()}

    def violation(self, request: Request) -> str | None:
        """Why the body is not what the document takes, in one line; None when it is."""
        label = request.headers.get("content-type", "")
        if not request.body and not label:
            return "body: it is required" if self._is_required else None
        kind = covering(self._media, label)
        if kind is None:
            return f"body: it is {label[:80] or 'unlabelled'}, and the document takes {', '.join(self._media)}"
        if not request.body and not (essence(label) == FORM or essence(label).startswith("text/")):
            return "body: it is required" if self._is_required else None
        try:
            reasons = [self._schemas[kind][0].violation(value) for value in self._values(kind, label, request.body)]
        except ValueError as error:
            return f"body: it is not {essence(label)}: {error}"
        return None if None in reasons or not reasons else f"body: {reasons[0]}"

    def _values(self, kind: str, label: str, body: bytes) -> list[Any]:
        """What the body may stand for; none for what is not read. Raises ValueError when it is not what it says."""
        if is_json(label):
            return [read_json(body)]
        if is_lines(label):
            return [[read_json(line) for line in body.splitlines() if line.strip()]]
        if essence(label) == FORM:
            return [self._form(kind, body.decode("utf-8"))]
        if essence(label).startswith(MULTIPART):
            return [self._multipart(kind, label, body)]
        return [body.decode("utf-8")] if essence(label).startswith("text/") else []

    def _form(self, kind: str, text: str) -> dict[str, Any]:
        pairs = form_pairs(text)
        schemas, encoding = self._schemas[kind][1], self._media[kind].get("encoding", {})
        found: dict[str, Any] = {}
        for name in dict.fromkeys([*(name for name, _ in pairs if "[" not in name), *encoding]):
            said = encoding.get(name, {})
            style = str(said.get("style", "form"))
            explode = bool(said.get("explode", style == "form"))
            given = readings(name, style, pairs, {key for key, _ in pairs}, unquote_plus, explode=explode)
            fitting = [self._field(one, schemas.property(name)) for one in given]
            if fitting:
                found[name] = next((one for one, fits in fitting if fits), fitting[0][0])
        read = tuple(f"{name}[" for name in found)
        rest = {name: unquote_plus(value) for name, value in pairs if name not in found and not name.startswith(read)}
        return {**found, **rest}

    def _field(self, given: Any, schemas: Schemas) -> tuple[Any, bool]:
        """What one field stands for, and whether that is what it may be; an object may be sent as JSON."""
        shaped = listed_where_asked(given, schemas) if isinstance(given, dict) else given
        value = typed(shaped, schemas)
        if schemas.first_fault(value) is None:
            return value, True
        if isinstance(given, str) and schemas.types() & {"object", "array"}:
            try:
                value = read_json(given)
            except ValueError:
                return value, False
            return value, schemas.first_fault(value) is None
        return value, False

    def _multipart(self, kind: str, label: str, body: bytes) -> dict[str, Any]:
        head = f"Content-Type: {label}\r\n\r\n".encode("latin-1", "replace")
        message = BytesParser(policy=HTTP).parsebytes(head + body)
        if not message.is_multipart():
            raise ValueError("no part was found")
        schemas = self._schemas[kind][1]
        found: dict[str, list[Any]] = {}
        for part in message.iter_parts():
            name = part.get_param("name", header="content-disposition")
            if name is None:
                raise ValueError("a part has no name")
            found.setdefault(str(name), []).append(_part(part))
        return {name: self._several(values, schemas.property(name)) for name, values in found.items()}

    def _several(self, values: list[Any], schemas: Schemas) -> Any:
        is_list = len(values) > 1 or ("array" in schemas.types() and not isinstance(values[0], list))
        given = values if is_list else values[0]
        return self._field(given, schemas)[0] if _is_text(given) else given


def _is_text(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _part(part: Message) -> Any:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    if is_json(part.get_content_type()):
        return read_json(content)
    return content.decode("utf-8", "replace")
