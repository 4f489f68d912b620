"""What the document does not say about an answer that it allows: no violation, but worth a look."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from scripts.judge.codes import code_of
from scripts.judge.violation import Violation, blotted_texts


@dataclass(frozen=True)
class Notice:
    """One thing seen that the document does not speak of.

    ``pointer`` is the place in the body. ``place`` is the JSON pointer in ``openapi.yaml`` at which ``patch``, a
    fragment of YAML, would document it; both are empty where no patch can. Notices of the same kind that one patch
    would settle are equal, wherever in the body each was seen.
    """

    kind: str
    operation: str
    status: int
    subject: str
    received: str = field(compare=False)
    documented: str
    pointer: str = field(default="", compare=False)
    place: str = ""
    patch: str = field(default="", compare=False)

    def __str__(self) -> str:
        """One line."""
        return str(self.violation)

    @property
    def code(self) -> str:
        """The stable code of its kind."""
        return code_of(self.kind)

    @property
    def violation(self) -> Violation:
        """The same as a broken promise, for whoever wants none of it."""
        return Violation(
            self.kind,
            self.operation,
            self.status,
            self.pointer,
            self.received,
            self.documented,
            variant=self.subject,
            place=self.place,
        )

    def without(self, secret: str) -> Notice:
        """The same, every text blotted."""
        return replace(self, **blotted_texts(self, secret))

    def suggestion(self) -> list[str]:
        """The lines that say what to add to ``openapi.yaml``, and where; none where no patch helps."""
        if not self.patch:
            return []
        return [
            f"  suggestion: add to openapi.yaml at #{self.place}",
            *(f"    {line}" for line in self.patch.splitlines()),
        ]
