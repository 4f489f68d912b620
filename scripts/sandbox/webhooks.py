"""Tell a task's end to the webhook that the task names: on request, and on this machine alone."""

from __future__ import annotations

import http.client
import ipaddress
import socket
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, Semaphore
from typing import Any
from urllib.parse import urlsplit

from scripts.sandbox.bugs import tell_bug
from scripts.sandbox.messages import encode
from scripts.sandbox.simulation import Simulation
from scripts.sandbox.tasks import Task, TaskList

TIMEOUT = 5.0  # seconds that a receiver has for each step
MOST_WAITING = 1000


@dataclass(frozen=True)
class Receiver:
    """Where a webhook is called: a loopback address and what goes into the request line and the Host header."""

    address: str
    port: int
    host: str
    target: str


class Webhooks:
    """Calls the webhook of each task that ends. ``log`` gets a line per call, and one per host that is left alone."""

    def __init__(self, simulation: Simulation, log: Callable[[str], None]) -> None:
        self._simulation = simulation
        self._log = log
        self._running: dict[str, tuple[int, dict[str, Task]]] = {}
        self._left_alone: set[str] = set()
        self._room = Semaphore(MOST_WAITING)
        self._lock = Lock()
        self._open: set[http.client.HTTPConnection] = set()
        self._closed = False
        self._pool = ThreadPoolExecutor(4, thread_name_prefix="webhook")

    def look(self) -> None:
        """Call the webhooks of the tasks that ran at the last look and have ended since.

        Tasks that were done away with, by a reset or a loaded state, have not ended.
        """
        for name, tasks in self._simulation.lists.items():
            era, before = self._running.get(name, (tasks.era, {}))
            now = {task.key: task for task in tasks.running()}
            self._running[name] = (tasks.era, now)
            if tasks.roles.webhook is not None and era == tasks.era:
                for task in (task for key, task in before.items() if key not in now):
                    try:
                        self._tell(tasks, tasks.roles.webhook, task)
                    except Exception as error:
                        # The end of the others is told all the same.
                        tell_bug("while it told a webhook", error)

    def close(self) -> None:
        """Drop the calls that have not begun, and break off those that have."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._closed = True
            for connection in self._open:
                _break_off(connection)
        self._pool.shutdown()

    def _tell(self, tasks: TaskList, webhook: str, task: Task) -> None:
        url = task.fields.get(webhook)
        if not isinstance(url, str):
            return
        receiver = receiver_of(url)
        if receiver is None:
            place = _place(url)
            if place not in self._left_alone and len(self._left_alone) < MOST_WAITING:
                self._left_alone.add(place)
                self._log(f"webhook: {place} is left alone: it is not http on this machine")
            return
        if not self._room.acquire(blocking=False):
            self._log(f"webhook: {receiver.host} is not called: {MOST_WAITING} calls wait already")
            return
        ended = tasks.now() if task.ends is None else min(task.ends, tasks.now())
        self._pool.submit(self._call, receiver, tasks.listed(task, ended))

    def _call(self, receiver: Receiver, task: Mapping[str, Any]) -> None:
        connection = http.client.HTTPConnection(receiver.address, receiver.port, timeout=TIMEOUT)
        try:
            connection.connect()
            with self._lock:
                self._open.add(connection)
                if self._closed:
                    _break_off(connection)
            headers = {"Host": receiver.host, "Content-Type": "application/json"}
            connection.request("POST", receiver.target, encode(task), headers)
            said = str(connection.getresponse().status)
        except (OSError, ValueError, http.client.HTTPException) as error:
            said = f"no answer ({type(error).__name__})"
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()
            self._room.release()
        self._log(f"webhook: {receiver.host} {said}")


def _break_off(connection: http.client.HTTPConnection) -> None:
    # One that has had its answer may have given its socket away.
    open_socket: socket.socket | None = connection.sock
    with suppress(OSError):
        if open_socket is not None:
            open_socket.shutdown(socket.SHUT_RDWR)


def _place(url: str) -> str:
    """The host in a URL that may be none, as far as it can be read."""
    try:
        return (urlsplit(url).hostname or "nowhere")[:80]
    except ValueError:
        return "what is no URL"


def receiver_of(url: str) -> Receiver | None:
    """Where ``url`` leads on this machine; None when it leads elsewhere, or is no plain http URL."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", 80 if parts.port is None else parts.port
    except ValueError:
        return None
    address = next(_loopback(host, port), None)
    if parts.scheme != "http" or "@" in parts.netloc or address is None or port == 0:
        return None
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Receiver(address, port, parts.netloc, target)


def _loopback(host: str, port: int) -> Iterator[str]:
    # No other name is looked up: it could lead here today and elsewhere tomorrow.
    found = [host]
    if host == "localhost":
        try:
            found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except OSError:
            found = []
    for address in found:
        try:
            if ipaddress.ip_address(address).is_loopback:
                yield address
        except ValueError:
            continue
