"""Run a benchmark by name; further arguments are its own."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Run the benchmark that the first argument names; 2 when there is none of that name."""
    names = sorted(
        path.stem for path in Path(__file__).parent.glob("*.py") if "def main(arguments" in path.read_text("utf-8")
    )
    names.remove("__main__")
    if not arguments or arguments[0] not in names:
        print(f"bench: name one of these benchmarks: {', '.join(names)}", file=sys.stderr)
        return 2
    return int(importlib.import_module(f"scripts.bench.{arguments[0]}").main(arguments[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
