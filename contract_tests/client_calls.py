"""Call the generated client as the document names it, and compare what it returns with the JSON it was sent."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

from kling_scheduler import AuthenticatedClient
from msgspec.structs import fields

from scripts.document import Operation, base_path, resolve

# Texts that the client gives a type of their own.
FORMATS: dict[str, Callable[[str], object]] = {
    "date-time": datetime.fromisoformat,
    "date": date.fromisoformat,
    "uuid": UUID,
}
BASE_URL = "https://service.example/v1"
TOKEN = "user:1-test"


def client() -> AuthenticatedClient:
    """A client of a service that nothing answers for, unless respx does."""
    return AuthenticatedClient(base_url=BASE_URL, token=TOKEN)


def module_of(operation: Operation) -> ModuleType:
    """The generated module of an operation, named as openapi-python-client names it."""
    tag = operation.raw.get("tags", ["default"])[0]
    return importlib.import_module(f"kling_scheduler.api.{tag}.{_snake(operation.id)}")


def arguments_of(operation: Operation, url: str) -> dict[str, Any]:
    """The keyword arguments that make the client ask for ``url``, by the document's path and query parameters."""
    parts = urlsplit(url)
    path = parts.path.removeprefix(base_path(operation.document))
    found = {**operation.path_values(path), **dict(parse_qsl(parts.query))}
    integers = {one["name"] for one in operation.parameters if one.get("schema", {}).get("type") == "integer"}
    return {_snake(name): int(value) if name in integers else value for name, value in found.items()}


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).replace("-", "_").lower()


def compare(document: Mapping[str, Any], schema: Any, sent: Any, returned: Any) -> int:
    """Fail unless every documented field in ``sent`` is in ``returned``; give the number of values compared."""
    schema = resolve(document, schema)
    if isinstance(sent, list):
        assert len(returned) == len(sent)
        return sum(compare(document, schema["items"], *pair) for pair in zip(sent, returned, strict=True))
    if isinstance(sent, dict):
        assert returned.malformed == {}
        attributes = {field.encode_name: getattr(returned, field.name) for field in fields(returned)}
        assert set(schema["properties"]) <= set(attributes)
        known = [name for name in schema["properties"] if name in sent]
        return sum(compare(document, schema["properties"][name], sent[name], attributes[name]) for name in known)
    if isinstance(returned, Enum):
        returned = returned.value
    if read := FORMATS.get(schema.get("format", "")):
        sent = read(sent)
    assert (returned, type(returned)) == (sent, int if schema.get("type") == "integer" else type(sent))
    return 1
