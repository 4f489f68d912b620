"""What is written to a connection, a head and the body behind it at once."""

from __future__ import annotations

import asyncio

HEAD, INTERIM = b"HTTP/1.1 ", b"HTTP/1.1 1"


class Joined:
    """The part of a transport that answers are written to.

    Apart, a head and its body are two calls of the system and two packets, a third of all that an answer costs.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head = b""

    def write(self, data: bytes) -> None:
        """Write ``data``; a head waits for what follows."""
        if not self._head and data.startswith(HEAD) and not data.startswith(INTERIM):
            self._head = data
        else:
            self._transport.write(self._head + data)
            self._head = b""

    def flush(self) -> None:
        """Write a head that nothing follows."""
        if self._head:
            self._transport.write(self._head)
            self._head = b""

    def close(self) -> None:
        """Write everything, and end the connection."""
        self.flush()
        self._transport.close()
