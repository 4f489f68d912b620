"""Which exchange on file tells a mutant from the document?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from contract_tests.mutants.clients import client_of
from contract_tests.mutants.mutations import Mutant
from contract_tests.mutants.requests_on_file import consistent
from scripts.cases.on_file import OnFile
from scripts.har import Exchange
from scripts.judge.contract import Contract

RECORDING, VIOLATION, REQUEST, CLIENT = "a recording", "a violation", "a recorded request", "the generated client"


class Jury:
    """The exchanges that are ``kept`` on file, and their document.

    What a response can show is left to responses; the requests on file and the generated client have a say in the
    rest alone, so that neither is a cheap way out. Raises ValueError when the document itself is not what they show.
    """

    def __init__(self, document: Mapping[str, Any], kept: Iterable[OnFile]) -> None:
        self.document = document
        self._exchanges = [one.exchange for one in kept]
        self._client = client_of(document)
        if not consistent(document, self._exchanges) or self._told_apart(document):
            raise ValueError("the exchanges on file do not fit the document itself")

    def catcher(self, mutant: Mutant) -> str | None:
        """What catches the mutant, or None when it survives."""
        document = mutant.of(self.document)
        if not mutant.on_request:
            return self._told_apart(document)
        if not consistent(document, self._exchanges):
            return REQUEST
        return CLIENT if client_of(document) != self._client else None

    def _told_apart(self, document: Mapping[str, Any]) -> str | None:
        contract = Contract(document)
        for position, exchange in enumerate(self._exchanges):
            if _misjudged(contract, exchange):
                # Neighbouring clauses tend to be caught by the same exchange: it is asked first from now on.
                self._exchanges.insert(0, self._exchanges.pop(position))
                return RECORDING if exchange.expected is None else VIOLATION
        return None


def _misjudged(contract: Contract, exchange: Exchange) -> bool:
    violations = contract.judge_exchange(exchange).violations
    if exchange.expected is None:
        return bool(violations)
    stated = (exchange.expected.check, exchange.expected.pointer)
    return stated not in {(violation.check, violation.pointer) for violation in violations}
