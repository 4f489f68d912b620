"""A reason as a difference: its rule, its places and a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from scripts.compare.difference import NOTHING, READERS, Difference, Verdict
from scripts.compare.reason import Reason, Sure
from scripts.compare.rules import RULES
from scripts.compare.schema_rules import CLAUSES, kebab
from scripts.compare.wording import change, difference, retired, told

# A clause, with its side and name, then the places in both documents.
Key = tuple[str, str, str, str]


def clause_of(reason: Reason) -> str:
    """Beginnings of bounds are one clause, whichever of the two words they use."""
    if reason.clause in {"property-added", "property-ruled-out"}:
        return "property"
    return reason.clause.replace("exclusiveM", "m")


def key_of(reason: Reason) -> Key:
    """What tells one difference from the others."""
    return f"{reason.clause} {reason.side} {reason.name}", reason.old.pointer, reason.new.pointer, ""


def told_as(reason: Reason, audience: str, value: Any) -> Difference:
    """What a reason means to an audience; ``value`` shows it, or is NOTHING."""
    rule = _rule(reason)
    made = difference(rule, audience, _sentence(reason, audience, value), **_places(reason), value=value)
    if reason.sure is Sure.VALUE and made.verdict is Verdict.BREAKING and value is NOTHING:
        return replace(made, verdict=Verdict.UNJUDGED)
    return made


def undecided(reason: Reason, audience: str) -> Difference:
    """A reason that neither a rule nor a value decides."""
    sentence = f"{_changed(reason)}: whether {_allowed(reason)} could not be told"
    clause = reason.clause if reason.clause in CLAUSES else "schema"
    return difference(f"{kebab(clause)}-undecided", audience, sentence, **_places(reason))


def _rule(reason: Reason) -> str:
    if reason.clause in {"property-removed", "property-added"}:
        return reason.clause
    # Within `not` what demands a property allows more; no rule of its own tells of that.
    clauses = [reason.clause, "required" if reason.clause == "property-demanded" else "schema", "schema"]
    way = "widened" if reason.side else "narrowed"
    return next(rule for clause in clauses if (rule := f"{kebab(clause)}-{way}") in RULES)


def place_of(reason: Reason) -> str:
    """Where a reader looks first."""
    places = _places(reason)
    return places["new"] or places["old"] or ""


def _places(reason: Reason) -> dict[str, Any]:
    """Where it stands: in the new document, unless the clause is gone from there."""
    old, new = reason.old.pointer or None, reason.new.pointer or None
    if reason.clause in {"property-removed"}:
        return {"old": old, "new": None}
    if reason.clause in {"property-added", "property-demanded", "property-ruled-out"}:
        return {"old": None, "new": new}
    key = reason.clause
    gone = old is not None and new is not None and _ends(old, key) and not _ends(new, key)
    return {"old": old, "new": None if gone else new}


def _ends(pointer: str, key: str) -> bool:
    last = pointer.rpartition("/")[2]
    return (
        last == key
        or (key == "enum" and last == "const")
        or (key == "null" and last == "type")
        or (key == "alternative" and last in {"anyOf", "oneOf"})
        or (key.startswith("exclusive") and last == key.removeprefix("exclusive").lower())
        or (key in {"minimum", "maximum"} and last == f"exclusive{key.capitalize()}")
    )


def _changed(reason: Reason) -> str:
    before = reason.old.value if _ends(reason.old.pointer, reason.clause) else NOTHING
    after = reason.new.value if _ends(reason.new.pointer, reason.clause) else NOTHING
    names = {"null": "type", "alternative": "the list of alternatives"}
    return change(names.get(reason.clause, reason.clause), before, after)


def _allowed(reason: Reason) -> str:
    return "more values are allowed" if reason.side else "fewer values are allowed"


def _sentence(reason: Reason, audience: str, value: Any) -> str:
    reads = audience == READERS
    match reason.clause:
        case "property-removed":
            means = "whoever reads it finds nothing" if reads else "whoever sends it says nothing by it"
            return f"property {reason.name} is gone: {means}{retired(reason.old.value)}"
        case "property-added":
            return f"property {reason.name} is new"
        case "property-demanded" if reason.side:
            return f"what must not be has to have property {reason.name} as well: {_allowed(reason)}"
        case "property-demanded":
            return f"property {reason.name} is new{', and always there' if reads else ' and must be sent'}"
        case "property-ruled-out":
            return f"property {reason.name} is new, and the old contract rules out what it does not name"
        case "required":
            now = (
                ("may be missing" if reads else "may be left out")
                if reason.side
                else ("is always there" if reads else "must be sent")
            )
            return f"property {reason.name} {now} now"
    what = _changed(reason)
    if reason.clause == "alternative":
        what = "there is one alternative more" if reason.side else "there is one alternative less"
    if value is NOTHING:
        verb = "come" if reads else "be sent"
        return f"{what}: {'more' if reason.side else 'less'} may {verb} than before"
    if reads:
        means = "may come now, which the old contract rules out" if reason.side else "can no longer come"
    else:
        means = "may be sent now" if reason.side else "could be sent and is refused now"
    return f"{what}: {told(value)} {means}"
