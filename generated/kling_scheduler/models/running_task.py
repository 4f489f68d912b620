# Written from openapi.yaml by scripts/generate.py. Do not edit: change the document, then `tox run -e generate`.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="RunningTask")


@_attrs_define
class RunningTask:
    """A task that is running now. The service may leave out any of its fields.

    Attributes:
        id (int | Unset): Identifier of the task.
        email (str | Unset): E-mail address of the linked Kling account that runs the task.
        started (datetime.datetime | Unset): Moment at which the task started.
        elapsed (str | Unset): Time since the start, as minutes and seconds (MM:SS).
        reply_url (str | Unset): Webhook that the service calls when the task completes.
        reply_ref (str | Unset): Your own reference, handed back with the webhook call.
    """

    id: int | Unset = UNSET
    email: str | Unset = UNSET
    started: datetime.datetime | Unset = UNSET
    elapsed: str | Unset = UNSET
    reply_url: str | Unset = UNSET
    reply_ref: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        email = self.email

        started: str | Unset = UNSET
        if not isinstance(self.started, Unset):
            started = self.started.isoformat()

        elapsed = self.elapsed

        reply_url = self.reply_url

        reply_ref = self.reply_ref

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if id is not UNSET:
            field_dict["id"] = id
        if email is not UNSET:
            field_dict["email"] = email
        if started is not UNSET:
            field_dict["started"] = started
        if elapsed is not UNSET:
            field_dict["elapsed"] = elapsed
        if reply_url is not UNSET:
            field_dict["replyUrl"] = reply_url
        if reply_ref is not UNSET:
            field_dict["replyRef"] = reply_ref

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id", UNSET)

        email = d.pop("email", UNSET)

        _started = d.pop("started", UNSET)
        started: datetime.datetime | Unset
        if isinstance(_started, Unset):
            started = UNSET
        else:
            started = datetime.datetime.fromisoformat(_started)

        elapsed = d.pop("elapsed", UNSET)

        reply_url = d.pop("replyUrl", UNSET)

        reply_ref = d.pop("replyRef", UNSET)

        running_task = cls(
            id=id,
            email=email,
            started=started,
            elapsed=elapsed,
            reply_url=reply_url,
            reply_ref=reply_ref,
        )

        running_task.additional_properties = d
        return running_task

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
