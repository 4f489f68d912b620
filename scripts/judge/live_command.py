"""``python -m scripts.judge live``: ask a server, and say whether it keeps the contract."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from scripts.document import DOCUMENT, base_url, load
from scripts.judge.about import about
from scripts.judge.known import Known, KnownError, known
from scripts.judge.target import RUN_SECONDS, live_target
from scripts.judge.telling import USAGE, tell
from scripts.judge.verdict import Verdict
from scripts.server import SettingError

EPILOG = """environment: USEAPI_TOKEN, never an argument; USEAPI_BASE_URL
exit codes: 0 holds, 1 broken, 2 could not be judged, 4 an option is wrong"""


def add_to(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to a command line."""
    parser = subparsers.add_parser(
        "live",
        help="ask a server, and judge its answers",
        description="Hold a live server to openapi.yaml. The service itself is asked little and slowly.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--base-url", metavar="URL", help="the server to ask (default: USEAPI_BASE_URL)")
    parser.add_argument("--document", type=Path, default=DOCUMENT, metavar="FILE", help="another than openapi.yaml")
    parser.add_argument("--path-value", metavar="NAME=VALUE", action="append", default=[], help="a known path value")
    parser.add_argument("--unsafe", action="store_true", help="send what may do something, to a server of your own")
    parser.add_argument("--max-seconds", type=_seconds, default=RUN_SECONDS, metavar="N", help="at most (%(default)g)")
    add_telling(parser)
    parser.set_defaults(run=run)


def add_telling(parser: argparse.ArgumentParser) -> None:
    """Add the options on what counts and what is told."""
    parser.add_argument("--strict", action="store_true", help="count each notice as a violation")
    parser.add_argument("--known", type=Path, metavar="FILE", help="findings that were accepted for a time")
    parser.add_argument("--report", type=Path, metavar="DIR", help="write the verdict there: txt, json, md, html, xml")
    parser.add_argument("--format", choices=["text", "github"], default="text", help="github: annotations")


def accepted(options: argparse.Namespace) -> Known:
    """The findings that the options accept. Raises KnownError."""
    return known(options.known) if options.known else Known()


def run(options: argparse.Namespace) -> int:
    """Ask and tell; the exit code is the verdict's."""
    # It takes half a second, and help needs none of it.
    from scripts.judge.contract import Contract
    from scripts.judge.live import Live
    from scripts.judge.plan import plan

    document = load(options.document)
    environment = {**os.environ, **({"USEAPI_BASE_URL": options.base_url} if options.base_url else {})}
    try:
        verdict = Verdict(strict=options.strict, known=accepted(options))
        values = dict(_pair(text) for text in options.path_value)
    except (KnownError, ValueError) as error:
        print(f"judge: {error}", file=sys.stderr)
        return USAGE
    if options.report is not None:
        # Better known before anything is asked than afterwards.
        try:
            options.report.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            print(f"judge: --report {options.report}: {error.strerror}", file=sys.stderr)
            return USAGE
    try:
        target = live_target(environment, base_url(document), seconds=options.max_seconds, unsafe=options.unsafe)
    except SettingError as error:
        verdict.could_not_judge("live", str(error))
        return tell(verdict, options)
    chosen = plan(Contract(document), target, unsafe=options.unsafe, today=datetime.now(UTC).date())
    verdict.about = about(str(target.base_url), options.document)
    for line in chosen.promise(target):
        print(line)
    print(flush=True)
    watch = _progress(target.bounds.requests) if sys.stderr.isatty() else None
    try:
        Live(document, target, chosen, values, verdict).run(watch)
    except KeyboardInterrupt:
        verdict.could_not_judge("live", "it was interrupted")
    verdict.about.finish()
    if watch is not None:
        print("\r\033[K", end="", file=sys.stderr, flush=True)
    return tell(verdict, options)


def _progress(most: int | None) -> Callable[[int], None]:
    def show(count: int) -> None:
        limit = f" of at most {most}" if most is not None else ""
        print(f"\r\033[Krequest {count}{limit}", end="", file=sys.stderr, flush=True)

    return show


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise ValueError(f"--path-value takes NAME=VALUE, not {text!r}")
    return name, value


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < 86_400:
        raise argparse.ArgumentTypeError(f"{text} is no number of seconds between 0 and a day")
    return seconds
