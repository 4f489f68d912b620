"""A text of a format, a pattern and a length."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from random import Random
from typing import Any

import jsonschema_rs

from scripts.making.formats import formatted, words
from scripts.making.gathering import Gathered, Impossible
from scripts.regular.drawing import drawer
from scripts.regular.sampling import sampled
from scripts.regular.syntax import UnsupportedError

_TRIES = 10


def text(asked: Gathered, random: Random, make: Callable[..., Any]) -> str:
    """A text that the clauses allow; ``make`` makes the value that JSON within a text is about.

    Raises Impossible when none is found.
    """
    least, most = asked.least("minLength"), asked.most("maxLength")
    formats, patterns = tuple(map(str, asked.said("format"))), tuple(map(str, asked.said("pattern")))
    validator = text_validator(formats, patterns, least, most)
    candidates = _candidates(asked, random, make, formats, patterns, least, most)
    found = next((one for one in candidates if validator.is_valid(one)), None)
    if found is None:
        raise Impossible
    return found


def _candidates(
    asked: Gathered,
    random: Random,
    make: Callable[..., Any],
    formats: tuple[str, ...],
    patterns: tuple[str, ...],
    least: int,
    most: int | None,
) -> Iterator[str]:
    kinds = [str(kind) for kind in asked.said("contentMediaType")]
    inner = words(random, least)
    if kinds and "json" in kinds[0]:
        inner = json.dumps(make(*(asked.said("contentSchema") or [{}])), ensure_ascii=False)
    if asked.said("contentEncoding"):
        yield base64.b64encode(inner.encode()).decode()
    elif kinds:
        yield inner
    for name in formats:
        for _ in range(_TRIES if patterns else 1):
            yield from formatted(name, random, least)
    if patterns:
        # A pattern that is not understood may still be that of a word.
        with suppress(UnsupportedError):
            yield from (sampled(random.choice(patterns), random) for _ in range(_TRIES))
            draw = drawer(patterns, least, most)
            yield from (one for _ in range(_TRIES) if (one := draw.text(random)) is not None)
    yield inner if most is None else inner[:most]
    yield from (one for examples in asked.said("examples") for one in examples if isinstance(one, str))
    yield "a" * least


@lru_cache(maxsize=1000)
def text_validator(
    formats: tuple[str, ...], patterns: tuple[str, ...], least: int = 0, most: int | None = None
) -> jsonschema_rs.Draft202012Validator:
    """What tells whether a text fits."""
    clauses: list[dict[str, Any]] = [{"format": name} for name in formats]
    clauses += [{"pattern": pattern} for pattern in patterns]
    clauses += [{"minLength": least}, *([] if most is None else [{"maxLength": most}])]
    return jsonschema_rs.Draft202012Validator({"allOf": clauses}, validate_formats=True)
