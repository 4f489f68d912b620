# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""Show results on a terminal or for other programs."""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from shutil import get_terminal_size
from typing import Any

from msgspec import UNSET, DecodeError
from msgspec.json import format
from msgspec.structs import fields

from ._answer import is_array
from .types import Model, dump, wire_name

CLEAR = "\x1b[H\x1b[2J"
END = "  Ctrl-C ends"
# Blanks between columns.
GAP = 2


class Screen:
    """Standard output, which shows a table to people and JSON to programs."""

    def __init__(self, *, as_json: bool) -> None:
        """Write JSON when ``as_json``, else tables."""
        self._as_json = as_json
        self._last: object = UNSET

    def show(self, result: object, lines: int | None = None) -> None:
        """Write ``result`` once, a table in at most so many ``lines``."""
        if self._as_json or not _is_table(result):
            written = dump(result)
            # What holds half a character cannot be laid out.
            with suppress(DecodeError):
                written = format(written, indent=2)
            print(_printable(written.decode()), flush=True)
        else:
            _table(_models(result), lines)

    def refresh(self, result: object, note: str = "") -> None:
        """Put ``result`` in the place of the one before; as JSON, write it as one more line."""
        if self._as_json:
            print(_printable(dump(result).decode()), flush=True)
            return
        before, self._last = self._last, result
        sys.stdout.write(CLEAR)
        if result is not UNSET:
            self.show(result, lines=get_terminal_size().lines - 2)
        self._tell(note or _change(before, result))

    def note(self, text: str) -> None:
        """Tell of a failed attempt, next to the last result."""
        if self._as_json:
            print(text, file=sys.stderr, flush=True)
        else:
            self.refresh(self._last, text)

    def _tell(self, text: str) -> None:
        line = f"{datetime.datetime.now():%H:%M:%S}  {text}"
        print(line[: get_terminal_size().columns - len(END)].rstrip() + END, flush=True)


def names_of(result: object) -> list[str]:
    """What the listed items are called: their first field as it is shown."""
    return [_cell(one, *_columns([one])[0]) for one in _models(result) if _columns([one])]


def _change(before: object, now: object) -> str:
    """How many are listed, and which came and went; how many of them where there is no room for all."""
    if not _is_table(now):
        return ""
    listed = names_of(now)
    told = f"{len(listed)} listed"
    if before is UNSET:
        return told
    known = names_of(before)
    moves = [("came", _beyond(listed, known)), ("went", _beyond(known, listed))]
    named = "; ".join([told, *(f"{word}: {', '.join(names)}" for word, names in moves if names)])
    # The time of day stands before it.
    if len("00:00:00  ") + len(named) + len(END) <= get_terminal_size().columns:
        return named
    return "; ".join([told, *(f"{len(names)} {word}" for word, names in moves if names)])


def _beyond(some: Sequence[str], others: Sequence[str]) -> list[str]:
    known = set(others)
    return [one for one in some if one not in known]


def _printable(text: str) -> str:
    """JSON in which nothing steers a terminal: such characters are escaped, which changes no value."""
    return re.sub(r"[^\n\x20-\x7e]", lambda found: found[0] if found[0].isprintable() else _escaped(found[0]), text)


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def _is_table(result: object) -> bool:
    return isinstance(result, Model) or (is_array(result) and all(isinstance(item, Model) for item in result))


def _models(result: object) -> Sequence[Model]:
    items = result if is_array(result) else [result]
    return [item for item in items if isinstance(item, Model)]


def _columns(models: Sequence[Model]) -> list[tuple[str, str]]:
    # Something malformed or unknown makes a subclass, whose further fields are no columns.
    named = {
        wire_name(field.encode_name): field.name
        for model in models
        for field in fields(model)
        if field.name not in ("raw_", "unknown_")
    }
    return list(named.items())


def _table(models: Sequence[Model], lines: int | None) -> None:
    if not models:
        print("nothing to list")
        return
    shown = models if lines is None or len(models) < lines else models[: max(1, lines - 2)]
    columns = {wire: [wire, *(_cell(model, wire, name) for model in shown)] for wire, name in _columns(models)}
    moments = {wire for wire, name in _columns(models) if any(_is_moment(model, name) for model in shown)}
    width, left = get_terminal_size().columns, list(columns)
    # Nothing is cut: as long as there is too little room, what takes most of it goes. What things are called stays, and a
    # moment tells more than a text of its length.
    while len(left) > 1 and sum(_width(columns[wire]) + GAP for wire in left) - GAP > width:
        left.remove(max(reversed(left[1:]), key=lambda wire: _width(columns[wire]) / (2 if wire in moments else 1)))
    rows = list(zip(*(columns[wire] for wire in left), strict=True))
    try:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text
    except ImportError:
        _plain(rows)
    else:
        table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, GAP, 0, 0))
        for name in rows[0]:
            table.add_column(name, no_wrap=True, overflow="ignore")
        for row in rows[1:]:
            table.add_row(*map(Text, row))
        Console(width=max(width, sum(_width(columns[wire]) + GAP for wire in left))).print(table)
    gone = [wire for wire in columns if wire not in left]
    if len(shown) < len(models):
        print(f"and {len(models) - len(shown)} more")
    if gone:
        print(f"no room for {', '.join(gone)}"[:width])


def _is_moment(model: Model, name: str) -> bool:
    return isinstance(getattr(model, name, None), datetime.datetime)


def _width(column: Sequence[str]) -> int:
    return max(map(len, column))


def _plain(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print((" " * GAP).join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _cell(model: Model, wire: str, name: str) -> str:
    if wire in model.malformed:
        text = f"malformed: {model.malformed[wire]}"
    else:
        value: Any = getattr(model, name)
        if value is UNSET:
            return ""
        if isinstance(value, datetime.datetime):
            with suppress(OverflowError, ValueError, OSError):
                return f"{value.astimezone():%Y-%m-%d %H:%M:%S}"
        text = value if isinstance(value, str) else dump(value).decode().strip('"')
    # Nothing that the service sends may steer the terminal.
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
