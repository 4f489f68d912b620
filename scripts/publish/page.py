"""The reference page of the bundle: one file that needs no network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scripts.document import base_path, base_url
from scripts.reference.page import Server
from scripts.reference.page import page as reference
from scripts.sandbox import TOKEN

SANDBOX = "http://127.0.0.1:4010"
# Wherever on this machine the sandbox listens.
LOOPBACK = ("http://127.0.0.1:*", "http://localhost:*")


def page(document: Mapping[str, Any], notes: Mapping[str, str] | None = None) -> bytes:
    """The page of ``document``; its reader picks whom Try It asks. ``notes`` are its comments by pointer."""
    service = Server(base_url(document), "The service", asks=True)
    local = Server(SANDBOX + base_path(document), "The sandbox on this machine", token=TOKEN, sources=LOOPBACK)
    return reference(document, [service, local], notes)
