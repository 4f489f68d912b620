"""A comparison for programs: as JSON, as annotations of a workflow on GitHub, or as SARIF."""

from __future__ import annotations

import json
from typing import Any

from scripts.compare.difference import NOTHING, Difference, Verdict
from scripts.compare.places import Place
from scripts.compare.report import Comparison
from scripts.compare.rules import RULES
from scripts.telling import excerpt

LONGEST = 500
COMMANDS = {Verdict.BREAKING: "error", Verdict.UNJUDGED: "error", Verdict.ADDITIVE: "notice"}
LEVELS = {Verdict.BREAKING: "error", Verdict.UNJUDGED: "error", Verdict.ADDITIVE: "note", Verdict.PATCH: "none"}
SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_json(comparison: Comparison) -> str:
    """One JSON object, as ``report.schema.json`` describes it."""
    told: dict[str, Any] = {
        "old": {"name": comparison.old.name, "version": comparison.versions[0]},
        "new": {"name": comparison.new.name, "version": comparison.versions[1]},
        "verdict": str(comparison.verdict),
        "verdicts": comparison.verdicts(),
        "due": comparison.due,
        "fits": comparison.fits,
        "stale": comparison.stale,
        "differences": [_difference(comparison, d) for d in comparison.differences],
    }
    return json.dumps(told, indent=2)


def _difference(comparison: Comparison, d: Difference) -> dict[str, Any]:
    old, new = comparison.places(d)
    told = {**d.told(), "old": _place(d.old, old), "new": _place(d.new, new)}
    reason = comparison.reason(d)
    return told if reason is None else {**told, "accepted": reason}


def _place(pointer: str | None, place: Place | None) -> dict[str, Any] | None:
    if pointer is None:
        return None
    where = {} if place is None else {"file": place.file, "line": place.line, "column": place.column}
    return {"pointer": pointer, **where}


def as_github(comparison: Comparison) -> str:
    """Commands that put each difference beside its line in a pull request; patches are left out."""
    lines = []
    for d in comparison.differences:
        if d.verdict in COMMANDS and comparison.reason(d) is None:
            old, new = comparison.places(d)
            place = new or (Place(comparison.new.file.name, 1, 1) if comparison.new.file and old else None)
            where = f"file={_property(place.file)},line={place.line},col={place.column}," if place is not None else ""
            shown = "" if d.value is NOTHING else f" Value: {json.dumps(d.value)}"
            message = _message(f"{d.sentence} (for {' and '.join(d.audiences)}).{shown}")
            title = _property(f"{d.verdict}: {d.rule}")
            lines.append(f"::{COMMANDS[d.verdict]} {where}title={title}::{message}")
    if comparison.exit_code:
        lines += [f"::error::{_message(sentence)}" for sentence in [*comparison.stale, comparison.conclusion()]]
    return "\n".join(lines)


def _message(text: str) -> str:
    return excerpt(text, LONGEST).replace("%", "%25")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(comparison: Comparison) -> str:
    """One run in SARIF 2.1.0; an accepted difference is a suppressed result."""
    used = sorted({d.rule for d in comparison.differences})
    rules = [{"id": name, "shortDescription": {"text": RULES[name].about}} for name in used]
    results = [_result(comparison, d, used) for d in comparison.differences]
    driver = {"name": "compare", "semanticVersion": "1.0.0", "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SARIF, "version": "2.1.0", "runs": [run]}, indent=2)


def _result(comparison: Comparison, d: Difference, rules: list[str]) -> dict[str, Any]:
    old, new = comparison.places(d)
    reason = comparison.reason(d)
    result: dict[str, Any] = {
        "ruleId": d.rule,
        "ruleIndex": rules.index(d.rule),
        "level": LEVELS[d.verdict],
        "message": {"text": excerpt(f"{d.sentence} (for {' and '.join(d.audiences)})", LONGEST)},
        "partialFingerprints": {"difference/v1": d.fingerprint},
        "properties": {"pointer": d.pointer, "verdict": str(d.verdict)},
    }
    if new is not None:
        result["locations"] = [_location(new)]
    if old is not None:
        result["relatedLocations"] = [{"id": 1, "message": {"text": "the old contract"}, **_location(old)}]
    if reason is not None:
        result["suppressions"] = [{"kind": "external", "justification": excerpt(reason, LONGEST)}]
    return result


def _location(place: Place) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    return {"physicalLocation": {"artifactLocation": {"uri": place.file}, "region": region}}
