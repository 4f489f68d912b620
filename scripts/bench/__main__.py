"""Run the benchmark that the first argument names: the module of this package with a ``main(arguments) -> int``."""

import importlib
import pkgutil
import sys

import scripts.bench

if __name__ == "__main__":
    names = sorted(module.name for module in pkgutil.iter_modules(scripts.bench.__path__) if module.name != "__main__")
    if len(sys.argv) < 2 or sys.argv[1] not in names:
        print(f"bench: name a benchmark: {', '.join(names)}", file=sys.stderr)
        sys.exit(2)
    sys.exit(importlib.import_module(f"scripts.bench.{sys.argv[1]}").main(sys.argv[2:]))
