"""A loopback server in a process of its own that answers every request with the same bytes."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def server(body: bytes, media_type: str) -> Iterator[str]:
    """Serve ``body`` until the block ends; gives the server's origin."""
    with subprocess.Popen(
        [sys.executable, "-m", "scripts.bench.canned", str(len(body)), media_type],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(body)
        process.stdin.flush()
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        # The server ends when its standard input does.
        process.stdin.close()


class _Canned(asyncio.Protocol):
    def __init__(self, answer: bytes) -> None:
        self._answer = answer
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        if self._received.endswith(b"\r\n\r\n"):
            self._received = b""
            self._transport.write(self._answer)


async def _serve(answer: bytes) -> None:
    loop = asyncio.get_running_loop()
    serving = await loop.create_server(lambda: _Canned(answer), "127.0.0.1", 0)
    print(serving.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.buffer.read)
    serving.close()


if __name__ == "__main__":
    content = sys.stdin.buffer.read(int(sys.argv[1]))
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {sys.argv[2]}\r\nContent-Length: {len(content)}\r\n\r\n"
    asyncio.run(_serve(head.encode("ascii") + content))
