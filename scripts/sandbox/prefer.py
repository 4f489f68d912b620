"""The ``Prefer`` header (RFC 7240), through which a client picks its answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scripts.sandbox.messages import Refusal

PREFERENCES = {
    "code": "a documented status",
    "example": "the name of a documented example",
}
# Registered ones (RFC 7240, section 4) which a client may send to any server, and which a server may ignore.
IGNORED = ("respond-async", "return", "wait", "handling")
_PREFERENCE = re.compile(r'\s*(?P<name>[\w-]+)\s*(?:=\s*(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s",;]*)))?\s*')


@dataclass(frozen=True, slots=True)
class Prefer:
    """What a request asks for; None where it leaves the choice to the sandbox."""

    code: int | None = None
    example: str | None = None


def parse(header: str) -> Prefer:
    """Read a ``Prefer`` header, its preferences parted by commas or semicolons.

    Raises Refusal (422) for what is no preference of the sandbox's, telling those that are.
    """
    values: dict[str, str] = {}
    for part in re.split(r'[,;](?=(?:[^"]*"[^"]*")*[^"]*$)', header):
        match = _PREFERENCE.fullmatch(part)
        if match is None:
            if part.strip():
                raise Refusal(422, f"Prefer: {part.strip()[:80]!r} does not read as name=value")
            continue
        name = match["name"].lower()
        if name not in PREFERENCES:
            if name in IGNORED:
                continue
            known = "; ".join(f"{known} ({meaning})" for known, meaning in PREFERENCES.items())
            raise Refusal(422, f"Prefer: {name[:80]!r} is no preference of the sandbox; there is: {known}")
        # The first one counts (RFC 7240, section 2).
        values.setdefault(name, match["quoted"] or match["plain"] or "")
    return Prefer(code=_status(values.get("code")), example=values.get("example"))


def _status(text: str | None) -> int | None:
    if text is None:
        return None
    if not re.fullmatch("[1-9][0-9]{2}", text):
        raise Refusal(422, f"Prefer: code={text[:80]} is no HTTP status; write one with three digits, such as code=200")
    return int(text)
