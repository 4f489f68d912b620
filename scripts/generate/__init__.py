"""Write the typed client from openapi.yaml: ``python -m scripts.generate [--document F] [--output DIR] [--check]``.

Exit codes: 0 done, or nothing to do; 2 the document cannot be generated from; 4 (``--check``) the tree has drifted, or
an option is wrong, such as an ``--output`` that holds what was not written here.
An error or a kill at any moment leaves the old tree whole.
"""

from __future__ import annotations

import argparse
import difflib
import keyword
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import NoReturn

from scripts.document import DOCUMENT, ROOT, DocumentError
from scripts.generate.plan import Plan, plan
from scripts.generate.proving import prove
from scripts.generate.source import Source
from scripts.generate.validity import faults
from scripts.generate.writing import render
from scripts.output import OutputError, alone, claim, keep
from scripts.swap import swap

PACKAGE = ROOT / "generated" / "kling_scheduler"
REMEDY = "tox run -e generate"
# How every file of every release of this program begins.
MARK = b"# Written from openapi.yaml by scripts/generate"
HEADER = f"# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `{REMEDY}`.\n"

# What the surrounding project configures must not change the output.
RUFF = [sys.executable, "-I", "-m", "ruff"]
RUFF_PASSES = (
    ["check", "--quiet", "--isolated", "--no-cache", "--fix-only", "--extend-select=I"],
    ["format", "--quiet", "--isolated", "--no-cache", "--target-version=py311", "--line-length=120"],
)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code is the module's."""
    parser = _Parser(prog="generate", description="Write the typed client from an OpenAPI document.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 4 with a diff on drift")
    parser.add_argument("--document", type=Path, default=DOCUMENT, help="the OpenAPI document (default: openapi.yaml)")
    parser.add_argument("--output", type=Path, default=PACKAGE, help="the package's folder (default: %(default)s)")
    options = parser.parse_args(arguments)
    document, output = options.document.resolve(), options.output.resolve()
    try:
        if options.check:
            return check(document, output)
        generate(document, claim(_importable(options.output), is_written_here))
    except OutputError as error:
        print(f"generate: {error}", file=sys.stderr)
        return 4
    except DocumentError as error:
        print(f"generate: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"generate: {error.filename or output}: {error.strerror}", file=sys.stderr)
        return 2
    except Exception as error:
        # Whatever the document holds, who reads this is told in one line.
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        print(f"generate: {document}: a fault of the generator: {reason}", file=sys.stderr)
        return 2
    print(f"generate: {_shown(output)} is written from {_shown(document)}")
    return 0


def generate(document: Path, output: Path) -> None:
    """Replace the package at ``output``, in one step, by what ``document`` gives.

    Runs beside each other take turns. Raises, with ``output`` as it was, DocumentError when the document cannot be
    generated from and OutputError when ``output`` holds what was not written here.
    """
    with (
        alone(output, "generate") as prefix,
        tempfile.TemporaryDirectory(prefix=prefix, dir=output.parent) as beside,
    ):
        claim(output, is_written_here)
        fresh = Path(beside) / output.name
        build(document, fresh)
        keep(output, [path for path in _files(output) if _is_stray(path, fresh / path.relative_to(output))])
        swap(fresh, output)


def is_written_here(folder: Path) -> bool:
    """Whether ``folder`` is a package that this program wrote."""
    return _begins(folder / "__init__.py", MARK)


def _is_stray(old: Path, fresh: Path) -> bool:
    ours = any(_begins(old, mark) for mark in (MARK, b"<!-- " + MARK[2:]))
    return not fresh.is_file() and old.stat().st_size > 0 and not ours


def _begins(path: Path, mark: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(mark)) == mark
    except OSError:
        return False


def check(document: Path, output: Path) -> int:
    """Compare ``output`` with what ``document`` gives, writing nothing near it; print the diff. 0 same, 4 drifted."""
    with tempfile.TemporaryDirectory() as elsewhere:
        fresh = Path(elsewhere) / output.name
        build(document, fresh)
        difference = diff(output, fresh)
    if not difference:
        print(f"generate: {_shown(output)} is what {_shown(document)} gives")
        return 0
    sys.stdout.writelines(difference)
    print(f"generate: {_shown(output)} is not what {_shown(document)} gives; repair it with: {REMEDY}", file=sys.stderr)
    return 4


def build(document: Path, target: Path) -> None:
    """Write the finished package into the new folder ``target``, and prove it. Raises DocumentError."""
    source = Source(document)
    planned = survey(source)
    render(planned, target)
    for arguments in RUFF_PASSES:
        ruff = subprocess.run([*RUFF, *arguments, str(target)], capture_output=True, text=True, check=False)
        if ruff.returncode:
            reason = " ".join((ruff.stderr or ruff.stdout).replace(str(target), target.name).split())
            raise DocumentError(f"{document}: a fault of the generator: its code cannot be formatted: {reason[:300]}")
    for path in _files(target):
        header = f"<!-- {HEADER[2:].strip()} -->\n" if path.suffix == ".md" else HEADER
        path.write_text(header + path.read_text(encoding="utf-8"), encoding="utf-8")
    prove(source, planned, target)


def survey(source: Source) -> Plan:
    """The plan of a valid document. Raises DocumentError."""
    fault = faults(source)
    if fault is not None and " #: " not in str(fault):
        raise fault
    try:
        planned = plan(source)
    except DocumentError:
        # It tells a place.
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        raise fault or source.fault("", f"a fault of the generator: {reason}") from None
    if fault is not None:
        raise fault
    return planned


def diff(old: Path, new: Path) -> list[str]:
    """The unified diff from the tree ``old`` to the tree ``new``, its lines ready to print."""
    lines: list[str] = []
    for name in sorted({str(path.relative_to(tree)) for tree in (old, new) for path in _files(tree)}):
        before, after = (_lines(tree / name) for tree in (old, new))
        if before is None or after is None or before != after:
            change = list(difflib.unified_diff(before or [], after or [], f"a/{name}", f"b/{name}"))
            lines += change or [f"{'only in the tree' if after is None else 'missing'}: {name}\n"]
    return lines


def _lines(path: Path) -> list[str] | None:
    if not path.is_file():
        return None
    return [line.rstrip("\n") + "\n" for line in path.read_text("utf-8", "backslashreplace").splitlines(keepends=True)]


def _files(tree: Path) -> list[Path]:
    # Interpreters leave their caches beside the code they run.
    return sorted(path for path in tree.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _importable(output: Path) -> Path:
    name = output.resolve().name
    if not name.isidentifier() or keyword.iskeyword(name) or unicodedata.normalize("NFKC", name) != name:
        raise OutputError(f"{output}: {name!r} is no name that Python can import")
    return output


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(4, f"{self.prog}: {message}\n")
