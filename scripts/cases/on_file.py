"""Every exchange on file, whichever way it is written: recordings, violations and cases.

A folder of exchanges holds ``recordings/<operationId>/*.har`` and ``violations/<operationId>/*.har``, which were really
exchanged or stand on the vendor's page, and ``cases/<operationId>.yaml``, which somebody made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from itertools import pairwise
from pathlib import Path
from typing import Any

from scripts import har
from scripts.cases import requests
from scripts.cases.headers import media_type, merged, says
from scripts.cases.reading import BODIES, CaseError, content_of, fault, read
from scripts.document import BODILESS, ROOT, Operation, operations
from scripts.har import Exchange, Expected, Origin

FOLDER = ROOT / "contract_tests"
RECORDING, VIOLATION = "recording", "violation"
# The folder of HAR files, and the part of a file of cases, of each kind.
_PLACES = {RECORDING: ("recordings", "lawful"), VIOLATION: ("violations", "unlawful")}
_WHY = "Made up: the contract allows it, the page does not show it."
_REFUSED = "Made up to be refused."
# What was never exchanged was exchanged on no day.
_NEVER = date.min


@dataclass(frozen=True)
class OnFile:
    """An exchange, what it is kept as, and the file at ``path`` that holds it.

    ``kind`` is RECORDING for what keeps the contract and VIOLATION for what breaks it. ``name`` begins with the
    status, and is the only one of its kind for the operation.
    """

    exchange: Exchange
    kind: str
    name: str
    path: Path

    def __str__(self) -> str:
        """The operation and the name."""
        return f"{self.exchange.operation_id}-{self.name}"


def on_file(document: Mapping[str, Any], folder: Path = FOLDER) -> list[OnFile]:
    """Every exchange under ``folder``, recordings first, by operation and name.

    Raises RecordingError for a file that cannot be used, or whose operation ``document`` does not have.
    """
    known = {operation.id: operation for operation in operations(document)}
    found = [*_recorded(known, folder), *_cases(known, folder)]
    found.sort(key=lambda one: (list(_PLACES).index(one.kind), one.exchange.operation_id, one.name))
    for one, other in pairwise(found):
        if (one.kind, str(one)) == (other.kind, str(other)):
            raise CaseError(f"{other.path}: there is another {one.kind} of that name, {other.name}: {one.path}")
    return found


def missing(document: Mapping[str, Any], kept: Sequence[OnFile], folder: Path = FOLDER) -> list[str]:
    """A sentence for each documented answer that no lawful exchange shows."""
    told: list[str] = []
    for operation, key in absent(document, kept):
        place = _shown(folder / "cases" / f"{operation.id}.yaml")
        told.append(f"{operation.id} has no case for {key}: add one to {place}")
    return told


def absent(document: Mapping[str, Any], kept: Sequence[OnFile]) -> list[tuple[Operation, str]]:
    """Each documented answer that no lawful exchange shows: the operation, and the key among its responses."""
    found: list[tuple[Operation, str]] = []
    for operation in operations(document):
        shown = {
            covering[0]
            for one in kept
            if one.exchange.operation_id == operation.id and one.kind == RECORDING
            if (covering := operation.response_for(one.exchange.status))
        }
        found += [(operation, key) for key in operation.responses if key not in shown]
    return found


def _shown(path: Path) -> Path:
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


def _recorded(known: Mapping[str, Operation], folder: Path) -> Iterator[OnFile]:
    for kind, (place, _) in _PLACES.items():
        for path in sorted((folder / place).glob("*/*.har")):
            exchange = har.read(path)
            _known(known, exchange.operation_id, path)
            yield OnFile(exchange, kind, path.stem, path)


def _cases(known: Mapping[str, Operation], folder: Path) -> Iterator[OnFile]:
    for path in sorted((folder / "cases").glob("*.yaml")):
        operation = _known(known, path.stem, path)
        said = read(path)
        for kind, (_, part) in _PLACES.items():
            for name, case in said.get(part, {}).items():
                try:
                    exchange = exchange_of(operation, int(name[:3]), case or {}, said.get("request", {}))
                except requests.RequestError as error:
                    raise fault(path, [part, name], str(error)) from None
                yield OnFile(exchange, kind, name, path)


def _known(known: Mapping[str, Operation], name: str, path: Path) -> Operation:
    if name not in known:
        raise CaseError(f"{path}: there is no operation {name}; there is: {', '.join(known)}")
    return known[name]


def exchange_of(operation: Operation, status: int, case: Mapping[str, Any], shared: Mapping[str, Any]) -> Exchange:
    """What a case of ``operation`` says was exchanged, where ``shared`` is what its file says of every request.

    Raises RequestError.
    """
    refused, asked = case.get("refused"), _merged(shared, case.get("request", {}))
    sent, content = requests.content(operation, asked), content_of(case)
    if content and status in BODILESS:
        raise requests.RequestError(f"a {status} has no body")
    documented = operation.response_for(status)
    if (unlawful := bool(asked.get("unlawful"))) and status < HTTPStatus.BAD_REQUEST:
        raise requests.RequestError(f"a request that the document does not allow is not answered with {status}")
    plain = media_type(documented[1].get("content", {}) if documented else {})
    if content is not None and plain is None and not says(case, "content-type"):
        raise requests.RequestError(f"{status} has more than one media type: say Content-Type under headers:")
    return Exchange(
        operation_id=operation.id,
        method=operation.method,
        url=requests.url(operation, asked),
        request_headers=requests.headers(operation, asked, sent),
        status=status,
        headers=merged([("Content-Type", plain)] if content is not None and plain else [], case.get("headers", {})),
        content=content or b"",
        elapsed=0.0,
        origin=Origin.SYNTHETIC,
        date=_NEVER,
        changes=[_REFUSED if refused else str(case.get("why", _WHY))],
        expected=Expected(refused["by"], refused.get("at", ""), refused["why"]) if refused else None,
        request_content=sent or b"",
        request_unlawful=unlawful,
    )


def _merged(shared: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """What a case says of its request, with what its file says of all; its own body takes the place of theirs."""
    kept = {key: value for key, value in shared.items() if key not in BODIES or not set(BODIES) & set(own)}
    parts = {part: {**shared.get(part, {}), **own.get(part, {})} for part in ("path", "query", "headers")}
    return {**kept, **own, **{part: value for part, value in parts.items() if value}}
