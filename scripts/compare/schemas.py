"""Compare two schemas clause by clause, and show what differs by a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scripts.compare.difference import NOTHING, READERS, SENDERS, Difference, Verdict
from scripts.compare.node import Node
from scripts.compare.normal import UNCOMPARED, nested
from scripts.compare.own import Own, told
from scripts.compare.validity import check_schema
from scripts.compare.witness import TRIES, carrying, witness
from scripts.document import pointer_of

Seen = set[tuple[str, str, str]]
# Generators map these to types of their own, whatever values they stand for.
TYPED_FORMATS = {"int32", "int64", "float", "double", "byte", "binary", "decimal"}
NOT_COMPARED = "which a person has to judge: it is not compared here"


def compare_schemas(old: Node | None, new: Node | None, audience: str, seen: Seen) -> Iterator[Difference]:
    """How ``new`` differs from ``old`` for those who read its values, or for those who send them.

    ``seen`` remembers what was compared already, so that a shared schema is told once and one within itself ends.
    """
    for node in (old, new):
        if node is not None:
            check_schema(f"#{node.pointer}", node.value)
    if old is None or new is None:
        yield from _one_sided(old, new, audience)
        return
    key = (old.pointer, new.pointer, audience)
    if key in seen:
        return
    seen.add(key)
    own = Own(old, new)
    yield from _notes(old, new, audience)
    if own.changed:
        yield _judged(old, new, own, audience)
    if nested(old.value, new.value):
        yield from _children(old, new, own, audience, seen)


def _one_sided(old: Node | None, new: Node | None, audience: str) -> Iterator[Difference]:
    """What it means that a place has a schema under one contract alone; without one it takes any value."""
    given = old or new
    if given is None:
        return
    anything = Node(given.document, given.steps, True)
    own = Own(given, anything)
    value = witness(own.whole_after, own.whole_before)
    if value is NOTHING:
        sentence = "there is a schema under one contract alone, and it allows anything"
        yield Difference(Verdict.PATCH, (audience,), given.place, sentence)
        return
    wider = new is None
    verb = "come" if audience == READERS else "be sent"
    sentence = f"any value may {verb} now" if wider else f"{told(value)} can no longer {verb}"
    breaks = wider is (audience == READERS)
    yield Difference(Verdict.BREAKING if breaks else Verdict.ADDITIVE, (audience,), given.place, sentence, value)


def _children(old: Node, new: Node, own: Own, audience: str, seen: Seen) -> Iterator[Difference]:
    before, after = old.map("properties"), new.map("properties")
    for name in before:
        if name in after:
            yield from compare_schemas(before[name], after[name], audience, seen)
        else:
            means = "whoever reads it finds nothing" if audience == READERS else "whoever sends it says nothing by it"
            value = carrying(own.whole_before, name)
            where = f"{old.pointer}{pointer_of(['properties', name])}"
            yield Difference(Verdict.BREAKING, (audience,), where, f"property {name} is gone: {means}", value)
    for name in after:
        if name not in before:
            yield from _added(old, new, own, name, audience, seen)
    for key in ("items", "additionalProperties"):
        inner = old.get(key), new.get(key)
        if all(node is not None and isinstance(node.value, Mapping) for node in inner):
            yield from compare_schemas(*inner, audience, seen)


def _added(old: Node, new: Node, own: Own, name: str, audience: str, seen: Seen) -> Iterator[Difference]:
    where = f"{new.pointer}{pointer_of(['properties', name])}"
    required = name in new.says("required", [])
    rest = old.get("additionalProperties")
    if audience == SENDERS and required:
        value = witness(own.whole_before, own.whole_after, own.fresh)
        yield Difference(Verdict.BREAKING, (audience,), where, f"property {name} is new and must be sent", value)
    elif audience == READERS and rest is not None and rest.value is False:
        sentence = f"property {name} is new, and the old contract rules out what it does not name"
        yield Difference(Verdict.BREAKING, (audience,), where, sentence, carrying(own.whole_after, name))
    else:
        if rest is not None and isinstance(rest.value, Mapping):
            yield from compare_schemas(rest, new.get("properties", name), audience, seen)
        sentence = f"property {name} is new" + (", and always there" if required else "")
        yield Difference(Verdict.ADDITIVE, (audience,), where, sentence, carrying(own.whole_after, name))


def _judged(old: Node, new: Node, own: Own, audience: str) -> Difference:
    """What two schemas say themselves, their children apart."""
    where, keys = new.pointer, own.changed
    if len(keys) == 1:
        where = f"{old.pointer if own.gone(keys[0]) else new.pointer}/{keys[0]}"
    what = ", ".join(own.change(key) for key in keys)
    # What was right and is wrong now: for readers a new value, for senders an old one.
    if audience == READERS:
        bad = witness(own.after, own.before)
        worse, better = "may come now, which the old contract rules out", "can no longer come"
    else:
        bad = witness(own.before, own.after, own.fresh)
        worse, better = "could be sent and is refused now", "may be sent now"
    if bad is not NOTHING:
        return Difference(Verdict.BREAKING, (audience,), where, f"{what}: {told(bad)} {worse}", bad)
    good = witness(own.before, own.after) if audience == READERS else witness(own.after, own.before)
    if "format" in keys and {old.says("format"), new.says("format")} & TYPED_FORMATS:
        return Difference(Verdict.BREAKING, (audience,), where, f"{what}: generators give it another type", good)
    if good is not NOTHING:
        return Difference(Verdict.ADDITIVE, (audience,), where, f"{what}: {told(good)} {better}", good)
    return Difference(Verdict.PATCH, (audience,), where, f"{what}: no value in {TRIES} tells the two apart")


def _notes(old: Node, new: Node, audience: str) -> Iterator[Difference]:
    """What is said beside the verdict on a value."""
    before, after = old.says("default", NOTHING), new.says("default", NOTHING)
    if before != after:
        sending = audience == SENDERS and before is not NOTHING
        means = "whoever leaves it out says something else now" if sending else "whoever leaves it out means this"
        verdict = Verdict.BREAKING if sending else Verdict.ADDITIVE
        yield Difference(verdict, (audience,), f"{new.pointer}/default", f"the default changed: {means}")
    if old.says("deprecated", False) != new.says("deprecated", False):
        state = "deprecated now" if new.says("deprecated") else "no longer deprecated"
        yield Difference(Verdict.ADDITIVE, (audience,), f"{new.pointer}/deprecated", f"it is {state}")
    for key in sorted(UNCOMPARED):
        if old.says(key) != new.says(key):
            yield Difference(Verdict.UNJUDGED, (audience,), f"{new.pointer}/{key}", f"{key} changed, {NOT_COMPARED}")
