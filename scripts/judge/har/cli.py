"""The command line: ``python -m scripts.judge har FILE... [--base-url URL] [--strict] [--report DIR]``.

Exit codes: 0 the contract holds; 1 it is broken; 2 it could not be judged, or a file is no HAR; 4 wrong use.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from scripts.document import DOCUMENT, DocumentError, load
from scripts.judge.har.findings import Findings
from scripts.judge.har.judging import HarJudge
from scripts.judge.har.routes import PORTS, address
from scripts.judge.har.stream import Unreadable
from scripts.judge.reports import write
from scripts.judge.verdict import UNJUDGED, Verdict
from scripts.telling import told


def add_to(subparsers: Any) -> None:
    """Offer ``har`` among the subcommands."""
    parser = subparsers.add_parser(
        "har",
        help="judge the exchanges in HAR files, sending nothing",
        description="Hold every exchange that HAR files hold to openapi.yaml, sending nothing.",
        epilog="Exit codes: 0 the contract holds, 1 it is broken, 2 it could not be judged, 4 wrong use.",
    )
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a HAR of a browser, a proxy, a test tool")
    parser.add_argument(
        "--base-url", metavar="URL", action="append", default=[], type=_url,
        help="a server that counts besides the document's own, base path included; may be given again",
    )  # fmt: skip
    parser.add_argument("--strict", action="store_true", help="count each notice as a violation")
    parser.add_argument("--report", metavar="DIR", type=Path, help="write the verdict there as files")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Judge the files and print what was found; the exit code is the module's."""
    try:
        judge = HarJudge(load(DOCUMENT), options.base_url)
        verdict = Verdict(strict=options.strict)
        findings = _judged(judge, options.files, verdict)
        if not findings:
            return UNJUDGED
        if options.report is not None:
            options.report.mkdir(parents=True, exist_ok=True)
            write(verdict, options.report)
    except DocumentError as error:
        print(f"judge har: {told(str(error))}", file=sys.stderr)
        return UNJUDGED
    except OSError as error:
        print(f"judge har: --report {told(str(options.report))}: {error.strerror}", file=sys.stderr)
        return UNJUDGED
    for path, found in findings.items():
        for line in found.lines(str(path)):
            print(told(line))
    print()
    for line in verdict.lines():
        print(line)
    return verdict.exit_code


def _judged(judge: HarJudge, files: list[Path], verdict: Verdict) -> dict[Path, Findings]:
    """What became of each file that is HAR; a line on stderr for each other one."""
    findings = {}
    for path in dict.fromkeys(files):
        try:
            findings[path] = judge.judge(path, verdict)
        except Unreadable as error:
            print(f"judge har: {told(str(error))}", file=sys.stderr)
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
