"""The command line: ``python -m scripts.record OPERATION_ID SITUATION [--har FILE] [--violation REASON] …``.

Exit codes: 0 written; 1 the answer belongs elsewhere: it breaks the contract and ``--violation`` was not given, or the
other way round; 2 nothing to record: bad arguments, no token, no answer, no such exchange in the HAR file, a file that
exists already; 3 refused: a secret would survive, or redaction would change what the contract says of the answer.
Whatever the code but 0, nothing is left on disk. Of a HAR file, what can be recorded is, and a line on stderr names
each entry that was left out.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from scripts.coded import TooMuch
from scripts.document import DOCUMENT, ROOT, DocumentError, Operation, base_url, load, operations
from scripts.har import Exchange, RecordingError, text_of
from scripts.judge.contract import Contract
from scripts.judge.har.credentials import secrets
from scripts.record.asking import AskingError, Values
from scripts.record.fetch import FetchError, fetch
from scripts.record.filing import Misfiled, filed
from scripts.record.har_import import none_found, taken
from scripts.redaction.redact import RedactionError, redacted
from scripts.secret import survives
from scripts.server import SettingError, server
from scripts.telling import told

# tox writes the environment into its log, and masks what is named so.
CANARIES = "RECORD_CANARY_SECRETS"
ERRORS = (DocumentError, FetchError, AskingError, SettingError, RecordingError, OSError)

# Values that stand in every header of their kind, and are nobody's.
UNTELLING = {"application/json", "keep-alive", "no-cache", "same-origin"}


class Refused(Exception):
    """Nothing is written, for the reason in the text, with the exit code ``code``."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code


def main(arguments: list[str] | None = None) -> int:
    """Record; the exit code is the module's."""
    options = _parser().parse_args(arguments)
    try:
        for path in record(options, os.environ):
            print(path)
    except Refused as error:
        print(f"record: {told(str(error))}", file=sys.stderr)
        return error.code
    except ERRORS as error:
        print(f"record: {told(str(error))}", file=sys.stderr)
        return 2
    return 0


def record(options: argparse.Namespace, environment: Mapping[str, str]) -> list[Path]:
    """Write what the options ask for; the paths of the new files. Raises what ``main`` tells."""
    document = load()
    known = {operation.id: operation for operation in operations(document)}
    if options.operation not in known:
        raise Refused(2, f"the document has no operation {options.operation!r}; there is: {', '.join(known)}")
    operation = known[options.operation]
    seen = _seen(options, operation, environment)
    contract = _contract(str(DOCUMENT))
    files: dict[Path, str] = {}
    misfiled: list[str] = []
    written: set[str] = set()
    for number, exchange in seen.items():
        entry = f"entry {number}: " if options.har else ""
        try:
            new = _clean(options, exchange, operation, contract)
        except Misfiled as error:
            misfiled.append(f"{entry}{error}")
            continue
        except (RedactionError, TooMuch) as error:
            reason = str(error) or "the answer decodes to more than can be searched for secrets"
            raise Refused(3, f"{entry}{reason}") from None
        file = _path(options, new, files)
        text = text_of(new)
        # Answers that differ in what was removed alone are one recording.
        alike = text_of(replace(new, elapsed=0.0, date=exchange.date.min))
        if alike in written:
            continue
        written.add(alike)
        _guard(f"{file.name}\n{text}", exchange, operation, environment, entry)
        files[file] = text
    if misfiled and not files:
        raise Refused(1, misfiled[0])
    for line in misfiled:
        print(f"record: left out: {told(line)}", file=sys.stderr)
    _write(files)
    return list(files)


@lru_cache(maxsize=1)
def _contract(path: str) -> Contract:
    return Contract(load(Path(path)))


def _seen(options: argparse.Namespace, operation: Operation, environment: Mapping[str, str]) -> dict[int, Exchange]:
    """The exchanges to record, by the number of the entry; what a HAR file holds besides is told."""
    if not options.har:
        with_token = bool(operation.security) and not options.no_token
        asked = server(environment, base_url(operation.document), with_token=with_token)
        return {1: fetch(operation, asked, _values(options))}
    named = environment.get("USEAPI_BASE_URL")
    found = taken(options.har, operation, [server(environment, "", with_token=False).base_url] if named else [])
    if not found.exchanges:
        raise none_found(options.har, operation, found)
    for line in found.lines():
        print(f"record: {told(line)}", file=sys.stderr)
    return found.exchanges


def _values(options: argparse.Namespace) -> Values:
    return Values(
        path=dict(options.path_value),
        query=options.query,
        body=None if options.body is None else options.body.read_bytes(),
        media_type=options.media_type,
        unsafe=options.unsafe,
    )


def _clean(options: argparse.Namespace, exchange: Exchange, operation: Operation, contract: Contract) -> Exchange:
    return filed(contract, exchange, redacted(exchange, operation), options.violation or "")


def _path(options: argparse.Namespace, exchange: Exchange, taken: Mapping[Path, str]) -> Path:
    folder = options.root / ("violations" if options.violation else "recordings") / exchange.operation_id
    path: Path = folder / f"{exchange.status}-{options.situation}.har"
    number = 1
    while path in taken:
        number += 1
        path = folder / f"{exchange.status}-{options.situation}-{number}.har"
    return path


def _guard(text: str, exchange: Exchange, operation: Operation, environment: Mapping[str, str], entry: str) -> None:
    """Raise Refused when a secret stands in what would be written."""
    try:
        if not survives(text, _secrets(exchange, operation, environment)):
            return
    except TooMuch:
        raise Refused(3, f"{entry}the answer decodes to more than can be searched for secrets") from None
    raise Refused(3, f"{entry}the token, a canary or another secret of the exchange would survive in the file")


def _secrets(exchange: Exchange, operation: Operation, environment: Mapping[str, str]) -> set[str]:
    given = {environment.get("USEAPI_TOKEN", ""), *environment.get(CANARIES, "").splitlines()}
    if any(0 < len(secret) < 4 for secret in given):
        raise Refused(2, f"USEAPI_TOKEN and each line of {CANARIES} need four characters, to be told from chance")
    public = json.dumps(operation.document, ensure_ascii=False, default=str)
    shown = secrets([*exchange.request_headers, *exchange.headers], exchange.url)
    seen = {secret for secret in shown if secret not in public and secret not in UNTELLING}
    return given | seen


def _write(files: Mapping[Path, str]) -> None:
    """Write every file or none, over none that exists. Raises Refused (2)."""
    done: list[Path] = []
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                done.append(path)
                stream.write(text)
    except OSError as error:
        for path in done:
            path.unlink(missing_ok=True)
        exists = isinstance(error, FileExistsError)
        reason = "exists already, and is never overwritten" if exists else f"cannot be written: {error.strerror}"
        raise Refused(2, f"{path}: {reason}") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="record",
        description="Turn one exchange with a server into a redacted recording.",
        epilog="Environment: USEAPI_TOKEN, USEAPI_BASE_URL (default: the document's server), and "
        f"{CANARIES}: further secrets, one a line, that must not be in the file.",
    )
    parser.add_argument("operation", metavar="OPERATION_ID", help="an operationId of openapi.yaml")
    parser.add_argument("situation", metavar="SITUATION", type=_situation, help="names the file, such as two-tasks")
    parser.add_argument("--har", type=Path, metavar="FILE", help="take the exchanges from this HAR file; send nothing")
    parser.add_argument(
        "--path-value", metavar="NAME=VALUE", type=_pair, action="append", default=[], help="of a parameter in the path"
    )
    parser.add_argument(
        "--query", metavar="NAME=VALUE", type=_pair, action="append", default=[], help="of the query; repeat for more"
    )
    parser.add_argument("--body", metavar="FILE", type=Path, help="what is sent as the body of the request")
    parser.add_argument("--media-type", metavar="TYPE", default="", help="of the body (default: the first documented)")
    parser.add_argument("--unsafe", action="store_true", help="send a request that may change something at the server")
    parser.add_argument("--no-token", action="store_true", help="send no credentials")
    parser.add_argument("--violation", metavar="REASON", help="file an answer that breaks the contract, and say why")
    parser.add_argument(
        "--root", type=Path, default=ROOT / "contract_tests", help="where recordings/ and violations/ lie"
    )
    return parser


def _pair(text: str) -> tuple[str, str]:
    name, found, value = text.partition("=")
    if not found or not name:
        raise argparse.ArgumentTypeError(f"{text!r} is no NAME=VALUE")
    return name, value


def _situation(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no situation: write words of letters and digits joined by -")
    return text
