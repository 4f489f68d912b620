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
from scripts.output import OutputError, alone, claim, keep
from scripts.publish.bundle import SUMS, bundle
from scripts.publish.package import PackageError
from scripts.publish.versions import VersionError
from scripts.swap import swap

# What no bundle was ever without, by which one is known.
ALWAYS = ("openapi.yaml", "openapi-dereferenced.json", "sandbox.py", "vectors.json")


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code is the module's."""
    parser = argparse.ArgumentParser(prog="publish", description="Write the bundle for teams in other languages.")
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="a bundle in it is replaced (dist/)")
    parser.add_argument("--tag", help="of the release: it must be the document's version, which CHANGELOG.md has dated")
    options = parser.parse_args(arguments)
    try:
        output = claim(options.output, is_bundle)
        files = bundle(options.tag)
        write(files, output)
    except (DocumentError, VersionError) as error:
        print(f"publish: {error}", file=sys.stderr)
        return 1
    except (OutputError, PackageError, RecordingError) as error:
        print(f"publish: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"publish: {error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    for name in sorted(files):
        print(f"{len(files[name]):9}  {name}")
    return 0


def write(files: dict[str, bytes], output: Path) -> None:
    """Put ``files`` into the folder ``output``, in place of the bundle there, if any.

    Raises OSError, and OutputError when ``output`` holds what no former bundle brought there.
    """
    output = claim(output, is_bundle)
    with (
        alone(output, "publish") as prefix,
        tempfile.TemporaryDirectory(prefix=prefix, dir=output.parent) as folder,
    ):
        known = _listed(output)
        keep(output, sorted(path for path in output.rglob("*") if path.is_file() and path not in known))
        new = Path(folder) / output.name
        for name, content in files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        swap(new, output)


def is_bundle(folder: Path) -> bool:
    """Whether ``folder`` holds a bundle that this program wrote."""
    return _listed(folder) >= {folder / name for name in ALWAYS}


def _listed(folder: Path) -> set[Path]:
    try:
        sums = (folder / SUMS).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return set()
    return {folder / SUMS, *(folder / line.partition("  ")[2] for line in sums.splitlines())}


if __name__ == "__main__":
    sys.exit(main())
