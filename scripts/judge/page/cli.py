"""The command line: ``python -m scripts.judge page [--file F] [--operation ID] [--strict] [--report DIR]``.

Exit codes: 0 every fact stands; 1 a fact is gone or changed, or something new is on the page; 2 the page cannot be
judged: no answer, neither HTML nor text, a challenge, another page; 4 an option is wrong or the report cannot be
written.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from scripts.document import DOCUMENT, DocumentError, Operation, load, operations
from scripts.judge.page.facts import Facts, facts_for
from scripts.judge.page.judging import judged, page_url
from scripts.judge.page.reports import write
from scripts.judge.page.source import Source, UnreadableError, from_file
from scripts.judge.page.verdict import UNREAD, Verdict

WRONG_USE = 4


class WrongUseError(Exception):
    """The options do not go together; one sentence."""


def add_to(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Add the subcommand ``page``."""
    parser = subparsers.add_parser(
        "page",
        help="hold the vendor's page to the facts that the contract rests on",
        description="Hold the vendor's page to the facts that the contract rests on. No token is needed or sent.",
        epilog="Exit codes: 0 every fact stands; 1 one is gone or changed, or something is new; 2 the page cannot be "
        "judged; 4 an option is wrong or the report cannot be written.",
    )
    parser.add_argument("--file", type=Path, metavar="F", help="read the page, HTML or text, from a file; ask nobody")
    parser.add_argument("--operation", metavar="ID", help="the operation whose page it is (default: each with facts)")
    parser.add_argument("--strict", action="store_true", help="exit 1 for notices, such as another wording, too")
    parser.add_argument("--report", type=Path, metavar="DIR", help="write page-verdict.txt, .json and .md there")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Judge; the exit code is the module's."""
    try:
        verdict = _verdict(options)
    except WrongUseError as error:
        print(f"judge page: {error}", file=sys.stderr)
        return WRONG_USE
    except DocumentError as error:
        print(f"judge page: {error}", file=sys.stderr)
        print("verdict: the page could not be judged: the contract or its facts cannot be read")
        return UNREAD
    code = verdict.exit_code
    if options.report is not None:
        try:
            write(verdict, options.report)
        except OSError as error:
            print(f"judge page: --report {options.report}: {error.strerror}", file=sys.stderr)
            code = WRONG_USE
    print(*verdict.lines(), sep="\n")
    return code


def _verdict(options: argparse.Namespace) -> Verdict:
    started, now = time.monotonic(), datetime.now(UTC)
    document = load(DOCUMENT)
    version = str(document["info"]["version"])
    verdict = Verdict(DOCUMENT, version, options.strict, started=now.isoformat(timespec="seconds"))
    known = {operation.id: operation for operation in operations(document)}
    if options.operation is not None and options.operation not in known:
        raise WrongUseError(f"the document has no operation {options.operation!r}; there is: {', '.join(known)}")
    chosen: list[tuple[Operation, Facts]] = []
    for operation in known.values() if options.operation is None else [known[options.operation]]:
        facts = facts_for(operation)
        if facts is None:
            verdict.without_facts.append(operation.id)
        else:
            chosen.append((operation, facts))
    if options.file is not None and len(chosen) > 1:
        raise WrongUseError(f"--file is one page: say with --operation whose; there is: {', '.join(known)}")
    # Operations may share a page.
    get = cache(partial(_source, options.file, f"kling-scheduler/{version} (contract check of this page)"))
    for operation, facts in chosen:
        url = page_url(operation)
        verdict.pages.append(judged(operation, facts, str(options.file or url), partial(get, url)))
    verdict.seconds = time.monotonic() - started
    return verdict


def _source(path: Path | None, agent: str, url: str | None) -> Source:
    if path is not None:
        return from_file(path)
    if url is None:
        raise UnreadableError("the document names no page: externalDocs is missing")
    # The HTTP library is for pages that are not on this machine.
    from scripts.judge.page.fetch import from_network

    return from_network(url, agent)
