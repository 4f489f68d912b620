# Written from openapi.yaml by scripts/generate.py. Do not edit: change the document, then `tox run -e generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="UnauthorizedResponse")


@_attrs_define
class UnauthorizedResponse:
    """Why the service did not accept the token.

    Attributes:
        error (str): What went wrong, in words for people. The wording is not part of the contract.
        code (Literal[401]): The HTTP status, repeated in the body.
    """

    error: str
    code: Literal[401]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        error = self.error

        code = self.code

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "error": error,
                "code": code,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        error = d.pop("error")

        code = cast(Literal[401], d.pop("code"))
        if code != 401:
            raise ValueError(f"code must match const 401, got '{code}'")

        unauthorized_response = cls(
            error=error,
            code=code,
        )

        unauthorized_response.additional_properties = d
        return unauthorized_response

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
