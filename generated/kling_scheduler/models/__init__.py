# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""Contains all the data models used in inputs/outputs"""

from .error_response import ErrorResponse
from .running_task import RunningTask
from .unauthorized_response import UnauthorizedResponse

__all__ = [
    "ErrorResponse",
    "RunningTask",
    "UnauthorizedResponse",
]
