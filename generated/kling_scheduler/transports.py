# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""What carries requests: ``Httpx`` unless another is given, ``Httpx2`` and ``Pyreqwest`` with the extras of those names.

Any object with the four methods of ``Transport`` will do.
"""

from __future__ import annotations

from typing import Protocol

from ._exchange import Outgoing, Receiver, TransportError
from ._httpx import Httpx, Httpx2
from ._pyreqwest import Pyreqwest


class Transport(Protocol):
    """Sends a request and hands over its answer as it comes; follows no redirect and undoes no content encoding."""

    def send(self, request: Outgoing, receiver: Receiver, /) -> None:
        """Send ``request``; then call ``receiver.begin`` once and ``receiver.feed`` for each part of the body.

        What the receiver raises must pass. Raises TransportError when there is no answer.
        """

    async def asend(self, request: Outgoing, receiver: Receiver, /) -> None:
        """Like ``send``, without blocking the event loop."""

    def close(self) -> None:
        """Close what ``send`` has opened."""

    async def aclose(self) -> None:
        """Close what ``asend`` has opened."""


__all__ = ["Httpx", "Httpx2", "Outgoing", "Pyreqwest", "Receiver", "Transport", "TransportError"]
