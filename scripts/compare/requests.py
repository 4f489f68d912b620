"""What a change of the documented requests means for those who send them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scripts.compare.difference import SENDERS, Difference
from scripts.compare.media import compare_content
from scripts.compare.node import Node
from scripts.compare.schemas import Schemas
from scripts.compare.spelled import Parameters, spelled_out
from scripts.compare.wording import difference, retired
from scripts.compare.writing import exploded, style_of, styles_differ

# OpenAPI 3.1 says that a parameter of such a name is ignored.
IGNORED = {"accept", "content-type", "authorization"}


def compare_requests(
    old: Node, new: Node, items: tuple[Node, Node], names: Mapping[str, str], schemas: Schemas
) -> Iterator[Difference]:
    """How the parameters and the body of one operation differ.

    ``old`` and ``new`` are the operation, ``items`` the path items that hold it, and ``names`` the new names of the
    old path's parameters.
    """
    given = parameters(items[0], old, names), parameters(items[1], new, {})
    before, after = spelled_out(*given, schemas, 0), spelled_out(*given[::-1], schemas, 1)
    for side, whole, taken in (("old", given[0], before), ("new", given[1], after)):
        for key in (key for key in whole if key not in taken):
            sentence = f"query parameter {key[1]} and its properties apart are the same query"
            yield difference("put-otherwise", SENDERS, sentence, **{side: whole[key].place})
    for key, node in before.items():
        if key in after:
            yield from _parameter(node, after[key], schemas)
        else:
            gone = f"{key[0]} parameter {node.says('name')} is gone: whoever sends it says nothing by it"
            sentence = gone + retired(node.value)
            yield difference("parameter-removed", SENDERS, sentence, old=node.place)
    for key, node in after.items():
        if key not in before:
            must = node.says("required", False)
            sentence = f"{key[0]} parameter {node.says('name')} is new" + (" and must be sent" if must else "")
            rule = "parameter-added-demanded" if must else "parameter-added"
            yield difference(rule, SENDERS, sentence, new=node.place)
    yield from _body(old, new, schemas)


def parameters(item: Node, operation: Node, names: Mapping[str, str]) -> Parameters:
    """The parameters in force, by where they stand and their name; the operation's own come last, and count."""
    found: Parameters = {}
    for node in [*item.list("parameters"), *operation.list("parameters")]:
        place, name = str(node.says("in")), str(node.says("name"))
        if place == "header" and name.lower() in IGNORED:
            continue
        name = names.get(name, name) if place == "path" else name
        found[place, name.lower() if place == "header" else name] = node
    return found


def _parameter(old: Node, new: Node, schemas: Schemas) -> Iterator[Difference]:
    name = new.says("name")
    yield from _required(old, new, f"parameter {name}")
    otherwise = "form" if new.says("in") in {"query", "cookie"} else "simple"
    if styles_differ(old, new, otherwise, schemas):
        key = "style" if style_of(old, otherwise) != style_of(new, otherwise) else "explode"
        sentence = f"{key} of parameter {name} changed: its value is written in another way"
        yield difference("parameter-style-changed", SENDERS, sentence, new=f"{new.pointer}/{key}")
    for key in ("allowReserved", "allowEmptyValue"):
        before, after = bool(old.says(key, False)), bool(new.says(key, False))
        if before != after and new.says("in") == "query":
            rule = f"parameter-writing-{'widened' if after else 'narrowed'}"
            sentence = f"{key} of parameter {name} is {'true' if after else 'false'} now"
            place = new if after or key in new.value else old
            side = {"new": f"{new.pointer}/{key}"} if place is new else {"old": f"{old.pointer}/{key}"}
            yield difference(rule, SENDERS, sentence, **side)
    if bool(old.says("deprecated")) != bool(new.says("deprecated")):
        state = "set" if new.says("deprecated") else "cleared"
        sentence = f"the parameter is {'deprecated now' if state == 'set' else 'no longer deprecated'}"
        yield difference(f"deprecated-{state}", SENDERS, sentence, new=f"{new.pointer}/deprecated")
    yield from compare_content(old, new, SENDERS, schemas)
    wire = "exploded" if exploded(new, otherwise) and otherwise == "form" else "text"
    yield from schemas.compare(old.get("schema"), new.get("schema"), SENDERS, wire)


def _body(old: Node, new: Node, schemas: Schemas) -> Iterator[Difference]:
    before, after = old.get("requestBody"), new.get("requestBody")
    if before is not None and after is not None:
        yield from _required(before, after, "the body", "body")
        yield from compare_content(before, after, SENDERS, schemas)
    elif before is not None:
        yield difference("body-removed", SENDERS, "the request has no body any more", old=before.place)
    elif after is not None:
        must = after.says("required", False)
        sentence = "the request has a body now" + (", which must be sent" if must else "")
        yield difference("body-added-demanded" if must else "body-added", SENDERS, sentence, new=after.place)


def _required(old: Node, new: Node, what: str, rule: str = "parameter") -> Iterator[Difference]:
    before, after = old.says("required", False), new.says("required", False)
    if after and not before:
        yield difference(f"{rule}-demanded", SENDERS, f"{what} must be sent now", new=f"{new.pointer}/required")
    if before and not after:
        sentence = f"{what} may be left out now"
        place = {"new": f"{new.pointer}/required"} if "required" in new.value else {}
        yield difference(f"{rule}-optional", SENDERS, sentence, old=f"{old.pointer}/required", **place)
