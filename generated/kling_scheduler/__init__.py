# Written from openapi.yaml by scripts/generate.py. Do not edit: change the document, then `tox run -e generate`.
"""A client library for accessing Kling scheduler of useapi.net"""

from .client import AuthenticatedClient, Client

__all__ = (
    "AuthenticatedClient",
    "Client",
)
