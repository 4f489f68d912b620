"""A schema of the document: what it allows, and values that it allows."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from random import Random
from typing import Any

import jsonschema_rs

from scripts.document import pointer_of, resolve
from scripts.making.gathering import Impossible
from scripts.making.maker import Maker
from scripts.sandbox.messages import Refusal

TRIES = 200


class Schema:
    """A JSON Schema (2020-12) inside a document, formats enforced."""

    def __init__(self, document: Mapping[str, Any], node: Any) -> None:
        self._document = document
        self._raw = node
        self.node = resolve(document, node)
        # The references of the document start at its root, so its components stand beside the schema.
        whole = {"components": document.get("components", {}), "allOf": [node]}
        self._validator = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)

    @property
    def examples(self) -> list[Any]:
        """The examples of the schema itself."""
        if not isinstance(self.node, Mapping):
            return []
        return list(self.node.get("examples", [])) or ([self.node["example"]] if "example" in self.node else [])

    def allows(self, value: Any) -> bool:
        """Whether ``value`` is allowed."""
        return self._validator.is_valid(value)

    def violation(self, value: Any) -> str | None:
        """Where and why ``value`` is not allowed, in one line; None when it is."""
        error = next(self._validator.iter_errors(value), None)
        return None if error is None else f"at #{pointer_of(list(error.instance_path))}: {error.message}"

    def shown(self) -> Any:
        """A value that tells a reader most: of documented examples, and whole; the same one each time.

        Raises Refusal (500) for a schema that is beyond the maker.
        """
        with suppress(Impossible):
            value = Maker(self._document, Random(0), shown=True).make(self._raw)  # noqa: S311 - nothing secret
            if self._validator.is_valid(value):
                return value
        return self.random(0)

    def random(self, seed: int) -> Any:
        """A value that the schema allows, the same one for the same seed.

        Raises Refusal (500) for a schema that is beyond the maker.
        """
        maker = Maker(self._document, Random(seed))  # noqa: S311 - nothing secret
        for _ in range(TRIES):
            with suppress(Impossible):
                value = maker.make(self._raw)
                if self._validator.is_valid(value):
                    return value
        raise Refusal(500, f"no lawful random value found in {TRIES} tries; ask for a documented example instead")
