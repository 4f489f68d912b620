"""One documented response of an operation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from scripts.document import Operation
from scripts.sandbox.headers import documented_headers
from scripts.sandbox.media import covering, essence, negotiated
from scripts.sandbox.messages import Answer, Refusal
from scripts.sandbox.representation import Representation
from scripts.sandbox.schema import Schema


class Response:
    """A response under its key (``200``, ``5XX``, ``default``); its first media type is that of who asks for none."""

    def __init__(self, operation: Operation, key: str, raw: Mapping[str, Any]) -> None:
        self.key = key
        self._raw = raw
        self._document = operation.document
        self.name = f"{operation.id} {key}"

    @cached_property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """The documented headers of which there is an example, and those that must be there."""
        return tuple(documented_headers(self._document, self._raw.get("headers", {})))

    @cached_property
    def representations(self) -> tuple[Representation, ...]:
        """The media types, in document order."""
        content = self._raw.get("content", {})
        return tuple(
            Representation(self._document, kind, raw, self.headers, self.name) for kind, raw in content.items()
        )

    @cached_property
    def _offered(self) -> tuple[str, ...]:
        return tuple(one.media_type for one in self.representations)

    @property
    def schema(self) -> Schema | None:
        """The schema of the first media type."""
        return self.representations[0].schema if self.representations else None

    @property
    def examples(self) -> dict[str, Any]:
        """The examples of the first media type."""
        return self.representations[0].examples if self.representations else {}

    @property
    def is_json(self) -> bool:
        """Whether the first media type is JSON."""
        return bool(self.representations) and self.representations[0].is_json

    def sent_as(self, answer: Answer) -> Representation | None:
        """The representation that ``answer`` is in, by its label."""
        label = dict(answer.headers).get("content-type", "")
        kind = covering(self._offered, label)
        return next((one for one in self.representations if one.media_type == kind), None)

    def chosen(self, accept: str) -> tuple[Representation, str] | None:
        """What an ``Accept`` header asks for, and what to call it; None when there is no body.

        Raises Refusal (406), telling what there is, when it takes none of the media types.
        """
        if not self.representations:
            return None
        if not accept or accept == "*/*":
            return self.representations[0], ""
        found = negotiated(accept, self._offered)
        if found is None:
            raise Refusal(406, f"{self.name} is there as {', '.join(map(essence, self._offered))}, and as nothing else")
        return self.representations[found[0]], found[1]

    def answer(self, status: int, value: Any) -> Answer:
        """``value`` in the first media type. Raises Refusal (500) when the document does not allow it."""
        return self.representations[0].answer(status, value) if self.representations else Answer(status, self.headers)

    def example(self, status: int, name: str | None = None, accept: str = "") -> Answer:
        """The example called ``name``, else the first one, else a lawful value that never changes.

        Raises Refusal: 422 for a name that the document does not have, 406 for a media type that it does not.
        """
        chosen = self.chosen(accept)
        if chosen is None and name is not None:
            raise Refusal(422, f"{self.name} has no example {name[:80]!r}; there is: none")
        return Answer(status, self.headers) if chosen is None else chosen[0].example(status, name, chosen[1])

    def random(self, status: int, seed: int, accept: str = "") -> Answer:
        """A random lawful answer, the same one for the same seed.

        Raises Refusal: 500 when none is found, 406 for a media type that the document does not have.
        """
        chosen = self.chosen(accept)
        return Answer(status, self.headers) if chosen is None else chosen[0].random(status, seed, chosen[1])
