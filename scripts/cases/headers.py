"""Headers that go without saying, and what a case says instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

JSON = "application/json; charset=utf-8"


def media_type(content: Mapping[str, Any]) -> str | None:
    """The Content-Type of a body of which the document says ``content``.

    JSON's when it says nothing; None when it names several or a range, so that a case must say which.
    """
    if not content:
        return JSON
    name = next((one for one in content if one.startswith("application/json")), next(iter(content)))
    if "*" in name or (len(content) > 1 and not name.startswith("application/json")):
        return None
    textual = name.startswith("text/") or name.endswith(("/json", "+json"))
    return f"{name}; charset=utf-8" if textual and ";" not in name else name


def merged(plain: list[tuple[str, str]], said: Mapping[str, Any]) -> list[tuple[str, str]]:
    """``plain`` with what is ``said``: other values in place, null for a header that is left out, more at the end."""
    given = {name.lower(): (name, value) for name, value in said.items()}
    found: list[tuple[str, str]] = []
    for name, value in plain:
        found += _each(*given.pop(name.lower(), (name, value)))
    return found + [pair for name, value in given.values() for pair in _each(name, value)]


def says(said: Mapping[str, Any], name: str) -> bool:
    """Whether a case's headers say anything of the one of that name, given in lower case."""
    return name in {one.lower() for one in said.get("headers", {})}


def _each(name: str, value: Any) -> list[tuple[str, str]]:
    values = value if isinstance(value, list) else [] if value is None else [value]
    return [(name, str(one)) for one in values]
