"""The judge of HAR files beside Redocly's ``drift``, on the same files: ``python -m scripts.bench har [--entries N]``.

Each exchange on file is judged by itself by both, then a file of many by both as whole processes. Exit codes: 0 every
violation is noticed and nothing is found in a lawful answer, by ours; 1 not so; 2 it could not be measured.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from scripts.cases.on_file import RECORDING, VIOLATION, on_file
from scripts.document import DOCUMENT, ROOT, load
from scripts.har import text_of
from scripts.judge.har.judging import HarJudge
from scripts.judge.verdict import Verdict
from scripts.lint.__main__ import ENVIRONMENT, PROGRAMS

# For each kind of exchange on file, whether something is to be found.
KINDS = {VIOLATION: True, RECORDING: False}
MADE_UP = "user:1-made-up-for-this-benchmark"
MEGABYTE = 1 << 20


class Unmeasured(Exception):
    """A program did not end as it should; one sentence."""


def main(arguments: list[str]) -> int:
    """Run the command line; the exit code is the module's."""
    parser = argparse.ArgumentParser(prog="bench har", description="Judge HAR files beside Redocly's drift.")
    parser.add_argument("--entries", type=int, default=20_000, help="of the large file (default: %(default)s)")
    entries = parser.parse_args(arguments).entries
    judge = HarJudge(load(DOCUMENT), [])
    finders: dict[str, Callable[[Path], bool]] = {"judge har": lambda path: _ours(judge, path), "redocly drift": _drift}
    try:
        right = {name: _right(name, finder) for name, finder in finders.items()}
        with tempfile.TemporaryDirectory() as folder:
            large = Path(folder) / "large.har"
            large.write_text("".join(_large(entries)), encoding="utf-8")
            for name, command in {
                "judge har": [sys.executable, "-m", "scripts.judge", "har", str(large)],
                "redocly drift": _command(large),
            }.items():
                seconds, memory = _measured(name, command)
                print(f"{name:14} {entries} exchanges in {seconds:.1f} s, with {memory} MB")
    except Unmeasured as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    return int(not right["judge har"])


def _right(name: str, finds: Callable[[Path], bool]) -> bool:
    """Whether a finder is right about every exchange on file; says how often it is."""
    missed: list[str] = []
    kept = on_file(load(DOCUMENT))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.har"
        for kind, expected in KINDS.items():
            wrong: list[str] = []
            of_kind = [one for one in kept if one.kind == kind]
            for one in of_kind:
                path.write_text(text_of(one.exchange), encoding="utf-8")
                wrong += [one.name] if finds(path) is not expected else []
            found = len(of_kind) - len(wrong) if expected else len(wrong)
            print(f"{name:14} {kind}s: something found in {found} of {len(of_kind)}")
            missed += wrong
    for stem in missed:
        print(f"{'':14}   wrong about {stem}")
    return not missed


def _ours(judge: HarJudge, path: Path) -> bool:
    verdict = Verdict()
    judge.judge(path, verdict)
    return bool(verdict.violations)


def _drift(path: Path) -> bool:
    done = _run(_command(path))
    try:
        return bool(json.loads(done)["problems"])
    except (ValueError, KeyError):
        raise Unmeasured(f"redocly drift says nothing of {path.name} that can be read") from None


def _command(path: Path) -> list[str]:
    return [str(PROGRAMS / "redocly"), "drift", str(path), "--api", str(DOCUMENT), "--format", "json"]


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, **ENVIRONMENT},
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
    except FileNotFoundError:
        raise Unmeasured("Redocly is not installed: npm ci --prefix scripts/lint --ignore-scripts") from None
    return done.stdout


def _measured(name: str, command: list[str]) -> tuple[float, int]:
    """Seconds and megabytes of a whole process. Raises Unmeasured when it ends otherwise than with a verdict."""
    began = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **ENVIRONMENT}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise Unmeasured(f"{name} ended with {process.returncode} on the large file")
    unit = 1 if sys.platform == "darwin" else 1024
    return time.perf_counter() - began, usage.ru_maxrss * unit // MEGABYTE


def _large(entries: int) -> Iterator[str]:
    """A HAR file of many different answers, made from the longest recording."""
    lawful = [one.exchange for one in on_file(load(DOCUMENT)) if one.kind == RECORDING and one.exchange.status == 200]
    entry = json.loads(text_of(max(lawful, key=lambda one: len(one.content))))["log"]["entries"][0]
    yield '{"log": {"version": "1.2", "creator": {"name": "bench", "version": "1"}, "entries": ['
    # A word that stands for a token is shorter than any, and is looked for in more places.
    entry["request"]["headers"] = [{"name": "Authorization", "value": f"Bearer {MADE_UP}"}]
    for number in range(entries):
        entry["response"]["headers"].append({"name": "X-Request-Id", "value": f"{number:032x}"})
        entry["time"] = number % 1000
        yield f"{', ' if number else ''}{json.dumps(entry)}"
        entry["response"]["headers"].pop()
    yield "]}}"
