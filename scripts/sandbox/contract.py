"""The operations of a document, prepared for answering: routes, security, documented examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from scripts.document import DocumentError, Operation, base_path, operations, pointer_of, resolve
from scripts.sandbox.inputs import Inputs
from scripts.sandbox.messages import Answer, Refusal
from scripts.sandbox.response import Response
from scripts.sandbox.routes import Routes
from scripts.sandbox.security import Security

# The endpoints by method, and the values in the path by name, still encoded.
Route = tuple[dict[str, "Endpoint"], dict[str, str]]


class Endpoint:
    """An operation with everything that answering needs."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self.security = Security(operation)
        self.inputs = Inputs(operation)
        self.responses = {key: Response(operation, key, raw) for key, raw in operation.responses.items()}

    @cached_property
    def default_status(self) -> int:
        """The lowest documented 2xx status, else the first status there is; 200 stands for 2XX and ``default``."""
        # No other status ends a request.
        exact = sorted(int(key) for key in self.responses if key.isdecimal() and 200 <= int(key) <= 599)
        success = [status for status in exact if status // 100 == 2]
        if success or (exact and not {"2XX", "default"} & self.responses.keys()):
            return (success or exact)[0]
        return 200

    def response(self, status: int) -> Response:
        """The documented response that covers ``status``. Raises Refusal (422) when there is none."""
        found = self.operation.response_for(status)
        if found is None:
            known = ", ".join(self.responses)
            raise Refusal(422, f"{self.operation.id} documents no response {status}; there is: {known}")
        return self.responses[found[0]]

    def bad_request(self, reason: str) -> Answer:
        """What a request with undocumented inputs gets: the documented 400, 422 or 404, else what covers 400.

        Where nothing does, it is a problem saying why.
        """
        for status in (400, 422, 404):
            if str(status) in self.responses:
                return replace(self.responses[str(status)].example(status), note=f"The request: {reason}.")
        if self.operation.response_for(400) is not None:
            return replace(self.response(400).example(400), note=f"The request: {reason}.")
        return Refusal(422, reason).answer()

    @cached_property
    def unauthorized(self) -> Answer:
        """What a request without valid credentials gets: what documents a 401, else a problem of the sandbox's own."""
        if self.operation.response_for(401) is not None:
            documented = replace(self.response(401).example(401), note="No token that is accepted was sent.")
        else:
            documented = Refusal(401, "the credentials are missing or not accepted").answer()
        return replace(documented, headers=(*documented.headers, ("www-authenticate", self.security.challenge)))


class Contract:
    """The routes of a document. Raises DocumentError, with the place, when the sandbox cannot serve it.

    An operation with servers of its own is under the first of them, and under the document's, too: whoever calls a
    sandbox has one base URL.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        if not str(document.get("openapi", "")).startswith("3.1"):
            raise DocumentError(f"the sandbox reads OpenAPI 3.1, and this is {document.get('openapi', 'none')}")
        self.document = document
        self.base_path = served_path(document)
        self._endpoints = list(map(_endpoint, operations(document)))
        routes: dict[str, dict[str, Endpoint]] = {}
        own = [(_own_base(endpoint.operation, self.base_path), endpoint) for endpoint in self._endpoints]
        for base, endpoint in (*own, *((self.base_path, endpoint) for endpoint in self._endpoints)):
            methods = routes.setdefault(base + endpoint.operation.path, {})
            methods.setdefault(endpoint.operation.method, endpoint)
        self.paths = frozenset(routes)
        self._routes = Routes(routes)

    def __iter__(self) -> Iterator[Endpoint]:
        """Every endpoint, in document order."""
        return iter(self._endpoints)

    def find(self, path: str) -> Route | None:
        """The endpoints at a percent-encoded path; a path without parameters goes before a template."""
        return self._routes.find(path)


def _endpoint(operation: Operation) -> Endpoint:
    try:
        return Endpoint(operation)
    except DocumentError as error:
        if str(error).startswith("#"):
            raise
        reason = str(error)
    except Exception as error:
        # Whatever a document has in the place of an object, its author wants to know where.
        reason = " ".join(str(error).split())[:300] or type(error).__name__
    place = pointer_of(["paths", operation.path, operation.method.lower()])
    raise DocumentError(f"#{place}: cannot be served: {reason}")


def served_path(holder: Mapping[str, Any]) -> str:
    """The path of the first of the ``servers`` of a document. Raises DocumentError when it is none."""
    try:
        path = base_path(holder)
    except Exception as error:
        raise DocumentError(f"#/servers: cannot be served: {type(error).__name__}: {error}") from None
    if "{" in path:
        raise DocumentError(f"#/servers: cannot be served: {path} has a variable without a default")
    return path


def _own_base(operation: Operation, usual: str) -> str:
    item = resolve(operation.document, operation.document["paths"][operation.path])
    for holder, steps in ((operation.raw, [operation.method.lower()]), (item, [])):
        if servers := holder.get("servers"):
            try:
                return served_path({"servers": servers})
            except DocumentError as error:
                raise DocumentError(f"#{pointer_of(['paths', operation.path, *steps])}{str(error)[1:]}") from None
    return usual
