"""How each job grows with the operations of the document: ``python -m scripts.bench growth``.

Told is the CPU time of a job's processes, which other work on the machine hardly changes, and beside it on standard
error the time that went by.

Exit codes: 0 measured, and from the second size to the third no job grows by more than 1.3 times as much as the
document; 1 one does; 2 it could not be measured.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from ruamel.yaml import YAML

from scripts.bench.grown import repository
from scripts.document import DOCUMENT, ROOT, load
from scripts.sandbox import TOKEN, create_app, serving

TIMES = 1.3
JOBS: dict[str, list[str]] = {
    "generate": ["scripts.generate"],
    "main job": ["pytest", "-m", "contract", "-q", "-p", "no:cacheprovider"],
    "mutants": ["scripts.mutants"],
    "judge": ["scripts.judge", "live", "--max-seconds", "3600"],
    "compare": ["scripts.compare", "old.yaml", DOCUMENT.name],
    "publish": ["scripts.publish", "--output", "bundle"],
}
# What `compare` says of a change for which the version has not changed is no failure to measure.
EXPECTED = {"compare": {0, 1, 2}}


def main(arguments: list[str]) -> int:
    """Run the command line; the exit code is the module's."""
    parser = argparse.ArgumentParser(prog="bench growth", description="Time every job as the document grows.")
    parser.add_argument("--sizes", type=int, nargs=3, default=[1, 10, 50], metavar="N", help="times (1 10 50)")
    parser.add_argument("--jobs", nargs="+", choices=JOBS, default=[*JOBS], metavar="JOB", help="(default: each)")
    options = parser.parse_args(arguments)
    seconds: dict[str, list[float]] = {name: [] for name in options.jobs}
    with tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            copy = repository(Path(folder), size)
            _old(copy)
            for name in options.jobs if "generate" in options.jobs else ["generate", *options.jobs]:
                found = _timed(name, copy)
                if found is None:
                    return 2
                seconds.setdefault(name, []).append(found)
    return _told(seconds, options.sizes, options.jobs)


def _timed(name: str, copy: Path) -> float | None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, [copy, copy / "generated"]))}
    modules = copy / "scripts/publish/npm/node_modules"
    if (ROOT / "scripts/publish/npm/node_modules").exists() and not modules.exists():
        modules.symlink_to(ROOT / "scripts/publish/npm/node_modules")
    with serving(create_app(load(copy / DOCUMENT.name))) as url:
        environment |= {"USEAPI_TOKEN": TOKEN, "USEAPI_BASE_URL": url}
        began, used = time.perf_counter(), _used()
        command = [sys.executable, "-m", *JOBS[name]]
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
        took, passed = _used() - used, time.perf_counter() - began
    if done.returncode not in EXPECTED.get(name, {0}):
        print(f"bench: {name} ended with {done.returncode}: {done.stdout[-2000:]}{done.stderr[-500:]}", file=sys.stderr)
        return None
    print(f"{copy.name}: {name}: {took:.1f} s, in {passed:.1f} s", file=sys.stderr, flush=True)
    return took


def _used() -> float:
    """The seconds of CPU that the processes started here have had."""
    times = os.times()
    return times.children_user + times.children_system


def _old(copy: Path) -> None:
    """The document of before a change in each operation's answers, for `compare`."""
    document = load(copy / DOCUMENT.name)
    for schema in document["components"]["schemas"].values():
        schema["description"] = "As it was."
        if schema.get("type") == "object":
            schema["properties"]["former"] = {"type": "string"}
    with (copy / "old.yaml").open("w", encoding="utf-8") as file:
        YAML(typ="safe", pure=True).dump(document, file)


def _told(seconds: dict[str, list[float]], sizes: Sequence[int], jobs: Sequence[str]) -> int:
    print(f"{'CPU s':9} " + " ".join(f"{size:>7}" for size in sizes) + f"  from {sizes[1]} to {sizes[2]}, of linear")
    worst = 0.0
    for name in jobs:
        ratio = seconds[name][2] / seconds[name][1] / (sizes[2] / sizes[1])
        worst = max(worst, ratio)
        print(f"{name:9} " + " ".join(f"{one:7.1f}" for one in seconds[name]) + f"  {ratio:.2f}")
    print(f"verdict: no job grows by more than {worst:.2f} times as much as the document, {TIMES:g} are promised")
    return int(worst > TIMES)
