"""The operations of a document, prepared for answering: routes, security, documented examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any
from urllib.parse import quote, unquote

from scripts.document import DocumentError, Operation, base_path, operations, resolve
from scripts.sandbox.headers import documented_headers
from scripts.sandbox.inputs import Inputs
from scripts.sandbox.messages import Answer, Refusal, encode
from scripts.sandbox.schema import Schema
from scripts.sandbox.security import Security

# A refusal must name a scheme (RFC 9110, section 11.6.1).
CHALLENGE = 'Bearer realm="sandbox"'


TEMPLATED = re.compile(r"\{([^/{}]+)\}")

# The endpoints by method, and the values in the path by name.
Route = tuple[dict[str, "Endpoint"], dict[str, str]]


class Response:
    """One documented response of an operation, under its key (``200``, ``5XX``, ``default``)."""

    def __init__(self, operation: Operation, key: str, raw: Mapping[str, Any]) -> None:
        self.key = key
        self._raw = raw
        media_types: Mapping[str, Any] = raw.get("content", {})
        self.media_type = next(iter(media_types), None)
        self._media: Mapping[str, Any] = resolve(operation.document, media_types.get(self.media_type or "", {}))
        self.is_json = self.media_type is not None and "json" in self.media_type.lower()
        self._document = operation.document
        self._examples: dict[tuple[int, str | None], Answer] = {}
        self._name = f"{operation.id} {key}"

    @cached_property
    def schema(self) -> Schema | None:
        """The schema of the body, where the document gives one."""
        node = self._media.get("schema")
        return None if node is None else Schema(self._document, node)

    @cached_property
    def examples(self) -> dict[str, Any]:
        """The documented values by name; an unnamed one is called ``default``."""
        named = {name: resolve(self._document, node) for name, node in self._media.get("examples", {}).items()}
        values = {name: node["value"] for name, node in named.items() if "value" in node}
        if not values and "example" in self._media:
            values["default"] = self._media["example"]
        if not values and self.schema is not None and self.schema.examples:
            values["default"] = self.schema.examples[0]
        return values

    @cached_property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """The documented headers of which there is an example, and those that must be there."""
        return tuple(documented_headers(self._document, self._raw.get("headers", {})))

    def answer(self, status: int, value: Any) -> Answer:
        """``value`` as this response. Raises Refusal (500) when the document does not allow it."""
        if self.media_type is None:
            return Answer(status, self.headers)
        if self.schema is not None and (reason := self.schema.violation(value)):
            raise Refusal(500, f"{self._name}: the sandbox's answer is not what the document allows: {reason}")
        body = value.encode() if isinstance(value, str) and not self.is_json else encode(value)
        return Answer(status, (("content-type", self.media_type), *self.headers), body)

    def example(self, status: int, name: str | None = None) -> Answer:
        """The example called ``name``, else the first one, else a lawful value that never changes.

        Raises Refusal (422) for a name that the document does not have.
        """
        if (status, name) not in self._examples:
            self._examples[status, name] = self.answer(status, self._example(name))
        return self._examples[status, name]

    def random(self, status: int, seed: int) -> Answer:
        """A random lawful answer, the same one for the same seed. Raises Refusal (500) when none is found."""
        return self.answer(status, None if self.schema is None else self.schema.random(seed))

    def _example(self, name: str | None) -> Any:
        if name is None and not self.examples:
            return None if self.schema is None else self.schema.random(0)
        if name is not None and name not in self.examples:
            known = ", ".join(self.examples) or "none"
            raise Refusal(422, f"{self._name} has no example {name[:80]!r}; there is: {known}")
        return self.examples[next(iter(self.examples)) if name is None else name]


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
        return replace(documented, headers=(*documented.headers, ("www-authenticate", CHALLENGE)))


class Contract:
    """The routes of a document. Raises DocumentError when the sandbox cannot serve it."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        if not str(document.get("openapi", "")).startswith("3.1"):
            raise DocumentError(f"the sandbox reads OpenAPI 3.1, and this is {document.get('openapi', 'none')}")
        self.base_path = base_path(document)
        self._routes: dict[str, dict[str, Endpoint]] = {}
        for operation in operations(document):
            self._routes.setdefault(self.base_path + operation.path, {})[operation.method] = Endpoint(operation)
        self._plain = {_spelled(path): methods for path, methods in self._routes.items() if "{" not in path}
        # What says more of a path goes first: `/tasks/{id}:cancel` before `/tasks/{id}`.
        templates = sorted((path for path in self._routes if "{" in path), key=_literal, reverse=True)
        self._templates = [(_pattern(path), TEMPLATED.findall(path), self._routes[path]) for path in templates]

    def __iter__(self) -> Iterator[Endpoint]:
        """Every endpoint, in document order."""
        return (endpoint for methods in self._routes.values() for endpoint in methods.values())

    def find(self, path: str) -> Route | None:
        """The endpoints at a percent-encoded path; a path without parameters goes before a template."""
        if "{" not in path and (found := self._routes.get(path)):
            return found, {}
        path = _spelled(path)
        if found := self._plain.get(path):
            return found, {}
        for pattern, names, methods in self._templates:
            if match := pattern.fullmatch(path):
                return methods, dict(zip(names, map(unquote, match.groups()), strict=True))
        return None


def _spelled(path: str) -> str:
    """The one spelling of a path: each segment with whatever may be encoded encoded."""
    segments = [unquote(segment, errors="surrogateescape") for segment in path.split("/")]
    return "/".join(quote(segment, safe="~", errors="surrogateescape") for segment in segments)


def _literal(template: str) -> int:
    """How many characters of a template stand for themselves."""
    return len(TEMPLATED.sub("", template))


def _pattern(template: str) -> re.Pattern[str]:
    literals = TEMPLATED.sub("\0", template).split("\0")
    return re.compile("([^/]+)".join(re.escape(_spelled(literal)) for literal in literals))
