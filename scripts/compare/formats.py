"""A comparison for people: as text, or as Markdown for a pull request."""

from __future__ import annotations

import json
from typing import Any

from scripts.compare.difference import NOTHING, Difference
from scripts.compare.report import Comparison
from scripts.telling import excerpt, told

LONGEST = 300
LONGEST_VALUE = 200


def as_text(comparison: Comparison) -> str:
    """Lines for a terminal."""
    lines = [f"{told(comparison.old.name)} -> {told(comparison.new.name)}"]
    for d in comparison.differences:
        lines += [f"{d.verdict}: {excerpt(d.pointer, LONGEST)}", f"  {excerpt(d.sentence, LONGEST)}"]
        lines.append(f"  {d.rule}, for {' and '.join(d.audiences)}")
        old, new = comparison.places(d)
        where = [f"{told(str(place))}" for place in (old, new) if place is not None]
        lines += [f"  {' -> '.join(where)}"] if where else []
        if d.value is not NOTHING:
            lines.append(f"  value: {_value(d.value)}")
        if (reason := comparison.reason(d)) is not None:
            lines.append(f"  accepted: {excerpt(reason, LONGEST)}")
    lines += [f"{audience}: {verdict}" for audience, verdict in comparison.verdicts().items()]
    lines += [told(sentence) for sentence in comparison.stale]
    return "\n".join([*lines, told(comparison.conclusion())])


def as_markdown(comparison: Comparison) -> str:
    """A table for a pull request. What a document says stands in spans of code: no link, image or name comes of it."""
    lines = [f"### Contract: {comparison.verdict}", "", f"{_code(comparison.conclusion())}", ""]
    lines += [f"- {audience}: {verdict}" for audience, verdict in comparison.verdicts().items()]
    lines += [f"- {_code(sentence)}" for sentence in comparison.stale]
    if comparison.differences:
        lines += ["", "| verdict | where | what | value |", "|---|---|---|---|"]
    lines += [_row(comparison, d) for d in comparison.differences]
    return "\n".join(lines)


def _row(comparison: Comparison, d: Difference) -> str:
    verdict = str(d.verdict) if comparison.reason(d) is None else f"{d.verdict}, accepted"
    old, new = comparison.places(d)
    place = new or old
    where = _code(d.pointer) + (f"<br>{_code(str(place))}" if place is not None else "")
    value = "" if d.value is NOTHING else _code(_value(d.value))
    return f"| {verdict} | {where} | {_code(d.sentence)}<br>{d.rule} | {value} |"


def _value(value: Any) -> str:
    return excerpt(json.dumps(value), LONGEST_VALUE)


def _code(text: str) -> str:
    """A span of code that stays within a cell of a table."""
    return f"`{excerpt(' '.join(text.split()), LONGEST).replace('`', chr(39)).replace('|', chr(92) + '|') or ' '}`"
