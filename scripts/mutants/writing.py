"""Write cases as people do, into files that people have written."""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from scripts.mutants.pins import Pin

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_ /.-]*")
HEAD = "# yaml-language-server: $schema=../../scripts/cases/schema.json\n"


def as_yaml(pin: Pin, *, indent: int = 0) -> str:
    """A case as it stands under its part of the file, ready to paste."""
    text = io.StringIO()
    _yaml().dump({pin.name: _flow(pin.case)}, text)
    return textwrap.indent(text.getvalue().rstrip("\n"), " " * indent)


def distinct(pins: Sequence[Pin | None]) -> list[Pin | None]:
    """The same pins, of which no two different ones have one name."""
    taken: dict[tuple[str, str, str], dict[str, Any]] = {}
    found: list[Pin | None] = []
    for pin in pins:
        number, name = 1, pin.name if pin else ""
        while pin and taken.setdefault((pin.operation, pin.kind, name), pin.case) != pin.case:
            number += 1
            name = f"{pin.name}-{number}"
        found.append(replace(pin, name=name) if pin else None)
    return found


def add(folder: Path, pins: Sequence[Pin]) -> None:
    """Add cases to the files of their operations, and leave the rest of each file as it is. Raises OSError."""
    for operation in dict.fromkeys(pin.operation for pin in pins):
        path = folder / "cases" / f"{operation}.yaml"
        lines = (path.read_text(encoding="utf-8") if path.exists() else HEAD).splitlines()
        taken = set(_yaml().load("\n".join(lines)) or {})
        for kind in ("lawful", "unlawful"):
            cases = [pin for pin in pins if (pin.operation, pin.kind) == (operation, kind)]
            if cases and kind not in taken:
                lines += ["", f"{kind}:"]
            at = _end(lines, kind) if cases else 0
            written = {pin.name: as_yaml(pin, indent=2) for pin in cases if f"  {pin.name}:" not in lines}
            lines[at:at] = [line for text in written.values() for line in text.splitlines()]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _end(lines: Sequence[str], kind: str) -> int:
    """Where the last line of a part of the file ends."""
    start = lines.index(f"{kind}:") + 1
    end = next((at for at in range(start, len(lines)) if lines[at][:1] not in {"", " ", "#"}), len(lines))
    while end > start and not lines[end - 1].strip():
        end -= 1
    return end


def _yaml() -> YAML:
    yaml = YAML()
    yaml.width = 10_000
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _flow(case: dict[str, Any]) -> Any:
    """A case in block style whose values are in flow style, as JSON is."""
    yaml = _yaml()
    made: Any = yaml.map()
    for key, value in case.items():
        made[key] = _flowing(yaml, value)
    return made


def _flowing(yaml: YAML, value: Any) -> Any:
    if isinstance(value, dict):
        found = yaml.map()
        for name, inner in value.items():
            found[name] = _flowing(yaml, inner)
        found.fa.set_flow_style()
        return found
    if isinstance(value, list):
        listed = yaml.seq([_flowing(yaml, inner) for inner in value])
        listed.fa.set_flow_style()
        return listed
    # What might be read as a number, a time or a mark is quoted.
    return DoubleQuotedScalarString(value) if isinstance(value, str) and not _PLAIN.fullmatch(value) else value
