"""Make differences by rule, and put values and clauses into words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from scripts.compare.difference import NOTHING, Difference
from scripts.compare.rules import RULES

LONGEST = 80


def difference(
    rule: str, audience: str, sentence: str, *, old: str | None = None, new: str | None = None, value: Any = NOTHING
) -> Difference:
    """What ``rule`` says to one audience, of a place in the new document, or in the old one for what is gone."""
    where = new if new is not None else old or ""
    return Difference(RULES[rule].verdict(audience), (audience,), where, sentence, value, rule, old, new)


def retired(old: Any) -> str:
    """What the old contract said of the end of something that is gone now, as the end of a sentence; often nothing."""
    if not isinstance(old, Mapping) or old.get("deprecated") is not True:
        return ""
    sunset = old.get("x-sunset")
    return "; the old contract called it deprecated" + (f", with its end on {sunset}" if sunset else "")


def told(value: Any) -> str:
    """A JSON value in one line that stays readable."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def change(key: str, before: Any, after: Any) -> str:
    """What became of one clause, in words."""
    if before is NOTHING and after is NOTHING:
        return f"{key} changed"
    if before is NOTHING:
        return f"{key} {told(after)} is new"
    if after is NOTHING:
        return f"{key} {told(before)} is gone"
    return f"{key} {told(before)} became {told(after)}"
