"""What a driver's lines are worth: one judgement for every language.

A driver prints one JSON object per vector: ``name``, ``status``, ``value`` (what its client decoded, encoded again by
the client's own models) and ``error`` (why there is no value), null for what there is none of. A client that does not
send such a request at all says why under ``unsent`` instead.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Vector = Mapping[str, Any]
Line = Mapping[str, Any]


class LinesError(Exception):
    """What a driver printed is not what drivers print; the text is one line."""


@dataclass(frozen=True)
class Judged:
    """``failed`` says by vector what is wrong; ``noticed`` says by violation whether the client refused it.

    ``unsent`` says by lawful vector why the client sends no such request.
    """

    passed: int
    failed: dict[str, str]
    noticed: dict[str, bool]
    unsent: dict[str, str] = field(default_factory=dict)


def read_lines(text: str) -> dict[str, Line]:
    """The lines of a driver by vector. Raises LinesError for one that is none, or that comes twice."""
    lines: dict[str, Line] = {}
    for number, written in enumerate(text.splitlines(), 1):
        try:
            line = json.loads(written)
            name = line["name"]
        except (ValueError, TypeError, KeyError):
            raise LinesError(f"line {number} of the driver is no answer to a vector: {written[:120]!r}") from None
        if name in lines:
            raise LinesError(f"the driver answers {name} twice")
        lines[name] = line
    return lines


def judge(vectors: Iterable[Vector], lines: Mapping[str, Line]) -> Judged:
    """Hold ``lines`` to the vectors; a lawful vector passes with its status and value, a violation needs a line."""
    passed, failed, noticed = 0, {}, {}
    unsent: dict[str, str] = {}
    for vector in vectors:
        name, line = vector["name"], lines.get(vector["name"])
        if line is None:
            failed[name] = "the driver printed no line for it"
        elif line.get("unsent") and vector["origin"] != "violation":
            unsent[name] = str(line["unsent"])
        elif vector["origin"] == "violation":
            noticed[name] = refused(vector, line)
        elif wrong := fault(vector, line):
            failed[name] = wrong
        else:
            passed += 1
    if not passed:
        failed |= unsent
    return Judged(passed, failed, noticed, unsent)


def refused(vector: Vector, line: Line) -> bool:
    """Whether the client kept a violation apart from an answer: by an error, or by an error status it does not know."""
    unknown = vector["expected"]["outcome"] == "undocumented"
    return line.get("error") is not None or (unknown and (line.get("status") or 0) >= 400)


def fault(vector: Vector, line: Line) -> str | None:
    """What is wrong with the answer to a lawful vector, if anything."""
    expected = vector["expected"]
    if line.get("error") is not None:
        return f"refused: {str(line['error'])[:160]}"
    # Some clients do not tell which success it was.
    untold = line.get("status") is None and expected["outcome"] == "value"
    if line.get("status") != expected["status"] and not untold:
        return f"status {line.get('status')}, expected {expected['status']}"
    return difference(expected["value"], line.get("value"), sent(vector))


def sent(vector: Vector) -> Any:
    """What the body of a vector's answer says: a JSON value, else the text itself, and nothing of none."""
    body = vector["response"]["body"]
    try:
        return json.loads(body)
    except ValueError:
        return body or None


def difference(expected: Any, got: Any, sent: Any, place: str = "", *, strict: bool = False) -> str | None:
    """The first place where ``got`` is not ``expected``; what was ``sent`` beyond that may be kept or dropped.

    Unless ``strict``, an empty collection may stand where none was sent, and nothing where null was: some clients do
    not tell these apart.
    """
    if isinstance(expected, dict) and isinstance(got, dict):
        for name in [*expected, *(one for one in got if one not in expected)]:
            here = f"{place}/{name}"
            if name not in got:
                if not strict and expected[name] is None:
                    continue
                return f"{here or '/'} is missing"
            if name not in sent:
                if not strict and got[name] in ([], {}):
                    continue
                return f"{here} was never sent"
            wanted = expected.get(name, sent[name])
            if wrong := difference(wanted, got[name], sent[name], here, strict=strict):
                return wrong
        return None
    if isinstance(expected, list) and isinstance(got, list):
        if len(expected) != len(got):
            return f"{place or '/'} has {len(got)} items, expected {len(expected)}"
        pairs = enumerate(zip(expected, got, sent, strict=True))
        return next(
            (wrong for at, (a, b, c) in pairs if (wrong := difference(a, b, c, f"{place}/{at}", strict=strict))), None
        )
    if _same(expected, got):
        return None
    return f"{place or '/'} is {json.dumps(got)[:80]}, expected {json.dumps(expected)[:80]}"


def _same(expected: Any, got: Any) -> bool:
    """Numbers are the same by value, times as instants."""
    if isinstance(expected, bool) or isinstance(got, bool) or not isinstance(expected, str):
        return (type(expected) is type(got) and expected == got) or (_numbers(expected, got) and expected == got)
    if expected == got:
        return True
    instants = [_instant(one) for one in (expected, got)]
    return instants[0] is not None and instants[0] == instants[1]


def _numbers(*values: Any) -> bool:
    return all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def _instant(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo and "T" in text.upper() else None
