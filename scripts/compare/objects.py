"""What schemas say of the properties of objects."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from typing import Any

from scripts.compare.flat import Flat, Node, Part, flattened
from scripts.compare.strings import term_of, word
from scripts.regular.terms import both, other

NAME = "undocumented"


def names(flat: Flat) -> dict[str, Part]:
    """The properties that are named, each by the first schema that names it; those that can never be are none."""
    found: dict[str, Part] = {}
    for part, properties in flat.all("properties"):
        for name in properties if isinstance(properties, Mapping) else ():
            if str(name) not in found and properties[name] is not False:
                found[str(name)] = part.under("properties", name)
    return found


def patterns(flat: Flat) -> dict[str, Part]:
    """The patterns of property names, each by the first schema that has it."""
    found: dict[str, Part] = {}
    for part, properties in flat.all("patternProperties"):
        for pattern in properties if isinstance(properties, Mapping) else ():
            found.setdefault(str(pattern), part.under("patternProperties", pattern))
    return found


def required(flat: Flat) -> dict[str, Part]:
    """The properties that must be there, each by the first schema that says so."""
    found: dict[str, Part] = {}
    for part, listed in flat.all("required"):
        for name in listed if isinstance(listed, list) else ():
            found.setdefault(str(name), part)
    return found


def governing(flat: Flat, name: str) -> Node:
    """What counts for the property ``name``: for each schema its own clause, those of patterns, else the rest's."""
    if name not in flat.governed:
        flat.governed[name] = _governing(flat, name)
    return flat.governed[name]


def _governing(flat: Flat, name: str) -> Node:
    found: list[Part] = []
    for part in flat.parts:
        own: list[Part] = []
        properties = part.value.get("properties")
        if isinstance(properties, Mapping) and name in properties:
            own.append(part.under("properties", name))
        own += [
            part.under("patternProperties", pattern, combined=True)
            for pattern in _mapping(part.value.get("patternProperties"))
            if matches(str(pattern), name)
        ]
        if not own and "additionalProperties" in part.value:
            own.append(part.under("additionalProperties"))
        found += own
    if not found:
        found = [part.under("unevaluatedProperties") for part in flat.parts if "unevaluatedProperties" in part.value]
    return tuple(found)


def governed(flat: Flat, name: str) -> bool:
    """Whether a clause other than ``properties`` speaks of ``name``."""
    return any(part.value is not True and part.value != {} for part in governing(flat, name)) and not any(
        name in _mapping(part.value.get("properties")) for part in flat.parts
    )


def fresh(flat: Flat) -> str:
    """A name that no clause names."""
    taken = {*names(flat), *(str(n) for _, p in flat.all("properties") for n in _mapping(p))}
    listed = patterns(flat)
    for name in (NAME, *(f"{c}{NAME}" for c in "zq0_"), *(NAME[:n] for n in range(1, 9)), "0", "-", "\u00e4"):
        if name not in taken and not any(matches(pattern, name) for pattern in listed):
            return name
    return f"{NAME} {NAME}"


def representatives(patterns_of_both: list[str]) -> list[str]:
    """Names that stand for all names by which patterns match them and which do not."""
    terms = {pattern: term for pattern in patterns_of_both if (term := term_of(pattern)) is not None}
    listed = list(terms)[:4]
    found = []
    for chosen in itertools.product((True, False), repeat=len(listed)):
        if any(chosen):
            parts = [terms[p] if yes else other(terms[p]) for p, yes in zip(listed, chosen, strict=True)]
            found.append(word(both(*parts))[1])
    found += [word(terms[pattern])[1] for pattern in list(terms)[4:]]
    return [name for name in found if name is not None]


def matches(pattern: str, name: str) -> bool:
    """Whether a pattern is found in a name; one that cannot be read is not."""
    try:
        return re.search(pattern, name) is not None
    except (re.error, RecursionError):
        return False


def impossible(node: Node, depth: int = 4) -> bool:
    """Whether it is plain that no value is right."""
    if not node or depth == 0:
        return False
    flat = flattened(node)
    if not flat.kinds or (flat.choices is not None and not flat.choices):
        return True
    demanded = required(flat) if flat.kinds == {"object"} else {}
    return any(impossible(governing(flat, name), depth - 1) for name in demanded)


def _mapping(value: Any) -> Mapping[Any, Any]:
    return value if isinstance(value, Mapping) else {}
