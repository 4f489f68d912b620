"""A live verdict beside a bare ``st run``, on the same healthy sandbox: ``python -m scripts.bench live``.

Exit codes: 0 measured, and the verdict takes at most 1.3 times as long; 1 it does not; 2 it could not be measured.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts.bench.measure import case
from scripts.document import DOCUMENT, ROOT
from scripts.sandbox import TOKEN, create_app, serving

TIMES = 1.3
PROGRAMS = Path(sys.executable).parent
CONFIGURATION = 'headers = { Authorization = "Bearer ${USEAPI_TOKEN}" }\n'


def main(arguments: list[str]) -> int:
    """Run the command line; the exit code is the module's."""
    parser = argparse.ArgumentParser(prog="bench live", description="Measure a live verdict beside a bare st run.")
    parser.add_argument("--rounds", type=int, default=7, help="of one run each (default: %(default)s)")
    rounds = parser.parse_args(arguments).rounds
    with tempfile.TemporaryDirectory() as folder, serving(create_app()) as url:
        configuration = Path(folder) / "schemathesis.toml"
        configuration.write_text(CONFIGURATION, encoding="utf-8")
        commands: dict[str, list[str | Path]] = {
            "st run": [PROGRAMS / "st", "--config-file", configuration, "run", DOCUMENT, "--url", url],
            "live": [sys.executable, "-m", "scripts.judge", "live"],
        }
        laps: dict[str, list[float]] = {name: [] for name in commands}
        # The first round fills caches, and counts for nobody.
        for number in range(rounds + 1):
            for name, command in commands.items():
                began = time.perf_counter()
                done = subprocess.run(
                    command,
                    cwd=ROOT,
                    env={**os.environ, "USEAPI_TOKEN": TOKEN, "USEAPI_BASE_URL": url},
                    capture_output=True,
                    check=False,
                )
                if done.returncode:
                    print(f"bench: {name} ended with {done.returncode}", file=sys.stderr)
                    return 2
                if number:
                    laps[name].append(time.perf_counter() - began)
    for name, seconds in laps.items():
        print(f"{name:7} {statistics.median(seconds):5.2f} s (from {min(seconds):.2f} to {max(seconds):.2f} s)")
    ratio = case("a healthy server", laps).ratios["live"]
    print(f"verdict: a live verdict takes {ratio:.2f} times as long as st run, {TIMES:g} are promised")
    return int(ratio > TIMES)
