"""Read a file of cases, and say with its line what in it is none."""

from __future__ import annotations

import base64
import binascii
import json
import math
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from scripts.document import DocumentError, line_of, load_yaml, pointer_of
from scripts.har import RecordingError
from scripts.telling import excerpt

SCHEMA = Path(__file__).parent / "schema.json"
BODIES = ("body", "text", "base64")
NAME = re.compile(r"[1-9][0-9]{2}-[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
_LONGEST = 160
Fault = tuple[list[str | int], str]


class CaseError(RecordingError):
    """A file of cases cannot be used; the text is one line with the file, the line in it and the reason."""


def fault(path: Path, steps: list[str | int], reason: str) -> CaseError:
    """The error about what stands in the file at ``path`` under ``steps``."""
    return CaseError(f"{path}:{line_of(path, pointer_of(steps)) or 1}: {reason}")


def read(path: Path) -> dict[str, Any]:
    """What the file at ``path`` says, as its schema has it. Raises CaseError."""
    try:
        said = load_yaml(path)
    except DocumentError as error:
        raise CaseError(str(error)) from None
    except RecursionError:
        raise CaseError(f"{path}: nested too deeply") from None
    for steps, reason in _faults(said):
        raise fault(path, steps, reason)
    found: dict[str, Any] = said
    return found


def content_of(said: Mapping[str, Any]) -> bytes | None:
    """The body of a request or an answer; None when it says nothing of one."""
    if "body" in said:
        return json.dumps(said["body"], ensure_ascii=False, separators=(",", ":")).encode()
    if "text" in said:
        return str(said["text"]).encode()
    return base64.b64decode(said["base64"], validate=True) if "base64" in said else None


@cache
def _schema() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def _faults(said: Any) -> Iterator[Fault]:
    """What is wrong, where: first what is easily mistaken, in words of its own, then whatever the schema finds."""
    yield from _no_json(said, [])
    for kind in ("lawful", "unlawful"):
        named = said.get(kind) if isinstance(said, Mapping) else None
        for name, case in named.items() if isinstance(named, Mapping) else ():
            if not NAME.fullmatch(name):
                yield [kind, name], f"a case is named by its status and its situation, as in 200-empty, not {name!r}"
            if isinstance(case, Mapping):
                yield from _bodies(case, [kind, name])
                yield from _bodies(case.get("request"), [kind, name, "request"])
    yield from _bodies(said.get("request") if isinstance(said, Mapping) else None, ["request"])
    for error in _schema().iter_errors(said):
        yield list(error.instance_path), excerpt(error.message, _LONGEST)


def _bodies(said: Any, steps: list[str | int]) -> Iterator[Fault]:
    if not isinstance(said, Mapping):
        return
    given = [name for name in BODIES if name in said]
    if len(given) > 1:
        yield [*steps, given[1]], f"one of {' and '.join(given)} is the body, not each"
    try:
        content_of(said)
    except (binascii.Error, TypeError, ValueError):
        reason = "this is no base64" if given[0] == "base64" else "half a character: say it in base64"
        yield [*steps, given[0]], reason


def _no_json(said: Any, steps: list[str | int]) -> Iterator[Fault]:
    if isinstance(said, Mapping):
        for key, value in said.items():
            if not isinstance(key, str):
                yield steps, f"the key {key!r} is no text: put it into quotes"
            else:
                yield from _no_json(value, [*steps, key])
    elif isinstance(said, list):
        for index, value in enumerate(said):
            yield from _no_json(value, [*steps, index])
    elif not isinstance(said, str | int | float | bool | None):
        yield steps, f"{type(said).__name__} is nothing that JSON has: put it into quotes"
    elif isinstance(said, float) and not math.isfinite(said):
        yield steps, f"{said} is no number that JSON has: say it as text"
