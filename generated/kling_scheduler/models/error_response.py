# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
from __future__ import annotations

from ..types import Model


class ErrorResponse(Model, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True):
    """Why the service could not take the request.

    Attributes:
        error: What went wrong, in words for people. The wording is not part of the contract.
    """

    error: str
    """What went wrong, in words for people. The wording is not part of the contract."""
