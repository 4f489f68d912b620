"""A promise that one of this project's checks found broken, as Schemathesis wants to be told."""

from __future__ import annotations

from schemathesis.core.failures import Failure


class Broken(Failure):
    """A promise that a check found broken; ``check`` is that check's name."""

    __slots__ = ("check", "documented", "pointer", "received", "variant")

    def __init__(
        self,
        check: str,
        operation: str,
        received: str,
        documented: str,
        pointer: str = "",
        *,
        variant: str = "",
        case_id: str | None = None,
    ) -> None:
        """Say what was received, what was documented and where in the body, as a JSON pointer.

        ``variant`` tells apart what the check can find in several ways. ``case_id`` names the request that showed it,
        where the check sent one of its own.
        """
        message = f"received {received}; documented {documented}"
        super().__init__(operation=operation, title=check, message=message, case_id=case_id)
        self.check = check
        self.received = received
        self.documented = documented
        self.pointer = pointer
        self.variant = variant

    @property
    def _unique_key(self) -> str:
        return f"{self.check} {self.pointer} {self.variant or self.received}"
