"""Change our own code and see whether a test notices: ``python -m scripts.survivors [--seed N] [--changes N]``.

cosmic-ray makes a sample of changes in the judge, in compare and in the recorder, one at a time, in a copy. Exit codes:
0 as large a share as was asked for is noticed; 1 it is not; 2 the tests fail without any change.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.work_item import TestOutcome

from scripts.document import ROOT
from scripts.survivors.sample import sample

# What a wrong verdict or a lost answer would come from, and the tests that hold it.
PACKAGES = {
    "scripts/compare": ("compare",),
    "scripts/judge": ("judge", "har", "page", "broken"),
    "scripts/record": ("record", "redaction"),
}
# What is installed or made in a working tree.
MADE = (".git", ".venv*", ".tox", ".*_cache", ".hypothesis", "__pycache__", "node_modules", "dist", ".coverage*")
# Loaded by each Python that the tests start: code that was changed must reach no service.
GUARD = '''"""Connections to this machine alone."""
import sys


def guard(event, arguments):
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host = str(arguments[1][0])
        if not (host.startswith("127.") or host in ("::1", "localhost", "0.0.0.0", "::")):
            raise OSError(f"{host} is another machine")


sys.addaudithook(guard)
'''
LEAST = 0.75
LIMIT = 600


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code is the module's."""
    parser = argparse.ArgumentParser(prog="survivors", description="Change our own code: does a test notice?")
    parser.add_argument("package", nargs="*", choices=[*PACKAGES, []], help=f"of {', '.join(PACKAGES)}; all")
    parser.add_argument("--seed", type=int, default=0, help="which changes are drawn (%(default)s)")
    parser.add_argument("--changes", type=int, default=8, help="how many in each package (%(default)s)")
    parser.add_argument("--least", type=float, default=LEAST, help="the share that must be noticed (%(default)s)")
    options = parser.parse_args(arguments)
    noticed, tried = 0, 0
    with tempfile.TemporaryDirectory(prefix="survivors-") as temporary, contextlib.chdir(temporary):
        copy(Path(temporary))
        for package in options.package or PACKAGES:
            command = tests(package)
            if subprocess.run(shlex.split(command), capture_output=True, check=False).returncode:
                print(f"survivors: these tests fail without any change: {command}", file=sys.stderr)
                return 2
            for item in sample(Path(package), options.changes, options.seed):
                result = mutate_and_test(item.mutations, command, LIMIT)
                tried += 1
                noticed += result.test_outcome != TestOutcome.SURVIVED
                if result.test_outcome == TestOutcome.SURVIVED:
                    print(result.diff, flush=True)
    share = noticed / tried if tried else 1.0
    print(f"{noticed} of {tried} changes were noticed ({share:.0%}, seed {options.seed})")
    return 0 if share >= options.least else 1


def copy(folder: Path) -> None:
    """Put the repository's files, as they stand now, into a folder, without what was installed or built there."""
    made = shutil.ignore_patterns(*MADE)
    shutil.copytree(ROOT, folder, ignore=made, dirs_exist_ok=True)
    (folder / "sitecustomize.py").write_text(GUARD, encoding="utf-8")


def tests(package: str) -> str:
    """The command that runs the tests of a package in this folder, up to the first that fails."""
    folders = [f"contract_tests/{name}" for name in PACKAGES[package]]
    workers = ["--numprocesses", str(os.cpu_count() or 1), "--maxfail", "1", "-p", "no:cacheprovider"]
    environment = ["env", f"PYTHONPATH={Path.cwd()}:{Path.cwd() / 'generated'}"]
    return shlex.join([*environment, sys.executable, "-m", "pytest", "-q", "-m", "not extended", *workers, *folders])


if __name__ == "__main__":
    sys.exit(main())
