"""The sandbox as an ASGI application."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from scripts.document import load
from scripts.sandbox.asgi import Receive, Scope, Send, lifespan, read_body, read_request, send_answer
from scripts.sandbox.bugs import tell_bug
from scripts.sandbox.contract import Contract, Endpoint, Route
from scripts.sandbox.control import Control
from scripts.sandbox.cors import SHARED, is_preflight, preflight
from scripts.sandbox.faults import FAULTS, NO_AUTH, refused
from scripts.sandbox.limit import Limit
from scripts.sandbox.messages import Answer, Refusal, Request
from scripts.sandbox.origin import Hosts
from scripts.sandbox.page import pages
from scripts.sandbox.prefer import NOTHING, Prefer, known_faults, parse
from scripts.sandbox.simulation import Simulation
from scripts.sandbox.vectors import Vectors
from scripts.sandbox.webhooks import Webhooks

# Public on purpose: it opens nothing but the sandbox.
TOKEN = "user:1-sandbox"  # noqa: S105


def create_app(
    document: Mapping[str, Any] | None = None,
    *,
    token: str = TOKEN,
    simulation: Simulation | None = None,
    control: bool = False,
    faults: Sequence[str] = (),
    limit: Limit | None = None,
    log: Callable[[str], None] | None = None,
    webhooks: Webhooks | None = None,
    vectors: Vectors | None = None,
    host: str | None = None,
    notes: Mapping[str, str] | None = None,
) -> Sandbox:
    """The ASGI application that serves ``document`` (default: openapi.yaml) to the holder of ``token``.

    Without a ``simulation`` each operation answers its first documented example. ``control`` opens the simulation's
    control interface. ``faults`` spoil every answer. ``log`` gets one line per answer. ``webhooks`` are called when
    a simulated task ends. ``vectors`` are served beside the document. ``host`` is a further name that it is called by.
    ``notes`` are the document's comments by pointer, for its page.

    Raises DocumentError when the sandbox cannot serve the document, Refusal for an unknown fault.
    """
    document = load() if document is None else document
    return Sandbox(
        document, token, simulation, control, known_faults(list(faults)), limit, log, webhooks, vectors, host, notes
    )


class Sandbox:
    """Answers requests as the document says; ``base_path`` stands before every path of the document."""

    def __init__(
        self,
        document: Mapping[str, Any],
        token: str,
        simulation: Simulation | None,
        control: bool,
        faults: tuple[str, ...],
        limit: Limit | None,
        log: Callable[[str], None] | None,
        webhooks: Webhooks | None,
        vectors: Vectors | None,
        host: str | None,
        notes: Mapping[str, str] | None,
    ) -> None:
        self.contract = Contract(document)
        self.base_path = self.contract.base_path
        self.simulation = simulation
        if simulation is not None:
            simulation.attach(document, self.contract)
        self._control = Control(simulation) if simulation is not None and control else None
        self._token = token
        # What a user brought is in no page.
        self._pages = pages(document, self.base_path, TOKEN if token == TOKEN else "", notes or {})
        if self._control is not None:
            driver = self._control
            self._pages[f"{driver.base_path}/openapi.json"] = lambda _: driver.document()
        self._faults = faults
        self._limit = limit
        self._log = log
        self._webhooks = webhooks
        self._vectors = vectors
        self._hosts = Hosts(host)
        self._turn = 0
        self._random = Random(0 if simulation is None else simulation.seed)  # noqa: S311 - nothing secret

    def tick(self) -> None:
        """Do what time brings about; the server calls it several times a second."""
        if self._webhooks is not None:
            try:
                self._webhooks.look()
            except Exception as error:
                # What raises here would end the server, and with it everything that is to be saved.
                tell_bug("while it looked at the clock", error)

    def close(self) -> None:
        """Leave nothing running."""
        if self._webhooks is not None:
            self._webhooks.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Speak ASGI 3."""
        if scope["type"] == "lifespan":
            await lifespan(receive, send)
            return
        began = time.perf_counter()
        request = read_request(scope)
        server = str((scope.get("server") or ("127.0.0.1", None))[0])
        answer = await self._answered(request, receive, server)
        # No page of another site has any business with what drives the sandbox.
        if "origin" in request.headers and not is_preflight(request) and not self._drives(request):
            answer = replace(answer, headers=(*answer.headers, *SHARED))
        await send_answer(scope, receive, send, answer)
        if self._log is not None:
            spent = (time.perf_counter() - began) * 1000
            self._log(f"{request.method} {_printable(request.path)} {answer.status} {spent:.1f} ms")

    def _drives(self, request: Request) -> bool:
        return self._control is not None and request.path.startswith(self._control.base_path + "/")

    async def _answered(self, request: Request, receive: Receive, server: str) -> Answer:
        """The answer to one request; refusals of the sandbox's own are answers too."""
        try:
            self._hosts.check(request, server)
            if self._drives(request):
                self._hosts.check_driver(request, server)
            if (page := self._pages.get(request.path)) is not None:
                return self._page(request, page, server)
            if self._vectors is not None and (recorded := self._vectors.answer(request)) is not None:
                return recorded
            found = self._route(request)
            if is_preflight(request):
                return preflight(request, _allowed(found[0]))
            endpoint = _endpoint(found, request)
            if endpoint.inputs.takes_body:
                request = replace(request, body=await read_body(receive))
            if self._control is not None and self._drives(request):
                return self._control.answer(endpoint, request, found[1])
            return self._documented(endpoint, request, found[1])
        except Refusal as refusal:
            return refusal.answer()
        except Exception as error:
            # The client deserves an answer, whatever the bug.
            tell_bug(f"while it answered {request.method} {_printable(request.path)}", error)
            return Refusal(500, f"a bug of the sandbox's: {type(error).__name__}").answer()

    def _documented(self, endpoint: Endpoint, request: Request, values: Mapping[str, str]) -> Answer:
        header = request.headers.get("prefer")
        prefer = parse(header) if header else NOTHING
        faults = (*self._faults, *prefer.faults)
        if not endpoint.security.admits(request, self._token) and NO_AUTH not in faults:
            return endpoint.unauthorized
        if self._limit is not None and (seconds := self._limit.wait()):
            return refused(endpoint, 429, ("retry-after", str(seconds)))
        if reason := endpoint.inputs.violation(request, values):
            return endpoint.bad_request(reason)
        answer = self._chosen(endpoint, prefer)
        for name in faults:
            answer = FAULTS[name].spoil(endpoint, answer, self._turn)
        self._turn += 1
        if prefer is NOTHING:
            return answer
        delay = max(prefer.delay, answer.delay)
        return replace(answer, delay=delay, headers=(*answer.headers, ("preference-applied", prefer.applied)))

    def _chosen(self, endpoint: Endpoint, prefer: Prefer) -> Answer:
        status = prefer.code or endpoint.default_status
        if prefer.dynamic:
            seed = self._random.getrandbits(63) if prefer.seed is None else prefer.seed
            return endpoint.response(status).random(status, seed)
        if self.simulation is not None and prefer.example is None and status == endpoint.default_status:
            simulated = self.simulation.answer(endpoint)
            if simulated is not None:
                return simulated
        return endpoint.response(status).example(status, prefer.example)

    def _route(self, request: Request) -> Route:
        found = self.contract.find(request.path)
        if found is None and self._control is not None:
            found = self._control.contract.find(request.path)
        if found is None:
            raise Refusal(404, f"the document has no path {request.path[:200]!r}")
        return found

    def _page(self, request: Request, page: Callable[[str], Answer], server: str) -> Answer:
        if is_preflight(request):
            return preflight(request, ("GET", "HEAD"))
        if request.method not in ("GET", "HEAD"):
            raise Refusal(405, "this is a page of the sandbox's own", allow="GET, HEAD")
        return page(f"http://{request.headers.get('host') or server}")


def _printable(path: str) -> str:
    return path.encode("unicode_escape").decode()


def _allowed(methods: Mapping[str, Endpoint]) -> list[str]:
    return [*methods, "HEAD"] if "GET" in methods and "HEAD" not in methods else list(methods)


def _endpoint(found: Route, request: Request) -> Endpoint:
    methods = found[0]
    method = "GET" if request.method == "HEAD" and "HEAD" not in methods else request.method
    if method not in methods:
        raise Refusal(405, f"the document has no {method[:20]} on this path", allow=", ".join(_allowed(methods)))
    return methods[method]
