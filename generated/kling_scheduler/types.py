# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""What every model and every answer is made of."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Generic, TypeAlias, TypeGuard, TypeVar
from urllib.parse import unquote

from msgspec import UNSET, Meta, Struct, defstruct, to_builtins
from msgspec import UnsetType as Unset
from msgspec import field as _field
from msgspec.json import Encoder
from msgspec.structs import asdict, fields

AwareDatetime: TypeAlias = Annotated[datetime.datetime, Meta(tz=True)]
"""A moment with its offset from UTC."""

T = TypeVar("T")
M = TypeVar("M", bound="Model")

# Where a model keeps the properties that its document does not name.
ADDITIONAL = "$additional"
# How a name begins that msgspec does not take as it is.
ESCAPED = "$escaped:"
_ENCODER = Encoder(decimal_format="number")
_NONE: Mapping[str, Any] = MappingProxyType({})


class Model(Struct, frozen=True, kw_only=True, gc=False):
    """An object of the service. A field that the service left out is ``UNSET``, which is false."""

    @property
    def malformed(self) -> Mapping[str, Any]:
        """Optional fields whose value does not fit their type: their names on the wire, with the raw JSON values.

        Such a field's attribute is ``UNSET``. Empty when everything fits.
        """
        malformed: Mapping[str, Any] = getattr(self, "raw_", _NONE)
        return malformed

    @property
    def unknown(self) -> Mapping[str, Any]:
        """Fields that the document does not name: their names on the wire, with the raw JSON values. Mostly empty."""
        unknown: Mapping[str, Any] = getattr(self, "unknown_", _NONE)
        return unknown

    def to_dict(self) -> dict[str, Any]:
        """The object as JSON has it: fields by their names on the wire, nothing that is ``UNSET``."""
        found: dict[str, Any] = plain(self)
        return found

    def to_json(self) -> str:
        """The object as JSON text."""
        return dump(self).decode("utf-8")

    def __reduce__(self) -> tuple[Callable[..., Model], tuple[Any, ...]]:
        """Pickle by way of the class that the document names."""
        fields = asdict(self)
        named = type(self).__base__ if "raw_" in fields else type(self)
        raw, unknown = fields.pop("raw_", {}), fields.pop("unknown_", {})
        return revive, (named, fields, raw, unknown)


class _Kept(dict[str, Any]):
    """What came, in a form that does not keep an object from being hashed."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self))


def revive(model: type[M], fields: Mapping[str, Any], malformed: Mapping[str, Any], unknown: Mapping[str, Any]) -> M:
    """Make a model of its attributes, of what is malformed, and of what the document does not name."""
    if not malformed and not unknown:
        return model(**fields)
    made: M = _with_rest(model)(**fields, raw_=_Kept(malformed), unknown_=_Kept(unknown))
    return made


@cache
def _with_rest(model: type[Model]) -> Callable[..., Any]:
    # A subclass, so that the many objects that are as documented need no room for the rest.
    raw = ("raw_", dict[str, Any], _field(name="$malformed"))
    unknown = ("unknown_", dict[str, Any], _field(name="$unknown"))
    return defstruct(
        model.__name__, [raw, unknown], bases=(model,), module=model.__module__, frozen=True, kw_only=True, gc=False
    )


class Tagged:
    """Which class an object is of, by the value of one of its properties."""

    def __init__(self, name: str, classes: Mapping[str, str]) -> None:
        """Go by the property ``name``: its values give the ``classes``, by name."""
        self.name = name
        self.classes = classes


class File:
    """A file to be sent."""

    def __init__(self, content: bytes, name: str = "file", content_type: str = "application/octet-stream") -> None:
        """Send ``content`` under a file ``name``, as a ``content_type``."""
        self.content = content
        self.name = name
        self.content_type = content_type

    @classmethod
    def read(cls, path: str | Path, content_type: str = "application/octet-stream") -> File:
        """The file at ``path``. Raises OSError."""
        return cls(Path(path).read_bytes(), Path(path).name, content_type)


def wire_name(encode_name: str) -> str:
    """What a field is named on the wire, where msgspec does not take that name."""
    return unquote(encode_name[len(ESCAPED) :]) if encode_name.startswith(ESCAPED) else encode_name


def nothing() -> dict[str, Any]:
    """No further properties."""
    return {}


def items_of(value: object) -> Iterator[tuple[str, Any]]:
    """The properties of an object as they are named on the wire, those that are malformed or further ones included."""
    if isinstance(value, Model):
        malformed = value.malformed
        for field in fields(value):
            inner, name = getattr(value, field.name), wire_name(field.encode_name)
            if name == ADDITIONAL:
                yield from inner.items()
            elif name not in malformed and field.name not in ("raw_", "unknown_") and inner is not UNSET:
                yield name, inner
        yield from malformed.items()
        yield from value.unknown.items()
    elif _is_mapping(value):
        for name, inner in value.items():
            yield str(name), inner


def plain(value: object) -> Any:
    """``value`` as JSON has it: what an object's fields are named on the wire, and nothing that is ``UNSET``."""
    if isinstance(value, Model) or _is_mapping(value):
        return {name: plain(inner) for name, inner in items_of(value)}
    if _is_list(value):
        return [plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return value
    return to_builtins(value)


def dump(value: object) -> bytes:
    """``value`` as JSON; half a character, which UTF-8 cannot hold, is escaped as it came."""
    try:
        return _ENCODER.encode(plain(value))
    except UnicodeEncodeError:
        from secrets import token_hex

        mark = token_hex(16)
        return re.sub(mark.encode() + b"([0-9a-f]{4})", rb"\\u\1", _ENCODER.encode(_marked(plain(value), mark)))


def _marked(value: Any, mark: str) -> Any:
    if isinstance(value, str):
        return re.sub("[\ud800-\udfff]", lambda half: f"{mark}{ord(half[0]):04x}", value)
    if _is_mapping(value):
        return {_marked(name, mark): _marked(inner, mark) for name, inner in value.items()}
    return [_marked(inner, mark) for inner in value] if _is_list(value) else value


def _is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    return isinstance(value, Mapping)


def _is_list(value: object) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, list | tuple)


class Response(Struct, Generic[T], frozen=True):
    """A documented answer of the service.

    Attributes:
        status_code: The HTTP status.
        content: The body as it came, its content encoding undone.
        headers: The response's headers.
        parsed: The body as the document describes it for this status; None when it describes none.
    """

    status_code: int
    content: bytes
    headers: Mapping[str, str]
    parsed: T


__all__ = ["UNSET", "AwareDatetime", "File", "Model", "Response", "Unset"]
