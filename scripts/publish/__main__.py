"""Write the bundle for teams in other languages: ``python -m scripts.publish [--output DIR] [--tag TAG]``.

Exit codes: 0 written; 1 the parts of the bundle disagree on the version, or the document says what a part cannot; 2 bad
arguments, or a file that cannot be read, built or written.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from scripts.document import ROOT, DocumentError
from scripts.har import RecordingError
from scripts.publish.bundle import bundle
from scripts.publish.package import PackageError
from scripts.publish.versions import VersionError
from scripts.sandbox_file import JoinError
from scripts.swap import swap


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code is the module's."""
    parser = argparse.ArgumentParser(prog="publish", description="Write the bundle for teams in other languages.")
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="an existing folder is replaced (dist/)")
    parser.add_argument("--tag", help="of the release: it must be the document's version, which CHANGELOG.md has dated")
    options = parser.parse_args(arguments)
    try:
        files = bundle(options.tag)
        write(files, options.output)
    except (DocumentError, VersionError) as error:
        print(f"publish: {error}", file=sys.stderr)
        return 1
    except (JoinError, PackageError, RecordingError) as error:
        print(f"publish: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"publish: {error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    for name in sorted(files):
        print(f"{len(files[name]):9}  {name}")
    return 0


def write(files: dict[str, bytes], output: Path) -> None:
    """Replace the folder ``output`` by one that holds ``files``. Raises OSError."""
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=output.parent) as folder:
        new = Path(folder) / output.name
        for name, content in files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        swap(new, output)


if __name__ == "__main__":
    sys.exit(main())
