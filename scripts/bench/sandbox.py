"""The sandbox beside Prism, under the same load in turns: ``python -m scripts.bench sandbox``.

Exit codes: 0 measured, and the sandbox keeps its promises; 1 it does not; 2 it could not be measured.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from statistics import mean, median

from scripts.bench.processes import resident, running
from scripts.bench.wrk import Measure, load
from scripts.document import DOCUMENT, base_path, operations
from scripts.document import load as read
from scripts.sandbox.server import LOOPBACK

PRISM = "@stoplight/prism-cli@5"
TIMES, GROWTH = 8.0, 0.05
OURS = [sys.executable, "-m", "scripts.sandbox", "--host", LOOPBACK, "--port", "{port}"]


def main(arguments: list[str]) -> int:
    """Run the command line; the exit code is the module's."""
    parser = argparse.ArgumentParser(prog="bench sandbox", description="Measure the sandbox beside Prism, with wrk.")
    parser.add_argument("--requests", type=int, default=1_000_000, help="in the long run (default: %(default)s)")
    parser.add_argument("--turns", type=int, default=3, help="of each side by side (default: %(default)s)")
    parser.add_argument("--seconds", type=int, default=8, help="of each turn (default: %(default)s)")
    parser.add_argument("--connections", type=int, default=32, help="open at once (default: %(default)s)")
    options = parser.parse_args(arguments)
    for program, how in (("wrk", "apt-get install wrk, brew install wrk"), ("npx", "it comes with Node")):
        if shutil.which(program) is None:
            print(f"bench: no {program} on PATH ({how})", file=sys.stderr)
            return 2
    document = read()
    target = next(operation.path for operation in operations(document) if operation.method == "GET")
    prism = [shutil.which("prism") or "npx", *([] if shutil.which("prism") else ["--yes", "--package", PRISM, "prism"])]
    theirs = [*prism, "mock", "--port", "{port}", str(DOCUMENT)]
    try:
        with running(OURS, base_path(document) + target) as (url, pid), running(theirs, target) as (other, _):
            broken = _beside(url, other, options) + _long(url, pid, options)
    except RuntimeError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    print(f"verdict: {'the promises hold' if not broken else '; '.join(broken)}")
    return 1 if broken else 0


def _beside(url: str, other: str, options: argparse.Namespace) -> list[str]:
    """Load both in turns; what ours does not keep of its promises."""
    turns = [
        (load(url, options.seconds, options.connections), load(other, options.seconds, options.connections))
        for _ in range(options.turns)
    ]
    ours, theirs = zip(*turns, strict=True)
    print(_row("sandbox", ours))
    print(_row("prism", theirs))
    times = median(one.rate / another.rate for one, another in turns)
    print(f"{times:.1f} times Prism's requests per second")
    broken = [] if times >= TIMES else [f"less than {TIMES:g} times Prism's requests per second"]
    errors = sum(one.errors for one in ours)
    broken += [f"{errors} errors"] if errors else []
    return broken if median(one.p99 / two.p99 for one, two in turns) < 1 else [*broken, "p99 is not below Prism's"]


def _long(url: str, pid: int, options: argparse.Namespace) -> list[str]:
    """Load ours for long; what it does not keep of its promises."""
    total, errors = 0, 0
    sizes: list[float] = []
    while total < options.requests or len(sizes) < 4:
        measure = load(url, max(1, options.seconds // 2), options.connections)
        sizes.append(resident(pid))
        total, errors = total + measure.requests, errors + measure.errors
    quarter = max(1, len(sizes) // 4)
    growth = mean(sizes[-quarter:]) / mean(sizes[:quarter]) - 1
    print(f"{total} requests, {errors} errors; memory {sizes[0]:.1f} MB, then {sizes[-1]:.1f} MB ({growth:+.1%})")
    broken = [f"{errors} errors"] if errors else []
    return broken if growth <= GROWTH else [*broken, f"memory grew by {growth:.1%}"]


def _row(name: str, measures: tuple[Measure, ...]) -> str:
    rate, p50, p99 = (median(getattr(one, figure) for one in measures) for figure in ("rate", "p50", "p99"))
    return f"{name:8} {rate:9.0f} requests/s   p50 {p50:7.2f} ms   p99 {p99:7.2f} ms"
