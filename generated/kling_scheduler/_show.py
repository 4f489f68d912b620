# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""Show results on a terminal or for other programs."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from msgspec import UNSET, DecodeError
from msgspec.json import format
from msgspec.structs import fields

from ._answer import is_array
from .types import Model, dump, wire_name

CLEAR = "\x1b[H\x1b[2J"


class Screen:
    """Standard output, which shows a table to people and JSON to programs."""

    def __init__(self, *, as_json: bool) -> None:
        """Write JSON when ``as_json``, else tables."""
        self._as_json = as_json
        self._last: object = UNSET

    def show(self, result: object) -> None:
        """Write ``result`` once."""
        if self._as_json or not _is_table(result):
            written = dump(result)
            # What holds half a character cannot be laid out.
            with suppress(DecodeError):
                written = format(written, indent=2)
            print(written.decode(), flush=True)
        else:
            _table(_models(result))

    def refresh(self, result: object, note: str = "") -> None:
        """Put ``result`` in the place of the one before; as JSON, write it as one more line."""
        self._last = result
        if self._as_json:
            print(dump(result).decode(), flush=True)
            return
        sys.stdout.write(CLEAR)
        if result is not UNSET:
            self.show(result)
        print(f"{datetime.datetime.now():%H:%M:%S} {note}".rstrip(), flush=True)

    def note(self, text: str) -> None:
        """Tell of a failed attempt, next to the last result."""
        if self._as_json:
            print(text, file=sys.stderr, flush=True)
        else:
            self.refresh(self._last, text)


def _is_table(result: object) -> bool:
    return isinstance(result, Model) or (is_array(result) and all(isinstance(item, Model) for item in result))


def _models(result: object) -> Sequence[Model]:
    items = result if is_array(result) else [result]
    return [item for item in items if isinstance(item, Model)]


def _table(models: Sequence[Model]) -> None:
    if not models:
        print("nothing to list")
        return
    # Something malformed makes a subclass, whose further field is no column.
    named = {
        wire_name(field.encode_name): field.name
        for model in models
        for field in fields(model)
        if field.name not in ("raw_", "unknown_")
    }
    rows = [[_cell(model, wire, name) for wire, name in named.items()] for model in models]
    try:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text
    except ImportError:
        _plain([list(named), *rows])
        return
    table = Table(*named, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*map(Text, row))
    Console().print(table)


def _plain(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _cell(model: Model, wire: str, name: str) -> str:
    if wire in model.malformed:
        text = f"malformed: {model.malformed[wire]}"
    else:
        value: Any = getattr(model, name)
        if value is UNSET:
            return ""
        text = value if isinstance(value, str) else dump(value).decode().strip('"')
    # Nothing that the service sends may steer the terminal.
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
