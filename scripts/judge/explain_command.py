"""``python -m scripts.judge explain CODE``: what a code means, what rests on it and what to do."""

from __future__ import annotations

import argparse
import sys

from scripts.judge.codes import BY_ID, explain

USAGE = 4


def add_to(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to a command line."""
    parser = subparsers.add_parser("explain", help="say what a code means", description="Say what a code means.")
    parser.add_argument("code", nargs="?", metavar="CODE", help="such as J101; without it, all codes are listed")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print it; 4 for a code that there is not."""
    if options.code is None:
        for code in BY_ID.values():
            print(f"{code.id}  {code.check}")
        return 0
    try:
        lines = explain(options.code)
    except KeyError:
        print(f"judge: there is no code {options.code!r}; explain lists them all", file=sys.stderr)
        return USAGE
    print("\n".join(lines))
    return 0
