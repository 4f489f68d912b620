"""The sandbox as an ASGI application."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import quote

from scripts.document import load
from scripts.sandbox.contract import Contract, Endpoint
from scripts.sandbox.messages import Answer, Refusal, Request
from scripts.sandbox.prefer import Prefer, parse

# Public on purpose: it opens nothing but the sandbox.
TOKEN = "user:1-sandbox"  # noqa: S105

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


def create_app(document: Mapping[str, Any] | None = None, *, token: str = TOKEN) -> Sandbox:
    """The ASGI application that serves ``document`` (default: openapi.yaml) to the holder of ``token``.

    Raises DocumentError when the sandbox cannot serve the document.
    """
    return Sandbox(load() if document is None else document, token)


class Sandbox:
    """Answers requests as the document says; ``base_path`` stands before every path of the document."""

    def __init__(self, document: Mapping[str, Any], token: str) -> None:
        self.contract = Contract(document)
        self.base_path = self.contract.base_path
        self._token = token

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Speak ASGI 3."""
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] == "http":
            await _send(send, self.answer(_request(scope)), scope["method"])

    def answer(self, request: Request) -> Answer:
        """The answer to one request; refusals of the sandbox's own are answers too."""
        try:
            return self._documented(request)
        except Refusal as refusal:
            return refusal.answer()

    def _documented(self, request: Request) -> Answer:
        endpoint = self._endpoint(request)
        if not endpoint.security.admits(request, self._token):
            return endpoint.unauthorized
        header = request.headers.get("prefer")
        prefer = parse(header) if header else Prefer()
        status = prefer.code or endpoint.default_status
        return endpoint.response(status).example(status, prefer.example)

    def _endpoint(self, request: Request) -> Endpoint:
        methods = self.contract.find(request.path)
        if methods is None:
            raise Refusal(404, f"the document has no path {request.path[:200]!r}")
        if endpoint := methods.get(request.method):
            return endpoint
        if request.method == "HEAD" and "GET" in methods:
            return methods["GET"]
        allowed = [*methods, "HEAD"] if "GET" in methods and "HEAD" not in methods else methods
        raise Refusal(405, f"the document has no {request.method[:20]} on this path", allow=", ".join(allowed))


def _request(scope: Message) -> Request:
    headers: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    raw_path: bytes | None = scope.get("raw_path")
    path = raw_path.decode("latin-1") if raw_path else quote(scope["path"])
    return Request(scope["method"], path, scope["query_string"].decode("latin-1"), headers)


async def _send(send: Send, answer: Answer, method: str) -> None:
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers]
    if answer.status >= 200 and answer.status != 204:
        headers.append((b"content-length", b"%d" % len(answer.body)))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else answer.body})


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
