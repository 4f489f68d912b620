"""A promise that one of this project's checks found broken, as Schemathesis wants to be told."""

from __future__ import annotations

from schemathesis.core.failures import Failure


class Broken(Failure):
    """A promise that a check found broken; ``check`` is that check's name."""

    __slots__ = ("check", "documented", "pointer", "received")

    def __init__(self, check: str, operation: str, received: str, documented: str, pointer: str = "") -> None:
        """Say what was received, what was documented and where in the body, as a JSON pointer."""
        super().__init__(operation=operation, title=check, message=f"received {received}; documented {documented}")
        self.check = check
        self.received = received
        self.documented = documented
        self.pointer = pointer

    @property
    def _unique_key(self) -> str:
        return f"{self.check} {self.received}"
