"""A server that keeps the contract of an OpenAPI document, for whoever writes a client against it.

``python -m scripts.sandbox`` runs it; ``create_app`` gives the ASGI application and ``serving`` a running server.
"""

from scripts.sandbox.app import create_app
from scripts.sandbox.server import serving
from scripts.sandbox.settings import TOKEN

__all__ = ["TOKEN", "create_app", "serving"]
