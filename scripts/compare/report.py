"""Tell what a comparison found: as text, as JSON, or as Markdown for a pull request."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from scripts.compare.difference import AUDIENCES, CLIENT, NOTHING, Difference, Verdict, worst
from scripts.compare.releases import Contract
from scripts.compare.version import due, parsed, told


@dataclass(frozen=True)
class Comparison:
    """Two contracts and what differs."""

    old: Contract
    new: Contract
    differences: list[Difference]

    @property
    def verdict(self) -> Verdict:
        """The worst of all differences."""
        return worst(self.differences)

    @property
    def versions(self) -> tuple[str, str]:
        """``info.version`` of both."""
        return str(self.old.document["info"]["version"]), str(self.new.document["info"]["version"])

    @property
    def due(self) -> str:
        """The least version that the new contract may have. Raises DocumentError for a version that is none."""
        return told(due(parsed(self.versions[0]), self.verdict))

    @property
    def fits(self) -> bool:
        """Whether the new contract's version is high enough."""
        return parsed(self.versions[1]) >= parsed(self.due)

    @property
    def exit_code(self) -> int:
        """0 when the version fits, 1 when it does not, 2 when a person has to judge before it can be told."""
        if self.fits:
            return 0
        return 2 if self.verdict is Verdict.UNJUDGED else 1

    def conclusion(self) -> str:
        """One sentence on the version."""
        old, new = self.versions
        if self.fits:
            return f"version {new} fits: after {old} it must be {self.due} or later"
        return f"version {new} does not fit: after {old} it must be {self.due} or later"

    def verdicts(self) -> dict[str, str]:
        """The verdict for each audience; the client is "not compared" when one of the two contracts has none."""
        found = {audience: str(worst(self.differences, audience)) for audience in AUDIENCES}
        if self.old.client is None or self.new.client is None:
            found[CLIENT] = "not compared: one of the two comes without a client"
        return found


def as_text(comparison: Comparison) -> str:
    """Lines for a terminal."""
    lines = [f"{comparison.old.name} -> {comparison.new.name}"]
    for d in comparison.differences:
        lines += [f"{d.verdict}: {d.pointer}", f"  {d.sentence}", f"  for {' and '.join(d.audiences)}"]
        if d.value is not NOTHING:
            lines.append(f"  value: {_value(d.value)}")
    lines += [f"{audience}: {verdict}" for audience, verdict in comparison.verdicts().items()]
    return "\n".join([*lines, comparison.conclusion()])


def as_json(comparison: Comparison) -> str:
    """One JSON object."""
    told: dict[str, Any] = {
        "old": {"name": comparison.old.name, "version": comparison.versions[0]},
        "new": {"name": comparison.new.name, "version": comparison.versions[1]},
        "verdict": str(comparison.verdict),
        "verdicts": comparison.verdicts(),
        "due": comparison.due,
        "fits": comparison.fits,
        "differences": [d.told() for d in comparison.differences],
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


def as_markdown(comparison: Comparison) -> str:
    """A table for a pull request."""
    lines = [f"### Contract: {comparison.verdict}", "", f"{comparison.conclusion()}.", ""]
    lines += [f"- {audience}: {verdict}" for audience, verdict in comparison.verdicts().items()]
    if comparison.differences:
        lines += ["", "| verdict | where | what | value |", "|---|---|---|---|"]
    for d in comparison.differences:
        value = "" if d.value is NOTHING else f"`{_cell(_value(d.value))}`"
        lines.append(f"| {d.verdict} | `{_cell(d.pointer)}` | {_cell(d.sentence)} | {value} |")
    return "\n".join(lines)


def _value(value: Any) -> str:
    text = json.dumps(value)
    return text if len(text) <= 200 else f"{text[:197]}..."


def _cell(text: str) -> str:
    """Text that stays within a cell of a table and within a span of code."""
    return " ".join(text.split()).replace("|", "\\|").replace("`", "'").replace("<", "&lt;")
