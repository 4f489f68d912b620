"""Hold clients of other languages to the bundle: ``python -m scripts.consumers [LANGUAGE ...] [--dist DIR]``.

Exit codes: 0 every language that was asked for passed; 1 one failed; 2 one could not be run, since a program is
missing, or bad arguments, or a bundle that cannot be written or read.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from pathlib import Path

from scripts.consumers.languages import LANGUAGES
from scripts.consumers.run import Result, SandboxError, left_out, prepared, run, sandbox
from scripts.consumers.table import table
from scripts.publish.__main__ import main as publish


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code is the module's."""
    parser = argparse.ArgumentParser(prog="consumers", description="Hold other languages' clients to the bundle.")
    parser.add_argument("language", nargs="*", choices=[*LANGUAGES, []], help=f"of {', '.join(LANGUAGES)}; all")
    parser.add_argument("--dist", type=Path, help="a bundle that is written already (default: write one)")
    parser.add_argument("--work", type=Path, help="a folder to build in and to keep (default: a temporary one)")
    options = parser.parse_args(arguments)
    chosen = list(dict.fromkeys(options.language or LANGUAGES))
    with contextlib.ExitStack() as stack:
        work = (options.work or Path(stack.enter_context(tempfile.TemporaryDirectory()))).resolve()
        dist = (options.dist or work / "dist").resolve()
        if options.dist is None:
            with contextlib.redirect_stdout(None):
                if publish(["--output", str(dist)]):
                    return 2
        try:
            results = _run(chosen, dist, work)
        except OSError as error:
            print(f"consumers: {error.filename}: {error.strerror}", file=sys.stderr)
            return 2
        except (KeyError, ValueError, TypeError) as error:
            print(f"consumers: {dist} holds no bundle that can be read: {error!r}", file=sys.stderr)
            return 2
        except SandboxError as error:
            print(f"consumers: {error}", file=sys.stderr)
            return 2
    print(table(results))
    return code(results)


def code(results: list[Result]) -> int:
    """The exit code of these results; a failure counts more than what was not run."""
    if any(result.state.startswith("failed") for result in results):
        return 1
    return 2 if any(result.state != "passed" for result in results) else 0


def _run(names: list[str], dist: Path, work: Path) -> list[Result]:
    vectors, path = prepared(dist, work)
    for line in left_out(dist):
        print(f"consumers: {line}", file=sys.stderr)
    results = []
    with sandbox(dist, path) as base_url:
        for name in names:
            results.append(run(LANGUAGES[name], dist, work, base_url, vectors))
            print(f"{name}: {results[-1].state}", file=sys.stderr, flush=True)
    return results


if __name__ == "__main__":
    sys.exit(main())
