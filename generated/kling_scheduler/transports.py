# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""What carries requests: ``Httpx`` unless another is given, ``Httpx2`` and ``Pyreqwest`` with the extras of those names.

Any object with the four methods of ``Transport`` will do.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from ._exchange import Outgoing, Receiver, TransportError

if TYPE_CHECKING:
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


# Each is imported by those who use it.
_MODULES = {"Httpx": "_httpx", "Httpx2": "_httpx", "Pyreqwest": "_pyreqwest"}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_MODULES[name]}", __package__), name)


def __dir__() -> list[str]:
    return __all__


__all__ = ["Httpx", "Httpx2", "Outgoing", "Pyreqwest", "Receiver", "Transport", "TransportError"]
