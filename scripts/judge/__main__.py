"""The judge's command line: ``python -m scripts.judge live|har|page|explain``."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

from scripts.document import DocumentError
from scripts.judge import explain_command, live_command
from scripts.judge.har import cli as har_command
from scripts.judge.page import cli as page_command

USAGE = 4


class Parser(argparse.ArgumentParser):
    """A parser to which wrong use is one line, and exit code 4."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and where help is."""
        self.exit(USAGE, f"{self.prog}: {message}; see {self.prog} --help\n")


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code is the command's."""
    parser = Parser(prog="judge", description="Hold answers to openapi.yaml, and say what they are worth.")
    subparsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND", parser_class=Parser)
    for command in (live_command, har_command, page_command, explain_command):
        command.add_to(subparsers)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except DocumentError as error:
        print(f"judge: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
