"""The command line: ``python -m scripts.record OPERATION_ID SITUATION [--no-token] [--har FILE] [--violation REASON]``.

Exit codes: 0 written; 1 the answer belongs elsewhere: it breaks the contract and ``--violation`` was not given, or the
other way round; 2 nothing to record: bad arguments, no token, no answer, no such exchange in the HAR file, a file that
exists already; 3 refused: a secret would survive, or redaction would change what the contract says of the answer.
Whatever the code but 0, nothing is left on disk.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from scripts.coded import TooMuch
from scripts.document import ROOT, DocumentError, Operation, base_url, load, operations
from scripts.har import Exchange, RecordingError, text_of
from scripts.record.fetch import FetchError, fetch
from scripts.record.har_import import exchanges, secrets
from scripts.record.judge import refusal
from scripts.record.redact import RedactionError, redacted
from scripts.secret import survives
from scripts.server import SettingError, server

CANARIES = "RECORD_CANARY"
# Below this length, a cookie or query value is found by chance.
TELLING = 8


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
    except (Refused, DocumentError, FetchError, SettingError, RecordingError, RedactionError, TooMuch) as error:
        reason = str(error) or "the answer decodes to more than can be searched for secrets"
        print(f"record: {reason}", file=sys.stderr)
        code = 3 if isinstance(error, RedactionError | TooMuch) else 2
        return error.code if isinstance(error, Refused) else code
    return 0


def record(options: argparse.Namespace, environment: Mapping[str, str]) -> list[Path]:
    """Write what the options ask for; the paths of the new files. Raises what ``main`` tells."""
    document = load()
    known = {operation.id: operation for operation in operations(document)}
    if options.operation not in known:
        raise Refused(2, f"the document has no operation {options.operation!r}; there is: {', '.join(known)}")
    operation = known[options.operation]
    if options.har:
        seen = exchanges(options.har, [operation])
    else:
        with_token = bool(operation.security) and not options.no_token
        seen = [fetch(operation, server(environment, base_url(document), with_token=with_token))]
    if not seen:
        raise Refused(2, f"{options.har}: no answered request for {operation.id} in it")
    files: dict[Path, str] = {}
    for exchange in seen:
        file = _path(options, exchange, files)
        files[file] = _text(options, exchange, operation, environment, file)
    _write(files)
    return list(files)


def _path(options: argparse.Namespace, exchange: Exchange, taken: Mapping[Path, str]) -> Path:
    folder = options.root / ("violations" if options.violation else "recordings") / exchange.operation_id
    path: Path = folder / f"{exchange.status}-{options.situation}.har"
    number = 1
    while path in taken:
        number += 1
        path = folder / f"{exchange.status}-{options.situation}-{number}.har"
    return path


def _text(
    options: argparse.Namespace, exchange: Exchange, operation: Operation, environment: Mapping[str, str], path: Path
) -> str:
    clean = redacted(exchange, operation)
    expected, before = (refusal(one, operation, options.violation or "") for one in (clean, exchange))
    if expected != before:
        raise RedactionError("the contract would judge the redacted answer otherwise than the answer")
    if expected and not options.violation:
        raise Refused(1, f"{exchange.status}: {expected.check} at #{expected.pointer}: keep it with --violation REASON")
    if options.violation and not expected:
        raise Refused(1, f"{exchange.status}: the answer keeps the contract: record it without --violation")
    text = text_of(replace(clean, expected=expected))
    if survives(f"{path.name}\n{text}", _secrets(exchange, operation, environment)):
        raise Refused(3, "the token, a canary or another secret of the exchange would survive in the file")
    return text


def _secrets(exchange: Exchange, operation: Operation, environment: Mapping[str, str]) -> set[str]:
    given = {environment.get("USEAPI_TOKEN", ""), *environment.get(CANARIES, "").splitlines()}
    if any(0 < len(secret) < 4 for secret in given):
        raise Refused(2, f"USEAPI_TOKEN and each line of {CANARIES} need four characters, to be told from chance")
    public = json.dumps(operation.document, ensure_ascii=False, default=str)
    seen = {secret for secret in secrets(exchange) if len(secret) >= TELLING and secret not in public}
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
    parser.add_argument("--no-token", action="store_true", help="send no credentials")
    parser.add_argument("--violation", metavar="REASON", help="file an answer that breaks the contract, and say why")
    parser.add_argument(
        "--root", type=Path, default=ROOT / "contract_tests", help="where recordings/ and violations/ lie"
    )
    return parser


def _situation(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no situation: write words of letters and digits joined by -")
    return text
