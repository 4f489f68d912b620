"""After a fork, does each process get its own answers?"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from kling_scheduler import AuthenticatedClient, errors
from kling_scheduler.api.scheduler import get_running_tasks
from kling_scheduler.transports import Httpx, Httpx2, Pyreqwest, Transport

CALLS = 100
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork on Windows")


class Echo(BaseHTTPRequestHandler):
    """Answers with a task whose reference is the header that was sent."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = b'[{"replyRef":"%s"}]' % self.headers["X-Ref"].encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def origin() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def wrong(client: AuthenticatedClient, name: str) -> int:
    found = 0
    for number in range(CALLS):
        reference = f"{name}{number}"
        (task,) = get_running_tasks.sync(client=client.with_headers({"X-Ref": reference}))
        found += task.reply_ref != reference
    return found


def in_a_child(work: Callable[[], int]) -> Callable[[], int]:
    child = os.fork()
    if not child:
        code = 99
        try:
            code = min(work(), 90)
        finally:
            os._exit(code)
    return lambda: os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("transport", [Httpx, Httpx2])
def test_no_answer_goes_to_the_other_process(origin: str, transport: Callable[[], Transport]) -> None:
    with AuthenticatedClient(token="t", base_url=origin, transport=transport()) as client:
        assert wrong(client, "before") == 0
        ended = in_a_child(lambda: wrong(client, "child"))
        assert (wrong(client, "parent"), ended()) == (0, 0)


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_library_with_threads_of_its_own_says_that_it_cannot(origin: str) -> None:
    def refused() -> int:
        try:
            return wrong(client, "child")
        except errors.ConfigurationError:
            return 42

    with AuthenticatedClient(token="t", base_url=origin, transport=Pyreqwest()) as client:
        assert wrong(client, "before") == 0
        assert in_a_child(refused)() == 42
