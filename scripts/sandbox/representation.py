"""One media type of a documented response: what its body may be, and bodies that it may have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from scripts.document import resolve
from scripts.sandbox.media import CONCRETE, essence, is_json, written
from scripts.sandbox.messages import Answer, Refusal
from scripts.sandbox.schema import Schema

Headers = tuple[tuple[str, str], ...]


class Representation:
    """The body of a response in one media type; ``name`` is that of the response, for people."""

    def __init__(self, document: Mapping[str, Any], media_type: str, raw: Any, headers: Headers, name: str) -> None:
        self.media_type = media_type
        self.is_json = is_json(media_type)
        self._document = document
        self._media: Mapping[str, Any] = resolve(document, raw)
        self._headers = headers
        self._name = name
        self._answers: dict[tuple[int, str | None, str], Answer] = {}

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

    def answer(self, status: int, value: Any, called: str = "") -> Answer:
        """``value`` as this representation, ``called`` by what a client asked for where the document has a range.

        Raises Refusal (500) when the document does not allow it.
        """
        if self.schema is not None and (reason := self.schema.violation(value)):
            raise Refusal(500, f"{self._name}: the sandbox's answer is not what the document allows: {reason}")
        label = called or CONCRETE.get(essence(self.media_type), self.media_type)
        body = written(label, value, self._document, self._media.get("schema"))
        return Answer(status, (("content-type", label), *self._headers), body)

    def example(self, status: int, name: str | None = None, called: str = "") -> Answer:
        """The example called ``name``, else the first one, else a lawful value that never changes.

        Raises Refusal (422) for a name that the document does not have.
        """
        key = (status, name, called)
        if key not in self._answers:
            self._answers[key] = self.answer(status, self._example(name), called)
        return self._answers[key]

    def random(self, status: int, seed: int, called: str = "") -> Answer:
        """A random lawful answer, the same one for the same seed. Raises Refusal (500) when none is found."""
        return self.answer(status, None if self.schema is None else self.schema.random(seed), called)

    def _example(self, name: str | None) -> Any:
        if name is None and not self.examples:
            return None if self.schema is None else self.schema.shown()
        if name is not None and name not in self.examples:
            known = ", ".join(self.examples) or "none"
            raise Refusal(422, f"{self._name} has no example {name[:80]!r}; there is: {known}")
        return self.examples[next(iter(self.examples)) if name is None else name]
