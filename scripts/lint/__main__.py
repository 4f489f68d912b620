"""Lint openapi.yaml with Spectral and Redocly: ``python -m scripts.lint [DOCUMENT]``.

Each linter must find nothing in the document, and must find each defect that is planted in a copy of it. Exit codes:
0 clean; 1 a finding, or a planted defect that nobody noticed; 2 a linter or the document cannot be read.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scripts.document import DOCUMENT, DocumentError, load
from scripts.lint.defects import DEFECTS

HERE = Path(__file__).parent
PROGRAMS = HERE / "node_modules" / ".bin"
LINTERS = {
    "spectral": ["lint", "--quiet", "--fail-severity=hint", f"--ruleset={HERE / 'spectral.yaml'}"],
    "redocly": ["lint", f"--config={HERE / 'redocly.yaml'}"],
}
# Neither may report anywhere, nor look for a newer version of itself.
ENVIRONMENT = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code is the module's."""
    parser = argparse.ArgumentParser(prog="lint", description="Lint an OpenAPI document with Spectral and Redocly.")
    parser.add_argument("document", type=Path, nargs="?", default=DOCUMENT, help="default: openapi.yaml")
    path = parser.parse_args(arguments).document
    try:
        document = load(path)
        return max(_clean(path), _bites(document))
    except DocumentError as error:
        print(f"lint: {error}", file=sys.stderr)
    except subprocess.TimeoutExpired as error:
        print(f"lint: {Path(error.cmd[0]).name} did not end within {error.timeout:.0f} s", file=sys.stderr)
    except FileNotFoundError:
        print("lint: Spectral and Redocly are not installed; run this with: tox run -e linters", file=sys.stderr)
    return 2


def _clean(path: Path) -> int:
    """Return 1, with what the linters say, when one has a finding in the document."""
    worst = 0
    for linter in LINTERS:
        code, said = _lint(linter, path)
        print(f"{linter}: {path.name}: {'no finding' if code == 0 else said}")
        worst = max(worst, min(code, 1))
    return worst


def _bites(document: dict[str, Any]) -> int:
    """Return 1 when a linter overlooks a defect that it is there to find."""
    worst = 0
    for defect, (plant, found_by) in DEFECTS.items():
        for linter, rule in found_by.items():
            noticed = rule in _lint_planted(linter, document, plant)
            print(f"{linter}: {defect}: {'found' if noticed else 'NOT FOUND'} ({rule})")
            worst = max(worst, int(not noticed))
    return worst


def _lint_planted(linter: str, document: dict[str, Any], plant: Callable[[dict[str, Any]], None]) -> str:
    broken = json.loads(json.dumps(document))
    plant(broken)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "openapi.json"
        path.write_text(json.dumps(broken), encoding="utf-8")
        return _lint(linter, path)[1]


def _lint(linter: str, path: Path) -> tuple[int, str]:
    result = subprocess.run(
        [PROGRAMS / linter, *LINTERS[linter], path],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **ENVIRONMENT},
        check=False,
        timeout=120,
    )
    return result.returncode, result.stdout + result.stderr


if __name__ == "__main__":
    sys.exit(main())
