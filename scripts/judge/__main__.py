"""The command line: ``python -m scripts.judge page``."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

from scripts.judge.page import cli as page


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(4, f"{self.prog}: {message}\n")


def main(arguments: list[str] | None = None) -> int:
    """Run the subcommand; the exit code is its own, 4 for a wrong option."""
    parser = _Parser(prog="judge", description="Hold what others say and do to the contract.")
    page.add_to(parser.add_subparsers(required=True, metavar="COMMAND"))
    options = parser.parse_args(arguments)
    return int(options.run(options))


if __name__ == "__main__":
    sys.exit(main())
