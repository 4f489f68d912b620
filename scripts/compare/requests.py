"""What a change of the documented requests means for those who send them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scripts.compare.difference import SENDERS, Difference, Verdict
from scripts.compare.node import Node
from scripts.compare.responses import compare_content
from scripts.compare.schemas import Seen, compare_schemas

Parameters = dict[tuple[str, str], Node]
# How a value is written into a request.
FORMS = ("style", "explode", "allowReserved", "allowEmptyValue")


def compare_requests(
    old: Node, new: Node, items: tuple[Node, Node], names: Mapping[str, str], seen: Seen
) -> Iterator[Difference]:
    """How the parameters and the body of one operation differ.

    ``old`` and ``new`` are the operation, ``items`` the path items that hold it, and ``names`` the new names of the
    old path's parameters.
    """
    before, after = parameters(items[0], old, names), parameters(items[1], new, {})
    for key, node in before.items():
        if key in after:
            yield from _parameter(node, after[key], seen)
        else:
            sentence = f"{key[0]} parameter {node.says('name')} is gone: whoever sends it says nothing by it"
            yield Difference(Verdict.BREAKING, (SENDERS,), node.place, sentence)
    for key, node in after.items():
        if key not in before:
            must = node.says("required", False)
            sentence = f"{key[0]} parameter {node.says('name')} is new" + (" and must be sent" if must else "")
            yield Difference(Verdict.BREAKING if must else Verdict.ADDITIVE, (SENDERS,), node.place, sentence)
    yield from _body(old, new, seen)


def parameters(item: Node, operation: Node, names: Mapping[str, str]) -> Parameters:
    """The parameters in force, by where they stand and their name; the operation's own come last, and count."""
    found: Parameters = {}
    for node in [*item.list("parameters"), *operation.list("parameters")]:
        place, name = str(node.says("in")), str(node.says("name"))
        name = names.get(name, name) if place == "path" else name
        found[place, name.lower() if place == "header" else name] = node
    return found


def _parameter(old: Node, new: Node, seen: Seen) -> Iterator[Difference]:
    yield from _required(old, new, f"parameter {new.says('name')}")
    for key in FORMS:
        if _form(old, key) != _form(new, key):
            sentence = f"{key} of parameter {new.says('name')} changed: its value is written in another way"
            yield Difference(Verdict.BREAKING, (SENDERS,), f"{new.pointer}/{key}", sentence)
    if old.says("deprecated", False) != new.says("deprecated", False):
        state = "deprecated now" if new.says("deprecated") else "no longer deprecated"
        yield Difference(Verdict.ADDITIVE, (SENDERS,), f"{new.pointer}/deprecated", f"the parameter is {state}")
    yield from compare_content(old, new, SENDERS, seen)
    yield from compare_schemas(old.get("schema"), new.get("schema"), SENDERS, seen)


def _form(node: Node, key: str) -> Any:
    """How the value is written, by the defaults of OpenAPI 3.1."""
    style = node.says("style", "form" if node.says("in") in {"query", "cookie"} else "simple")
    return {"style": style, "explode": node.says("explode", style == "form")}.get(key, node.says(key, False))


def _body(old: Node, new: Node, seen: Seen) -> Iterator[Difference]:
    before, after = old.get("requestBody"), new.get("requestBody")
    if before is not None and after is not None:
        yield from _required(before, after, "the body")
        yield from compare_content(before, after, SENDERS, seen)
    elif before is not None:
        yield Difference(Verdict.BREAKING, (SENDERS,), before.place, "the request has no body any more")
    elif after is not None:
        must = after.says("required", False)
        sentence = "the request has a body now" + (", which must be sent" if must else "")
        yield Difference(Verdict.BREAKING if must else Verdict.ADDITIVE, (SENDERS,), after.place, sentence)


def _required(old: Node, new: Node, what: str) -> Iterator[Difference]:
    before, after = old.says("required", False), new.says("required", False)
    if after and not before:
        yield Difference(Verdict.BREAKING, (SENDERS,), f"{new.pointer}/required", f"{what} must be sent now")
    if before and not after:
        yield Difference(Verdict.ADDITIVE, (SENDERS,), f"{old.pointer}/required", f"{what} may be left out now")
