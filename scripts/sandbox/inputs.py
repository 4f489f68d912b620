"""What an operation takes: its parameters and its body, held to the document."""

from __future__ import annotations

from collections.abc import Mapping

from scripts.document import Operation, resolve
from scripts.sandbox.bodies import Body
from scripts.sandbox.messages import Request
from scripts.sandbox.parameters import IGNORED, Parameter
from scripts.sandbox.sent import sent


class Inputs:
    """The inputs of one operation. Raises DocumentError for a parameter that cannot be read."""

    def __init__(self, operation: Operation) -> None:
        # An operation's own parameter, which comes last, replaces its path's.
        nodes = {(node["in"], node["name"]): node for node in operation.parameters}
        known = [
            node
            for (place, name), node in nodes.items()
            if place in ("path", "query", "header", "cookie") and not (place == "header" and name.lower() in IGNORED)
        ]
        self._parameters = [
            Parameter(operation.document, node, {one["name"] for one in known if one["in"] == node["in"]})
            for node in known
        ]
        body = resolve(operation.document, operation.raw.get("requestBody"))
        self._body = None if body is None else Body(operation.document, body)

    @property
    def takes_body(self) -> bool:
        """Whether a request may have a body."""
        return self._body is not None

    def violation(self, request: Request, path_values: Mapping[str, str]) -> str | None:
        """Where and why the request is not what the document takes, in one line; None when it is."""
        if self._parameters:
            given = sent(request, path_values)
            for parameter in self._parameters:
                if reason := parameter.violation(given):
                    return reason
        return None if self._body is None else self._body.violation(request)
