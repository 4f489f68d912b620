"""One broken promise, told as what was received and what was documented."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from scripts.document import pointer_of, pointer_tokens
from scripts.judge.codes import code_of
from scripts.secret import blotted

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True)
class Violation:
    """One broken promise: which check saw it, where, what was received and what was documented.

    ``pointer`` is the place in the body, ``place`` that of the clause in ``openapi.yaml``. ``variant`` tells apart what
    one check finds in several ways at one place. ``curl`` asks again, without the token; ``body`` is the beginning of
    what was received, redacted.
    """

    check: str
    operation: str
    status: int
    pointer: str
    received: str
    documented: str
    variant: str = field(default="", compare=False)
    place: str = field(default="", compare=False)
    curl: str = field(default="", compare=False)
    body: str = field(default="", compare=False)

    @property
    def code(self) -> str:
        """The stable code of its check."""
        return code_of(self.check)

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for violations that are one finding: the same at another item of a list, or with another value."""
        return self.check, self.operation, self.status, any_item(self.pointer), self.documented, self.variant

    def without(self, secret: str) -> Violation:
        """The same, every text blotted."""
        return replace(self, **blotted_texts(self, secret))

    def __str__(self) -> str:
        """One line."""
        place = f" at #{self.pointer}" if self.pointer else ""
        return (
            f"{self.operation} {self.status}: {self.check}{place}: "
            f"received {self.received}; documented {self.documented}"
        )


def any_item(pointer: str) -> str:
    """A JSON pointer with a star in place of each position in a list."""
    return pointer_of(["*" if step.isdecimal() else step for step in pointer_tokens(pointer)])


def blotted_texts(finding: DataclassInstance, secret: str) -> dict[str, Any]:
    """The fields of a finding that are text, with every mention of ``secret`` blotted out."""
    texts = {one.name: getattr(finding, one.name) for one in fields(finding)}
    return {name: blotted(value, secret) for name, value in texts.items() if isinstance(value, str)}
