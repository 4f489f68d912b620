# Written from openapi.yaml by scripts/generate.py. Do not edit: change the document, then `tox run -e generate`.
"""What every model and every answer is made of."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Generic, Self, TypeAlias, TypeVar

import httpx
from msgspec import UNSET, Meta, Struct
from msgspec import UnsetType as Unset
from msgspec.structs import asdict

AwareDatetime: TypeAlias = Annotated[datetime.datetime, Meta(tz=True)]
"""A moment with its offset from UTC."""

T = TypeVar("T")
M = TypeVar("M", bound="Model")

_NONE: Mapping[str, Any] = MappingProxyType({})


class Model(Struct, frozen=True, kw_only=True, dict=True):
    """An object of the service. A field that the service left out is ``UNSET``, which is false."""

    @property
    def malformed(self) -> Mapping[str, Any]:
        """Optional fields whose value does not fit their type: their names on the wire, with the raw JSON values.

        Such a field's attribute is ``UNSET``. Empty when everything fits.
        """
        malformed: Mapping[str, Any] = vars(self).get("malformed", _NONE)
        return malformed

    def __reduce__(self) -> tuple[Callable[..., Self], tuple[type[Self], dict[str, Any], dict[str, Any]]]:
        """Pickle and copy with what is malformed, which is no field."""
        return revive, (type(self), asdict(self), dict(self.malformed))

    def __copy__(self) -> Self:
        """Return a shallow copy."""
        return revive(type(self), asdict(self), dict(self.malformed))


def revive(model: type[M], fields: Mapping[str, Any], malformed: Mapping[str, Any]) -> M:
    """Make a model of its attributes and of what is malformed."""
    made = model(**fields)
    if malformed:
        vars(made)["malformed"] = MappingProxyType(dict(malformed))
    return made


@dataclass(frozen=True, slots=True)
class Response(Generic[T]):
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
