"""The sandbox as an ASGI application."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from email.utils import formatdate
from functools import lru_cache
from random import Random
from typing import Any

from scripts.document import load
from scripts.sandbox.asgi import Receive, Scope, Send, lifespan, read_body, read_request, send_answer
from scripts.sandbox.bugs import tell_bug
from scripts.sandbox.checking import checked
from scripts.sandbox.clock import Clock
from scripts.sandbox.contract import Endpoint, Route
from scripts.sandbox.control import Control
from scripts.sandbox.cors import SHARED, is_preflight, preflight
from scripts.sandbox.faults import FAULTS, NO_AUTH, Switch, too_many
from scripts.sandbox.journal import Journal
from scripts.sandbox.limit import Limit
from scripts.sandbox.live import LivePage
from scripts.sandbox.messages import Answer, Refusal, Request
from scripts.sandbox.origin import Hosts
from scripts.sandbox.page import ASIDE, FRONT, REFERENCE, pages
from scripts.sandbox.prefer import NOTHING, Prefer, known_faults, parse
from scripts.sandbox.settings import TOKEN, Settings
from scripts.sandbox.simulation import Simulation
from scripts.sandbox.vectors import Vectors
from scripts.sandbox.webhooks import Webhooks


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
    """The ASGI application that serves ``document`` (default: openapi.yaml); the rest is told at ``Settings``.

    Raises DocumentError when the sandbox cannot serve the document, Refusal for an unknown fault.
    """
    names = known_faults(list(faults))
    settings = Settings(token, simulation, control, names, limit, log, webhooks, vectors, host)
    return Sandbox(load() if document is None else document, settings, notes)


class Sandbox:
    """Answers requests as the document says; ``base_path`` stands before every path of the document."""

    def __init__(self, document: Mapping[str, Any], settings: Settings, notes: Mapping[str, str] | None = None) -> None:
        self.simulation = simulation = settings.simulation
        self._settings = settings
        self._faults = Switch(settings.faults)
        self._journal = Journal()
        self._control: Control | None = None
        self._hosts = Hosts(settings.host)
        self._clock = Clock() if simulation is None else simulation.clock
        self._looks: list[Callable[[], None]] = [] if settings.webhooks is None else [settings.webhooks.look]
        self.serve(document, notes)
        self._turn = 0
        self._random = Random(0 if simulation is None else simulation.seed)  # noqa: S311 - nothing secret

    def serve(self, document: Mapping[str, Any], notes: Mapping[str, str] | None = None) -> None:
        """Serve ``document`` from now on, with its comments by pointer; the tasks that it allows go on.

        Raises DocumentError, with everything as it was, when that cannot be.
        """
        contract = checked(document)
        simulation = self.simulation
        if simulation is not None:
            simulation.attach(contract.document, contract)
        self.contract, self.base_path = contract, contract.base_path
        if simulation is not None and self._settings.control:
            self._control = Control(simulation, contract, self._faults, self._journal)
        documented = contract.paths
        # What a user brought is in no page.
        public = TOKEN if self._settings.token == TOKEN else ""
        self._pages = pages(document, self.base_path, public, notes or {})
        front = LivePage(
            contract,
            simulation,
            self._faults,
            self._journal,
            title=str(document["info"].get("title", "")),
            reference=ASIDE + REFERENCE if REFERENCE in documented else REFERENCE,
            drivable=self._control is not None,
        )
        self._pages[FRONT] = lambda _: front.answer()
        own = {path: page for path, page in self._pages.items() if not path.startswith(ASIDE)}
        # What the document has is the document's; each page is here, too, for that case.
        self._pages |= {ASIDE + path: page for path, page in own.items()}
        self._pages = {path: page for path, page in self._pages.items() if path not in documented}
        self.front = FRONT if FRONT in self._pages else ASIDE + FRONT
        if self._control is not None:
            driver = self._control
            self._pages[f"{driver.base_path}/openapi.json"] = lambda _: driver.document()

    @property
    def vectors(self) -> Vectors | None:
        """The vectors that are served, too."""
        return self._settings.vectors

    def look_at(self, look: Callable[[], None]) -> None:
        """Call ``look`` at every tick, too."""
        self._looks.append(look)

    def tick(self) -> None:
        """Do what time brings about; the server calls it several times a second."""
        for look in self._looks:
            try:
                look()
            except Exception as error:
                # What raises here would end the server, and with it everything that is to be saved.
                tell_bug("while it looked at the clock", error)

    def close(self) -> None:
        """Leave nothing running."""
        if self._settings.webhooks is not None:
            self._settings.webhooks.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Speak ASGI 3."""
        if scope["type"] == "lifespan":
            await lifespan(receive, send)
            return
        began = time.perf_counter()
        request = read_request(scope)
        server = str((scope.get("server") or ("127.0.0.1", None))[0])
        drives = self._drives(request)
        if scope.get("http_version") == "1.1" and "host" not in request.headers:
            answer = Refusal(400, "a request of HTTP/1.1 names its host").answer()
        else:
            answer = await self._answered(request, receive, server, drives=drives)
        moment = self._clock.now() if answer.moment is None else answer.moment
        more: tuple[tuple[str, str], ...] = (("date", _http_date(int(moment))),)
        # No page of another site has any business with what drives the sandbox.
        if "origin" in request.headers and not is_preflight(request) and not drives:
            more += SHARED
        await send_answer(scope, receive, send, answer, more)
        spent = (time.perf_counter() - began) * 1000
        if not drives and request.path not in self._pages:
            self._journal.keep(request, answer, spent)
        if self._settings.log is not None:
            self._settings.log(f"{request.method} {_printable(request.path)} {answer.status} {spent:.1f} ms")

    def _drives(self, request: Request) -> bool:
        """Whether the request is for the sandbox's own interface, or for the page that shows what it tells."""
        if request.path in (self.front, ASIDE + FRONT):
            return True
        return self._control is not None and request.path.startswith(self._control.base_path + "/")

    async def _answered(self, request: Request, receive: Receive, server: str, *, drives: bool) -> Answer:
        """The answer to one request; refusals of the sandbox's own are answers too."""
        try:
            self._hosts.check(request, server)
            if drives:
                self._hosts.check_driver(request, server)
            if (page := self._pages.get(request.path)) is not None:
                return self._page(request, page, server)
            if self._settings.vectors is not None and (recorded := self._settings.vectors.answer(request)) is not None:
                return recorded
            found = self._route(request)
            if is_preflight(request):
                return preflight(request, _allowed(found[0]))
            endpoint = _endpoint(found, request)
            if endpoint.inputs.takes_body:
                request = replace(request, body=await read_body(receive))
            if self._control is not None and drives:
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
        faults = (*self._faults.names, *prefer.faults)
        if not endpoint.security.admits(request, self._settings.token) and NO_AUTH not in faults:
            return endpoint.unauthorized
        if self._settings.limit is not None and (seconds := self._settings.limit.wait()):
            return too_many(endpoint, seconds, self._clock.now())
        if reason := endpoint.inputs.violation(request, values):
            return endpoint.bad_request(reason)
        answer = self._chosen(endpoint, prefer, request.headers.get("accept", ""))
        if faults and answer.moment is None:
            answer = replace(answer, moment=self._clock.now())
        for name in faults:
            answer = FAULTS[name].spoil(endpoint, answer, self._turn)
        self._turn += 1
        if prefer is NOTHING:
            return answer
        delay = max(prefer.delay, answer.delay)
        told = (("preference-applied", prefer.applied), ("preference-ignored", prefer.ignored))
        return replace(answer, delay=delay, headers=(*answer.headers, *(one for one in told if one[1])))

    def _chosen(self, endpoint: Endpoint, prefer: Prefer, accept: str) -> Answer:
        status = prefer.code or endpoint.default_status
        # Whoever asks for an error means to see it, in whatever media type.
        accept = accept if status < 300 else ""
        if prefer.dynamic:
            seed = self._random.getrandbits(63) if prefer.seed is None else prefer.seed
            return endpoint.response(status).random(status, seed, accept)
        if self.simulation is not None and prefer.example is None and status == endpoint.default_status:
            simulated = self.simulation.answer(endpoint, accept)
            if simulated is not None:
                return simulated
        return endpoint.response(status).example(status, prefer.example, accept)

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


@lru_cache(maxsize=8)
def _http_date(moment: int) -> str:
    return formatdate(moment, usegmt=True)


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
