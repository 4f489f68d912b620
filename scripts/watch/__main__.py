"""``python -m scripts.watch DIR``: judge the service and the vendor's page, and keep one issue about what differs.

Exit codes: 0 all is well, or it could not be judged, which a warning says; 1 something differs, and an issue says so;
3 somebody should have been told and was not, or a judge broke off; 4 an option is wrong.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import time
from pathlib import Path

from scripts.judge.__main__ import Parser
from scripts.judge.verdict import BROKEN, HOLDS, UNJUDGED
from scripts.telling import told
from scripts.watch.issue import TellingError, body_of, close, tell

# How often a judge is asked that could not judge, and seconds between two times.
TRIES, WAIT = 3, 600.0
REPORTS = {"live": "verdict.md", "page": "page-verdict.md"}
FAILED = 3
# What judges has no use for what the issue is kept with.
ISSUE_SECRETS = frozenset({"GH_TOKEN", "GITHUB_TOKEN"})


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code is the module's."""
    parser = Parser(prog="watch", description="Judge, and keep one issue about what differs.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the reports go")
    parser.add_argument("--wait", type=_seconds, default=WAIT, metavar="N", help="seconds between tries (%(default)g)")
    parser.add_argument("--no-issue", action="store_true", help="keep no issue")
    parser.add_argument("--judge", default=f"{sys.executable} -m scripts.judge", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    try:
        codes = {name: _judged(options.judge.split(), name, options.folder / name, options.wait) for name in REPORTS}
    except OSError as error:
        print(f"watch: {told(f'{error.filename}: {error.strerror}')}", file=sys.stderr)
        return FAILED
    for name, code in codes.items():
        if code is None:
            print(f"::error title=watch::judge {name} broke off: it ended with {BROKEN} and no verdict")
        elif code not in {HOLDS, BROKEN, UNJUDGED}:
            print(f"::error title=watch::judge {name} ended with {code}")
        elif code == UNJUDGED:
            often = f", {tries} times" if (tries := _tries(name)) > 1 else ""
            print(f"::warning title=watch::judge {name} could not judge{often}; its report says why")
    try:
        said = "" if options.no_issue else _tell(codes, options.folder)
    except TellingError as error:
        print(f"watch: {told(str(error))}", file=sys.stderr)
        return FAILED
    if said:
        print(said)
    if any(code not in {HOLDS, BROKEN, UNJUDGED} for code in codes.values()):
        return FAILED
    return int(BROKEN in codes.values())


def _judged(judge: list[str], name: str, folder: Path, wait: float) -> int | None:
    """The exit code of one judge, which is asked again where it could not judge; none where it ended without a verdict.

    A traceback ends with 1, as a broken contract does: only a verdict that was written now tells them apart.
    Raises OSError when an earlier report cannot be taken away.
    """
    report = folder / REPORTS[name]
    environment = {key: value for key, value in os.environ.items() if key not in ISSUE_SECRETS}
    for turn in range(_tries(name)):
        if turn:
            time.sleep(wait)
        for written in (report, report.with_suffix(".json")):
            written.unlink(missing_ok=True)
        asked = [*judge, name, "--report", str(folder)]
        code = subprocess.run(asked, check=False, env=environment).returncode
        if code != UNJUDGED:
            break
    return None if code == BROKEN and _verdict(report.with_suffix(".json")) != BROKEN else code


def _tries(name: str) -> int:
    """How often a judge is asked: waiting brings no token."""
    return 1 if name == "live" and not os.environ.get("USEAPI_TOKEN") else TRIES


def _verdict(path: Path) -> object:
    """The exit code that a verdict asks for; nothing where there is no verdict."""
    try:
        return json.loads(path.read_bytes())["exit_code"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _tell(codes: dict[str, int | None], folder: Path) -> str:
    """Keep the issue: open where something differs, closed where all is well, and as it is where that is not known."""
    broken = [name for name, code in codes.items() if code == BROKEN]
    if broken:
        parts = [_report(folder / name / REPORTS[name]) for name in broken]
        return f"told: issue {tell(body_of(parts, os.environ.get('WATCH_RUN_URL', '')))}"
    if set(codes.values()) == {HOLDS}:
        number = close()
        return f"closed: issue {number}" if number is not None else ""
    return ""


def _report(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return f"There is no report at {path.name}; the log of the run says more."


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds < math.inf:
        raise argparse.ArgumentTypeError(f"{text} is no number of seconds")
    return seconds


if __name__ == "__main__":
    sys.exit(main())
