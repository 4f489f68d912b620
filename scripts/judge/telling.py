"""Tell a verdict on the screen and in files, and give its exit code."""

from __future__ import annotations

import argparse
import os
import sys

from scripts.judge.screen import lines
from scripts.judge.verdict import Verdict

USAGE = 4


def tell(verdict: Verdict, options: argparse.Namespace) -> int:
    """Print the verdict, its last line last, and write the reports that were asked for.

    A report that cannot be written is exit code 4 where the contract holds, and the verdict is printed all the same.
    """
    code = verdict.exit_code
    if options.report is not None:
        # A template engine is needed by reports alone.
        from scripts.judge.reports import write

        try:
            options.report.mkdir(parents=True, exist_ok=True)
            write(verdict, options.report)
        except OSError as error:
            print(f"judge: --report {options.report}: {error.strerror}", file=sys.stderr, flush=True)
            code = code or USAGE
    try:
        if options.format == "github":
            from scripts.judge.reports.github import commands

            for line in commands(verdict):
                print(line)
        for line in lines(verdict, whole=options.report is None and not sys.stdout.isatty()):
            print(line.encode(sys.stdout.encoding or "utf-8", "replace").decode(sys.stdout.encoding or "utf-8"))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read it has seen enough; Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code
