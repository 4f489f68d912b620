"""The ``Prefer`` header (RFC 7240), through which a client picks its answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from scripts.sandbox.faults import FAULTS
from scripts.sandbox.messages import Refusal

T = TypeVar("T")

PREFERENCES = {
    "code": "a documented status from 200 to 599, such as code=400",
    "example": "the name of a documented example",
    "dynamic": "true for a random answer that the document allows",
    "seed": "a whole number, which makes dynamic=true give the same answer each time",
    "delay": "seconds to wait before the answer, up to 60",
    "fault": "a way to break the contract; several are parted by spaces, in quotes",
}
MAX_DELAY = 60
_PART = re.compile(r'[,;](?=(?:[^"]*"[^"]*")*[^"]*$)')
_PREFERENCE = re.compile(r'(?P<name>[\w-]+)\s*(?:=\s*(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s",;]*)))?')


@dataclass(frozen=True, slots=True)
class Prefer:
    """What a request asks for; None, or nothing, where it leaves the choice to the sandbox.

    ``applied`` repeats it for the answer's ``Preference-Applied``; ``ignored`` names what the sandbox does not know.
    """

    code: int | None = None
    example: str | None = None
    dynamic: bool = False
    seed: int | None = None
    delay: float = 0
    faults: tuple[str, ...] = ()
    applied: str = ""
    ignored: str = ""


NOTHING = Prefer()


def parse(header: str) -> Prefer:
    """Read a ``Prefer`` header, its preferences parted by commas or semicolons.

    A preference that is none of the sandbox's is ignored, as RFC 7240 has it. Raises Refusal (422) for what does not
    read as one, and for a value that cannot be.
    """
    values: dict[str, str] = {}
    ignored: list[str] = []
    for part in filter(None, map(str.strip, _PART.split(header))):
        match = _PREFERENCE.fullmatch(part)
        if match is None:
            raise Refusal(422, f"Prefer: {part[:80]!r} does not read as name=value")
        name = match["name"].lower()
        if name in PREFERENCES:
            # The first one counts (RFC 7240, section 2).
            values.setdefault(name, match["quoted"] or match["plain"] or "")
        else:
            ignored.append(name[:80])
    return Prefer(
        code=_read(values, "code", "[2-5][0-9]{2}", int),
        example=values.get("example"),
        dynamic=_read(values, "dynamic", "true|false", lambda text: text == "true") or False,
        seed=_read(values, "seed", "[0-9]{1,18}", int),
        delay=_delay(values),
        faults=known_faults(values.get("fault", "").split()),
        applied=", ".join(f'{name}="{value}"' for name, value in values.items()),
        ignored=", ".join(dict.fromkeys(ignored)),
    )


def known_faults(names: list[str]) -> tuple[str, ...]:
    """The names as they are. Raises Refusal (422) for one that is no fault, telling those that are."""
    for name in names:
        if name not in FAULTS:
            raise Refusal(422, f"{name[:80]!r} is no fault of the sandbox's; there is: {', '.join(FAULTS)}")
    return tuple(names)


def _delay(values: dict[str, str]) -> float:
    seconds = _read(values, "delay", r"[0-9]{1,2}(\.[0-9]{1,3})?", float) or 0.0
    if seconds > MAX_DELAY:
        raise Refusal(422, f"Prefer: delay={seconds:g} is over {MAX_DELAY} seconds")
    return seconds


def _read(values: dict[str, str], name: str, pattern: str, convert: Callable[[str], T]) -> T | None:
    text = values.get(name)
    if text is None:
        return None
    if not re.fullmatch(pattern, text):
        raise Refusal(422, f"Prefer: {name}={text[:80]} cannot be; {name} is {PREFERENCES[name]}")
    return convert(text)
