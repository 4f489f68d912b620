"""Read every case and recording, and say which documented answers have none: ``python -m scripts.cases``.

Exit codes: 0 each documented answer is on file; 1 one is not; 2 a file, or the document, cannot be used.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scripts.cases.on_file import FOLDER, RECORDING, missing, on_file
from scripts.document import DOCUMENT, DocumentError, load
from scripts.har import RecordingError
from scripts.telling import told


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code is the module's."""
    parser = argparse.ArgumentParser(prog="cases", description="Say which documented answers have no case.")
    parser.add_argument("--document", type=Path, default=DOCUMENT, help="the OpenAPI document (default: openapi.yaml)")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where cases/, recordings/ and violations/ lie")
    options = parser.parse_args(arguments)
    try:
        document = load(options.document)
        kept = on_file(document, options.folder)
        lacking = missing(document, kept, options.folder)
    except (DocumentError, RecordingError) as error:
        print(f"cases: {told(str(error))}", file=sys.stderr)
        return 2
    for line in lacking:
        print(line)
    lawful = sum(one.kind == RECORDING for one in kept)
    print(f"cases: {lawful} lawful exchanges and {len(kept) - lawful} violations on file, {len(lacking)} missing")
    return int(bool(lacking))


if __name__ == "__main__":
    sys.exit(main())
