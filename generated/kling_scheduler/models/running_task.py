# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
from __future__ import annotations

from msgspec import field as _field

from ..types import UNSET, AwareDatetime, Model, Unset


class RunningTask(Model, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True):
    """A task that is running now. The service may leave out any of its fields.

    Attributes:
        id: Identifier of the task.
        email: E-mail address of the linked Kling account that runs the task.
        started: Moment at which the task started.
        elapsed: Time since the start, as minutes and seconds (MM:SS).
        reply_url: Webhook that the service calls when the task completes.
        reply_ref: Your own reference, handed back with the webhook call.
    """

    id: int | Unset = UNSET
    """Identifier of the task."""
    email: str | Unset = UNSET
    """E-mail address of the linked Kling account that runs the task."""
    started: AwareDatetime | Unset = UNSET
    """Moment at which the task started."""
    elapsed: str | Unset = UNSET
    """Time since the start, as minutes and seconds (MM:SS)."""
    reply_url: str | Unset = _field(default=UNSET, name="replyUrl")
    """Webhook that the service calls when the task completes."""
    reply_ref: str | Unset = _field(default=UNSET, name="replyRef")
    """Your own reference, handed back with the webhook call."""
