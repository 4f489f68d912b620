# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""A client library for accessing Kling scheduler of useapi.net.

One function per operation under ``kling_scheduler.api``, models under ``kling_scheduler.models``.
"""

from . import errors
from .client import AuthenticatedClient, Client
from .types import UNSET, File, Response, Unset

__version__ = "0.1.0"

__all__ = ("UNSET", "AuthenticatedClient", "Client", "File", "Response", "Unset", "__version__", "errors")
