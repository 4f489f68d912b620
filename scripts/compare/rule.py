"""What a rule is: what a kind of difference means for those who read and for those who send."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.compare.difference import CLIENT, READERS, SENDERS, Verdict

NONE, PATCH, ADDITIVE, BREAKING, UNJUDGED = Verdict


@dataclass(frozen=True)
class Rule:
    """What a kind of difference means.

    ``mirror`` is the rule that means to senders what this one means to readers, and the other way round; it may be
    the rule itself. ``alone`` is why there is none.
    """

    id: str
    about: str
    readers: Verdict
    senders: Verdict
    mirror: str = ""
    alone: str = ""
    client: Verdict = NONE

    def verdict(self, audience: str) -> Verdict:
        """What it means for one audience."""
        return {READERS: self.readers, SENDERS: self.senders, CLIENT: self.client}[audience]


def same(name: str, about: str, verdict: Verdict) -> Rule:
    """A rule that means the same to both."""
    return Rule(name, about, verdict, verdict, mirror=name)


def explained(rule: Rule) -> str:
    """A rule in a few lines."""
    lines = [f"{rule.id}: {rule.about}"]
    lines += [f"for {audience}: {rule.verdict(audience)}" for audience in (READERS, SENDERS)]
    if rule.client is not NONE:
        lines = [lines[0], f"for {CLIENT}: {rule.client}"]
    if rule.mirror == rule.id:
        lines.append("it means the same to both")
    elif rule.mirror:
        lines.append(f"mirror: {rule.mirror}")
    else:
        lines.append(f"no mirror: {rule.alone}")
    return "\n".join(lines)
