# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
from __future__ import annotations

from typing import Literal

from ..types import Model


class UnauthorizedResponse(Model, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True):
    """Why the service did not accept the token.

    Attributes:
        error: What went wrong, in words for people. The wording is not part of the contract.
        code: The HTTP status, repeated in the body.
    """

    error: str
    """What went wrong, in words for people. The wording is not part of the contract."""
    code: Literal[401]
    """The HTTP status, repeated in the body."""
