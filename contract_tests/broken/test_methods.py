"""Is a server flagged that takes methods which the document does not have, and none that turns them down?"""

from __future__ import annotations

import pytest

from contract_tests.broken.servers import App, Message, Receive, Send
from contract_tests.judge.live import SECRET, run_live
from scripts.document import load
from scripts.sandbox import create_app, serving

pytestmark = pytest.mark.extended

ALLOW = (b"allow", b"GET, HEAD, OPTIONS")
# The method, and how a server answers to it.
BROKEN = {
    "post-taken": ("POST", 200, ()),
    "put-taken": ("PUT", 201, ()),
    "delete-taken": ("DELETE", 204, ()),
    "trace-taken": ("TRACE", 200, ()),
    "query-taken": ("QUERY", 200, ()),
    "refused-without-allow": ("PATCH", 405, ()),
    "failure": ("POST", 500, ()),
}
LAWFUL = {
    "options-answered": ("OPTIONS", 204, (ALLOW,)),
    "options-with-a-body": ("OPTIONS", 200, (ALLOW,)),
    "not-found": ("PATCH", 404, ()),
    "not-implemented": ("TRACE", 501, ()),
    "unknown-method": ("QUERY", 501, ()),
    "refused": ("POST", 405, (ALLOW,)),
    "unauthorized": ("PUT", 401, ()),
    "forbidden": ("DELETE", 403, ()),
}


def answering(method: str, status: int, headers: tuple[tuple[bytes, bytes], ...]) -> App:
    """The sandbox, except for its answer to one method."""
    sandbox = create_app(load(), token=SECRET)

    async def app(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != method:
            await sandbox(scope, receive, send)
            return
        kind = (b"content-type", b"application/json")
        await send({"type": "http.response.start", "status": status, "headers": [kind, *headers]})
        await send({"type": "http.response.body", "body": b"" if status == 204 else b"[]"})

    return app


@pytest.mark.parametrize("name", BROKEN)
def test_method_beyond_the_document_is_flagged(name: str) -> None:
    method, status, _ = BROKEN[name]
    with serving(answering(*BROKEN[name])) as url:
        code, output = run_live(url, SECRET)
    assert code == 1
    assert f"received {status}" in output
    assert status == 500 or f"unsupported_method: received {status} for {method}" in output


@pytest.mark.parametrize("name", LAWFUL)
def test_method_that_is_turned_down_passes(name: str) -> None:
    with serving(answering(*LAWFUL[name])) as url:
        code, output = run_live(url, SECRET)
    assert (code, "violation: " in output) == (0, False), output
