"""Run an ASGI application on a socket."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from scripts.document import base_path, load
from scripts.sandbox.app import Sandbox
from scripts.sandbox.protocol import Protocol, most_connections

LOOPBACK = "127.0.0.1"
DRAIN_SECONDS = 5
IDLE_SECONDS = 60


def listen(host: str = LOOPBACK, port: int = 0) -> socket.socket:
    """A socket bound to ``host`` and ``port`` (0: any free one). Raises OSError when that cannot be had."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except OSError:
        listener.close()
        raise
    return listener


class Server(uvicorn.Server):
    """A server that lets an application of the sandbox's look at its clock ten times a second."""

    async def on_tick(self, counter: int) -> bool:
        """Uvicorn's own look at whether to go on."""
        if isinstance(app := self.config.app, Sandbox):
            app.tick()
        return await super().on_tick(counter)


def server(app: Any) -> uvicorn.Server:
    """A server for ``app``, not yet running; it lets requests finish before it ends."""
    Protocol.most = most_connections()
    return Server(
        uvicorn.Config(
            app,
            http=Protocol,
            ws="none",
            lifespan="off",
            # A client can make the server log as much as it likes; the application has a log of its own.
            log_level="critical",
            access_log=False,
            # Nobody stands before it.
            proxy_headers=False,
            server_header=False,
            # The sandbox's own follows its clock.
            date_header=not isinstance(app, Sandbox),
            # By which the recorder knows it; other applications are none of ours.
            headers=[("server", "kling-scheduler-sandbox")] if isinstance(app, Sandbox) else None,
            timeout_keep_alive=IDLE_SECONDS,
            timeout_graceful_shutdown=DRAIN_SECONDS,
        )
    )


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve an ASGI application on a free loopback port in a thread; the value is its base URL, base path included.

    An application that is not the sandbox's own is taken to serve openapi.yaml.
    """
    prefix = app.base_path if hasattr(app, "base_path") else base_path(load())
    listener = listen()
    running = server(app)
    thread = threading.Thread(target=running.run, args=([listener],), name="sandbox", daemon=True)
    thread.start()
    try:
        while not running.started:
            if not thread.is_alive():
                raise RuntimeError("the server stopped before it was ready")
            time.sleep(0.005)
        yield f"http://{LOOPBACK}:{listener.getsockname()[1]}{prefix}"
    finally:
        running.should_exit = True
        thread.join()
        listener.close()
