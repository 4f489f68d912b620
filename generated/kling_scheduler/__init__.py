# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""A client library for accessing Kling scheduler of useapi.net.

Each operation is a method of its client; ``kling_scheduler.api`` has them as functions, ``kling_scheduler.models`` the
models, ``errors`` what a call raises, ``transports`` what carries the requests.
"""

from . import errors, transports
from .client import AuthenticatedClient, Client
from .types import UNSET, File, Response, Unset

__version__ = "0.1.0"

__all__ = ("UNSET", "AuthenticatedClient", "Client", "File", "Response", "Unset", "__version__", "errors", "transports")
