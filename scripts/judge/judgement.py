"""What came of judging one response."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from scripts.judge.notices import Notice
from scripts.judge.violation import Violation


@dataclass(frozen=True)
class Judgement:
    """``success`` says that the operation itself was answered with a documented success.

    ``status`` is 0 for an answer that is no HTTP; ``checks`` how many checks had something to say.
    """

    operation: str
    status: int
    checks: int
    success: bool = False
    violations: list[Violation] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def with_violation(self, violation: Violation) -> Judgement:
        """This judgement with one more violation, of the response as a whole."""
        return replace(self, checks=self.checks + 1, violations=[*self.violations, violation])

    def without(self, secret: str) -> Judgement:
        """This judgement with every mention of ``secret`` blotted out, and each finding in it once.

        What is wrong with one item of a list tends to be wrong with ten thousand.
        """
        found = {one.key: one for one in reversed(self.violations)}
        violations = [one.without(secret) for one in reversed(found.values())]
        notices = [one.without(secret) for one in dict.fromkeys(self.notices)]
        return replace(self, violations=violations, notices=notices)
