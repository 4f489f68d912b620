"""The styles of parameters (OpenAPI 3.1, "Style Values"): what a text may stand for, before it has types."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from scripts.sandbox.sent import Pairs

# A text, a list of texts, or a mapping of either.
Untyped = Any
Decode = Callable[[str], str]

# What parts the items, sent as it is or encoded: generated clients encode what RFC 6570 leaves as it is.
SEPARATORS = {"spaceDelimited": "%20|\\+| ", "pipeDelimited": r"\||%7[Cc]"}
COMMA = ",|%2[Cc]"
USUAL = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}


def readings(name: str, style: str, pairs: Pairs, known: set[str], decode: Decode, *, explode: bool) -> list[Untyped]:
    """Whatever the parameter may have been sent as; none where it was not sent.

    ``pairs`` are all that was sent in its place, of which those with ``known`` names belong to parameters.
    """
    values = [value for key, value in pairs if key == name]
    if style == "deepObject":
        deep = _deep(name, pairs, decode)
        return [deep] if deep else []
    found: list[Untyped] = []
    for value in values[:1]:
        if style == "label":
            found += _prefixed(value, r"\.", decode, explode=explode) if value.startswith(".") else []
        elif style == "matrix":
            found += _matrix(name, value, decode, explode=explode) if value.startswith(";") else []
        elif style == "simple":
            found += _listed(value, COMMA, decode, explode=explode)
        else:
            found += _form(values, SEPARATORS.get(style, COMMA), decode, explode=explode)
    if style == "form" and explode and (spread := _spread(pairs, known, decode)):
        found.append(spread)
    return found


def _form(values: Sequence[str], separator: str, decode: Decode, *, explode: bool) -> list[Untyped]:
    texts = [decode(value) for value in values]
    if explode or len(values) > 1:
        return [texts] if len(texts) > 1 else [texts[0], texts]
    return _listed(values[0], separator, decode, explode=False)


def _listed(value: str, separator: str, decode: Decode, *, explode: bool) -> list[Untyped]:
    """A text; the items between separators; an object of them."""
    parts = [decode(part).strip() if separator is COMMA else decode(part) for part in re.split(separator, value)]
    found: list[Untyped] = [decode(value), parts if value else []]
    if explode and all("=" in part for part in parts):
        found.append({key: text for key, _, text in (part.partition("=") for part in parts)})
    elif not explode and len(parts) % 2 == 0:
        found.append(dict(zip(parts[::2], parts[1::2], strict=True)))
    return found


def _prefixed(value: str, separator: str, decode: Decode, *, explode: bool) -> list[Untyped]:
    inner = value[1:]
    # Version 3.0 of the specification parts an array that is not exploded by dots, later ones by commas.
    apart = _listed(inner, separator, decode, explode=explode)
    return apart if explode else [*apart, *_listed(inner, COMMA, decode, explode=False)]


def _matrix(name: str, value: str, decode: Decode, *, explode: bool) -> list[Untyped]:
    parts = [(decode(key), text) for key, _, text in (part.partition("=") for part in value[1:].split(";"))]
    own = [text for key, text in parts if key == name]
    if not explode:
        return _listed(own[0], COMMA, decode, explode=False) if own else []
    texts = [decode(text) for text in own]
    found: list[Untyped] = [texts[0], texts] if len(texts) == 1 else [texts] if texts else []
    return [*found, {key: decode(text) for key, text in parts}]


def _deep(name: str, pairs: Pairs, decode: Decode) -> dict[str, Untyped]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        if match := re.fullmatch(re.escape(name) + r"\[([^\[\]]*)\](\[[0-9]*\])?", key):
            found.setdefault(match[1], []).append(decode(value))
    return {key: values[0] if len(values) == 1 else values for key, values in found.items()}


def _spread(pairs: Pairs, known: set[str], decode: Decode) -> dict[str, Untyped]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        if key not in known:
            found.setdefault(key, []).append(decode(value))
    return {key: values[0] if len(values) == 1 else values for key, values in found.items()}
