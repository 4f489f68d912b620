# Written from openapi.yaml by scripts/generate.py. Do not edit: change the document, then `tox run -e generate`.
"""What every model and every answer is made of."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Generic, TypeAlias, TypeVar

import httpx
from msgspec import UNSET, Meta, Struct, defstruct
from msgspec import UnsetType as Unset
from msgspec import field as _field
from msgspec.structs import asdict

AwareDatetime: TypeAlias = Annotated[datetime.datetime, Meta(tz=True)]
"""A moment with its offset from UTC."""

T = TypeVar("T")
M = TypeVar("M", bound="Model")

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

    def __reduce__(self) -> tuple[Callable[..., Model], tuple[Any, ...]]:
        """Pickle by way of the class that the document names."""
        fields = asdict(self)
        raw = fields.pop("raw_", {})
        named = type(self).__base__ if raw else type(self)
        return revive, (named, fields, raw)


def revive(model: type[M], fields: Mapping[str, Any], malformed: Mapping[str, Any]) -> M:
    """Make a model of its attributes and of what is malformed."""
    if not malformed:
        return model(**fields)
    made: M = _with_malformed(model)(**fields, raw_=malformed)
    return made


@cache
def _with_malformed(model: type[Model]) -> Callable[..., Any]:
    # A subclass, so that the many objects that have nothing malformed need no room for it.
    raw = ("raw_", dict[str, Any], _field(name="$malformed"))
    return defstruct(
        model.__name__, [raw], bases=(model,), module=model.__module__, frozen=True, kw_only=True, gc=False
    )


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
    headers: httpx.Headers
    parsed: T


__all__ = ["UNSET", "AwareDatetime", "Model", "Response", "Unset"]
