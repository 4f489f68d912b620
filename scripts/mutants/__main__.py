"""Change each clause of the document in turn, and say which change no case or recording shows.

``python -m scripts.mutants [--write]``. Exit codes: 0 each clause is pinned; 1 one is not, and the case that would pin
it is printed, or written; 2 a file, or the document, cannot be used. Written is, before these, a case of each
documented answer that has none.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scripts.cases.on_file import FOLDER, on_file
from scripts.document import DOCUMENT, DocumentError, load
from scripts.har import RecordingError
from scripts.mutants.first import first_cases
from scripts.mutants.jury import Jury
from scripts.mutants.mutations import mutants
from scripts.mutants.pins import Pin
from scripts.mutants.score import Score, score
from scripts.mutants.writing import add
from scripts.telling import told


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code is the module's."""
    parser = argparse.ArgumentParser(prog="mutants", description="Say which clauses no case or recording pins.")
    parser.add_argument("--write", action="store_true", help="add the cases that would pin them to cases/")
    parser.add_argument("--document", type=Path, default=DOCUMENT, help="the OpenAPI document (default: openapi.yaml)")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where cases/, recordings/ and violations/ lie")
    options = parser.parse_args(arguments)
    written: list[Pin] = []
    try:
        document = load(options.document)
        if options.write:
            written += _added(options.folder, first_cases(document, options.folder))
        result = _scored(document, options)
        if options.write:
            found = _added(options.folder, result.pins)
            written += found
            # A case that was written may lead to one of a clause for which there was none.
            if 0 < len(found) < len(result.pins):
                written += _added(options.folder, _scored(document, options).pins)
    except (DocumentError, RecordingError, ValueError, OSError) as error:
        print(f"mutants: {told(str(error))}", file=sys.stderr)
        return 2
    lines = [*result.lines()]
    if written:
        lines[-1] += f"; {len(written)} cases are written: run it again"
    print("\n".join(lines))
    return int(bool(result.survivors))


def _added(folder: Path, pins: Sequence[Pin | None]) -> list[Pin]:
    """The cases among ``pins``, added to the files in ``folder``."""
    found = [one for one in pins if one is not None]
    add(folder, found)
    return found


def _scored(document: dict[str, Any], options: argparse.Namespace) -> Score:
    jury = Jury(document, on_file(document, options.folder))
    return score(options.document, jury, mutants(document), options.folder)


if __name__ == "__main__":
    sys.exit(main())
