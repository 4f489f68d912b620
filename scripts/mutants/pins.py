"""The case that would tell a surviving mutant from the document, as whoever pastes it writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scripts.cases.on_file import exchange_of
from scripts.cases.reading import read
from scripts.cases.requests import RequestError
from scripts.compare.difference import NOTHING, Difference, Verdict
from scripts.compare.documents import compare_documents
from scripts.document import operations
from scripts.har import Exchange
from scripts.judge.contract import Contract
from scripts.mutants.candidates import candidates
from scripts.mutants.requests_on_file import consistent

Document = Mapping[str, Any]
# How many candidates are judged for one mutant.
MOST = 1000


@dataclass(frozen=True)
class Pin:
    """A case for the file of an operation: ``kind`` is the part of the file, ``case`` what stands under ``name``."""

    operation: str
    kind: str
    name: str
    case: dict[str, Any]


def differences(old: Document, new: Document) -> list[Difference]:
    """What a change means to somebody, by the rules of ``compare``; nothing for the same in other words."""
    return [one for one in compare_documents(old, new) if one.verdict > Verdict.PATCH]


def pin(old: Document, new: Document, kept: Sequence[Exchange], shared: Mapping[str, Any], what: str) -> Pin | None:
    """A case of the one operation of ``old`` that keeps it and not ``new``, or the other way round; None if none does.

    ``kept`` are its exchanges on file, ``shared`` is what its file of cases says of every request, and ``what`` names
    the clause.
    """
    (operation,) = operations(old)
    values = [one.value for one in differences(old, new) if one.value is not NOTHING]
    before, after = Contract(old), Contract(new)
    for number, (status, case) in enumerate(candidates(operation, new, values, kept)):
        if number == MOST:
            break
        try:
            exchange = exchange_of(operation, status, case, shared)
        except RequestError:
            continue
        found = _told(before, after, old, new, exchange)
        if found is not None:
            kind, refused = found
            return Pin(operation.id, kind, f"{status}-{_slug(what)}", {**refused, **case})
    return None


def shared_of(folder: Any, operation_id: str) -> Mapping[str, Any]:
    """What the file of cases of an operation says of every request. Raises CaseError."""
    path = folder / "cases" / f"{operation_id}.yaml"
    found: Mapping[str, Any] = read(path).get("request", {}) if path.exists() else {}
    return found


def _told(
    before: Contract, after: Contract, old: Document, new: Document, exchange: Exchange
) -> tuple[str, dict[str, Any]] | None:
    if exchange.operation_id not in after.operations:
        return None
    first, second = (
        [(one.check, one.pointer) for one in side.judge_exchange(exchange).violations] for side in (before, after)
    )
    if not first:
        is_pinned = bool(second) or (consistent(old, [exchange]) and not consistent(new, [exchange]))
        return ("lawful", {}) if is_pinned else None
    check, pointer = next(((c, p) for c, p in first if (c, p) not in second), ("", ""))
    if not check:
        return None
    return "unlawful", {
        "refused": {"by": check, **({"at": pointer} if pointer else {}), "why": "Made up to be refused."}
    }


def _slug(what: str) -> str:
    return "-".join(re.findall("[A-Za-z0-9]+", what)[-6:]) or "pinned"
