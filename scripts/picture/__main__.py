"""Draw a verdict as a terminal shows it: ``python -m scripts.picture [--check]``.

The judge is run on a sandbox of which one field has become text. Exit codes: 0 drawn; 1 (``--check``) the picture is
not what a run shows today; 2 it cannot be drawn.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scripts.document import ROOT, base_path, load
from scripts.sandbox import TOKEN, create_app, serving
from scripts.sandbox.clock import Clock, from_text
from scripts.sandbox.simulation import Simulation

PICTURE = ROOT / ".github" / "verdict.svg"
FAULT, COMMAND = "malformed-field", "tox run -qqe live"
COLUMNS = 96
MOMENT = "2025-04-18T12:00:00Z"
# What differs from run to run, or from machine to machine, and what stands for it.
VARYING = {
    r"http://127\.0\.0\.1:\d+": "http://127.0.0.1:4010",
    r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, [\d.]+ s": "2025-04-18 12:00:00 UTC, 0.7 s",
    r"\(\d+ times\)": "(3 times)",
    r"\([0-9a-f]{12}\)": "(…)",
}
PAINTED = {"violation:": "bad", "verdict:": "bold", "$": "bold"}


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code is the module's."""
    parser = argparse.ArgumentParser(prog="picture", description="Draw the README's picture from a real run.")
    parser.add_argument("--check", action="store_true", help="draw nothing; exit 1 when the picture is not true")
    options = parser.parse_args(arguments)
    try:
        drawn = svg(run())
        if options.check:
            is_true = PICTURE.exists() and PICTURE.read_text(encoding="utf-8") == drawn
            print(f"picture: {'it is what a run shows' if is_true else 'draw it anew: python -m scripts.picture'}")
            return int(not is_true)
        PICTURE.write_text(drawn, encoding="utf-8")
    except OSError as error:
        print(f"picture: {error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    return 0


def run() -> list[str]:
    """The lines that the judge prints of a sandbox that breaks the contract."""
    document = load()
    clock = Clock(from_text(MOMENT), frozen=True)
    app = create_app(document, simulation=Simulation(clock, seed=7), faults=[FAULT])
    with serving(app) as url:
        done = subprocess.run(
            [sys.executable, "-m", "scripts.judge", "live"],
            cwd=ROOT,
            env={**os.environ, "USEAPI_TOKEN": TOKEN, "USEAPI_BASE_URL": url, "COLUMNS": str(COLUMNS)},
            capture_output=True,
            text=True,
            check=False,
        )
    text = done.stdout
    for varying, stands in VARYING.items():
        text = re.sub(varying, stands, text)
    return [f"$ export USEAPI_BASE_URL=http://127.0.0.1:4010{base_path(document)}", f"$ {COMMAND}", *text.splitlines()]


def svg(lines: list[str]) -> str:
    """The lines as a picture of a terminal; what is too long goes on below, as it does there."""
    rows = [
        (part, next((style for start, style in PAINTED.items() if line.startswith(start)), ""))
        for line in lines
        for part in textwrap.wrap(line, COLUMNS, break_on_hyphens=False, subsequent_indent="  ") or [""]
    ]
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("terminal.svg.jinja").render(rows=rows, columns=COLUMNS)


if __name__ == "__main__":
    sys.exit(main())
