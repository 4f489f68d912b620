"""Hold clients to the bundle: ``python -m scripts.consumers [LANGUAGE ...] [--dist DIR] [--write]``.

What each client notices is held to contract_tests/consumers/facts.json, which ``--write`` brings up to date.

Exit codes: 0 every language that was asked for passed; 1 one failed, or notices other than is on file; 2 one could not
be run, since a program is missing, or bad arguments, or a bundle or facts that cannot be written or read.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import tempfile
from pathlib import Path

from scripts.consumers import facts
from scripts.consumers.judging import Vector
from scripts.consumers.languages import LANGUAGES
from scripts.consumers.run import Result, SandboxError, left_out, prepared, run, sandbox
from scripts.consumers.table import table
from scripts.document import DocumentError
from scripts.publish.__main__ import main as publish


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code is the module's."""
    parser = argparse.ArgumentParser(prog="consumers", description="Hold other languages' clients to the bundle.")
    parser.add_argument("language", nargs="*", choices=[*LANGUAGES, []], help=f"of {', '.join(LANGUAGES)}; all")
    parser.add_argument("--dist", type=Path, help="a bundle that is written already (default: write one)")
    parser.add_argument("--work", type=Path, help="a folder to build in and to keep (default: a temporary one)")
    parser.add_argument("--write", action="store_true", help="put on file what each client notices")
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
            vectors = json.loads((dist / "vectors.json").read_text(encoding="utf-8"))["vectors"]
            told = _held(results, vectors, write=options.write)
        except DocumentError as error:
            print(f"consumers: {error}", file=sys.stderr)
            return 2
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
    for sentence in told:
        print(f"consumers: {sentence}", file=sys.stderr)
    if told:
        print("consumers: run again with --write, and look at what changed", file=sys.stderr)
    return code(results) or int(bool(told))


def code(results: list[Result]) -> int:
    """The exit code of these results; a failure counts more than what was not run."""
    if any(result.state.startswith("failed") for result in results):
        return 1
    return 2 if any(result.state != "passed" for result in results) else 0


def _held(results: list[Result], vectors: list[Vector], *, write: bool) -> list[str]:
    """What these results say otherwise than the facts on file, or nothing once they are written."""
    new = facts.found(results)
    if write:
        facts.write(facts.merged(facts.on_file(), new, vectors))
        return []
    return list(facts.contradictions(facts.on_file(), new))


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
