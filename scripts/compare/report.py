"""What a comparison comes to: the verdict, the version that is due, and the exit code."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from scripts.compare.accepted import Accepted, stale
from scripts.compare.difference import AUDIENCES, CLIENT, Difference, Verdict, worst
from scripts.compare.places import Place
from scripts.compare.releases import Contract
from scripts.compare.version import Version, due, parsed, told
from scripts.document import DocumentError


@dataclass(frozen=True)
class Comparison:
    """Two contracts, what differs, and what of it was accepted."""

    old: Contract
    new: Contract
    differences: list[Difference]
    accepted: list[Accepted] = field(default_factory=list)

    @property
    def verdict(self) -> Verdict:
        """The worst of all differences that nobody accepted."""
        return worst(d for d in self.differences if self.reason(d) is None)

    def reason(self, difference: Difference) -> str | None:
        """Why the difference was accepted; None when it was not."""
        return next((entry.reason for entry in self.accepted if entry.covers(difference)), None)

    @property
    def versions(self) -> tuple[str, str]:
        """``info.version`` of both."""
        return str(self.old.document["info"]["version"]), str(self.new.document["info"]["version"])

    @cached_property
    def _numbers(self) -> tuple[Version, Version] | None:
        try:
            return parsed(self.versions[0]), parsed(self.versions[1])
        except DocumentError:
            return None

    @property
    def due(self) -> str | None:
        """The least version that the new contract may have; None when the versions are no MAJOR.MINOR.PATCH."""
        return None if self._numbers is None else told(due(self._numbers[0], self.verdict))

    @property
    def fits(self) -> bool | None:
        """Whether the new contract's version is high enough; None when it cannot be told."""
        if self._numbers is None:
            return True if self.verdict is Verdict.NONE and self.versions[0] == self.versions[1] else None
        return self._numbers[1] >= due(self._numbers[0], self.verdict)

    @cached_property
    def stale(self) -> list[str]:
        """The accepted entries that no longer apply, one sentence each."""
        return stale(self.accepted, self.differences, None if self._numbers is None else self._numbers[1])

    @property
    def exit_code(self) -> int:
        """0 when the version fits, 1 when it does not or an entry is stale, 2 when it cannot be told."""
        if self.stale:
            return 1
        if self.fits:
            return 0
        return 2 if self.fits is None or self.verdict is Verdict.UNJUDGED else 1

    def conclusion(self) -> str:
        """One sentence on the version."""
        old, new = self.versions
        if self.fits is None:
            wrong = old if _is_none(old) else new
            return f"version {wrong} is no MAJOR.MINOR.PATCH: whether {new} fits cannot be judged"
        if self.due is None:
            return f"version {new} fits: nothing differs"
        return f"version {new} {'fits' if self.fits else 'does not fit'}: after {old} it must be {self.due} or later"

    def verdicts(self) -> dict[str, str]:
        """The verdict for each audience; the client is "not compared" when one of the two contracts has none."""
        counting = [d for d in self.differences if self.reason(d) is None]
        found = {audience: str(worst(counting, audience)) for audience in AUDIENCES}
        if self.old.client is None or self.new.client is None:
            found[CLIENT] = "not compared: one of the two comes without a client"
        return found

    def places(self, difference: Difference) -> tuple[Place | None, Place | None]:
        """Where the difference stands in the old file and in the new one."""
        if not difference.pointer.startswith("/"):
            return None, None
        old = self.old.file.place(difference.old) if self.old.file and difference.old else None
        new = self.new.file.place(difference.new) if self.new.file and difference.new else None
        return old, new


def _is_none(version: str) -> bool:
    try:
        parsed(version)
    except DocumentError:
        return True
    return False
