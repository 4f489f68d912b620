"""``python -m scripts.judge har FILE...``: judge the exchanges that other programs have saved, sending nothing.

Exit codes: 0 the contract holds; 1 it is broken; 2 it could not be judged, or a file is no HAR; 4 wrong use.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.document import DOCUMENT, load
from scripts.judge.about import about
from scripts.judge.har.routes import PORTS, address
from scripts.judge.har.stream import Unreadable
from scripts.judge.known import KnownError
from scripts.judge.live_command import accepted, add_telling
from scripts.judge.telling import USAGE, tell
from scripts.judge.verdict import UNJUDGED, Verdict
from scripts.telling import told

if TYPE_CHECKING:
    from scripts.judge.har.findings import Findings
    from scripts.judge.har.judging import HarJudge


def add_to(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to a command line."""
    parser = subparsers.add_parser(
        "har",
        help="judge the exchanges in HAR files, sending nothing",
        description="Hold every exchange that HAR files hold to openapi.yaml, sending nothing.",
        epilog="exit codes: 0 holds, 1 broken, 2 could not be judged, 4 an option is wrong",
    )
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a HAR of a browser, a proxy, a test tool")
    parser.add_argument(
        "--base-url", metavar="URL", action="append", default=[], type=_url,
        help="a server that counts besides the document's own, base path included; may be given again",
    )  # fmt: skip
    add_telling(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Judge the files and tell what was found; the exit code is the verdict's."""
    # It takes half a second, and help needs none of it.
    from scripts.judge.har.judging import HarJudge

    try:
        verdict = Verdict(strict=options.strict, known=accepted(options))
    except KnownError as error:
        print(f"judge: {told(str(error))}", file=sys.stderr)
        return USAGE
    verdict.about = about(", ".join(map(str, options.files)))
    findings = _judged(HarJudge(load(DOCUMENT), options.base_url), options.files, verdict)
    verdict.about.finish()
    if not findings:
        return UNJUDGED
    try:
        for path, found in findings.items():
            for line in found.lines(str(path)):
                print(told(line))
        print(flush=True)
    except BrokenPipeError:
        pass  # which telling the verdict meets again
    return tell(verdict, options)


def _judged(judge: HarJudge, files: list[Path], verdict: Verdict) -> dict[Path, Findings]:
    """What became of each file that is HAR; a line on stderr for each other one."""
    findings = {}
    for path in dict.fromkeys(files):
        try:
            findings[path] = judge.judge(path, verdict)
        except Unreadable as error:
            print(f"judge: {told(str(error))}", file=sys.stderr)
            verdict.could_not_judge(str(path), "it is no HAR that can be read")
    return findings


def _url(text: str) -> str:
    try:
        place = address(text)
        usable = place.scheme in PORTS and place.host and text.isprintable()
    except ValueError:
        usable = False
    if not usable or any(character in text for character in "@ ?#\\"):
        raise argparse.ArgumentTypeError("an http or https URL without credentials, query and fragment is wanted")
    return text
