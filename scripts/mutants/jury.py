"""Which exchange on file tells a mutant from the document?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from scripts.cases.on_file import OnFile
from scripts.document import operations, pointer_of, pointer_tokens
from scripts.har import Exchange
from scripts.judge.contract import Contract
from scripts.mutants.clients import client_of
from scripts.mutants.mutations import Mutant
from scripts.mutants.pins import Pin, differences, pin, shared_of
from scripts.mutants.requests_on_file import consistent
from scripts.part import part, readers

RECORDING, VIOLATION, REQUEST, CLIENT = "a recording", "a violation", "a recorded request", "the generated client"


class Jury:
    """The exchanges that are ``kept`` on file, and their document.

    A mutant is judged by the operations that its clause touches, one by one, each cut out of the document, so that
    what a clause costs does not grow with the document. What a response can show is left to responses; the requests
    on file and the generated client have a say in the rest alone, so that neither is a cheap way out. Raises
    ValueError when the document itself is not what they show.
    """

    def __init__(self, document: Mapping[str, Any], kept: Iterable[OnFile]) -> None:
        self.document = document
        found = [*operations(document)]
        self._ids = {operation.id: operation.path for operation in found}
        self._readers = readers(document)
        self._exchanges: dict[str, list[Exchange]] = {name: [] for name in self._ids}
        parts = {name: part(document, name) for name in self._ids}
        contracts = {name: Contract(cut) for name, cut in parts.items()}
        for one in kept:
            name = one.exchange.operation_id
            if why := _unfit(parts[name], contracts[name], one.exchange):
                raise ValueError(f"{one.path}: {one.name} does not fit the document: {why}")
            self._exchanges[name].append(one.exchange)
        self._clients = {name: client_of(cut) for name, cut in parts.items()}

    def catcher(self, mutant: Mutant) -> str | None:
        """What catches the mutant, or None when it survives."""
        document = mutant.of(self.document)
        for name in self._touched(mutant):
            cut = part(document, name)
            if caught := self._refused(name, cut) if mutant.on_request else self._told_apart(name, cut):
                return caught
        return None

    def is_equivalent(self, mutant: Mutant) -> bool:
        """Whether a clause that nothing catches means the same to everybody, for each operation that it touches."""
        touched, document = self._touched(mutant), mutant.of(self.document)
        return bool(touched) and not any(differences(self._part(name), part(document, name)) for name in touched)

    def pin(self, mutant: Mutant, folder: Path) -> Pin | None:
        """A case that would catch a survivor, for the files in ``folder``; None if none does. Raises CaseError."""
        document = mutant.of(self.document)
        found = (
            pin(self._part(name), part(document, name), self._exchanges[name], shared_of(folder, name), told)
            for name in self._touched(mutant)
            for told in [f"{mutant.pointer} {mutant.change}"]
        )
        return next((one for one in found if one is not None), None)

    def _part(self, name: str) -> dict[str, Any]:
        return part(self.document, name)

    def _touched(self, mutant: Mutant) -> list[str]:
        """The operations that a clause speaks of."""
        place = pointer_tokens(mutant.pointer)
        if place[0] == "paths":
            return [name for name, path in self._ids.items() if path == place[1]]
        if place[0] == "components":
            return self._readers.get(pointer_of([*place[:3]]), [])
        return [*self._ids]

    def _refused(self, name: str, cut: Mapping[str, Any]) -> str | None:
        if not consistent(cut, self._exchanges[name]):
            return REQUEST
        return CLIENT if client_of(cut) != self._clients[name] else None

    def _told_apart(self, name: str, cut: Mapping[str, Any]) -> str | None:
        contract, exchanges = Contract(cut), self._exchanges[name]
        for position, exchange in enumerate(exchanges):
            if _misjudged(contract, exchange):
                # Neighbouring clauses tend to be caught by the same exchange: it is asked first from now on.
                exchanges.insert(0, exchanges.pop(position))
                return RECORDING if exchange.expected is None else VIOLATION
        return None


def _unfit(cut: Mapping[str, Any], contract: Contract, exchange: Exchange) -> str | None:
    """Why an exchange is not what its document makes of it, if it is not."""
    if not consistent(cut, [exchange]):
        return "its request is none that the document describes"
    if not _misjudged(contract, exchange):
        return None
    found = contract.judge_exchange(exchange).violations
    if exchange.expected is None:
        return str(found[0])
    said = f"it is refused by {exchange.expected.check} at {exchange.expected.pointer or '/'}"
    return f"{said}, it says, and {'; '.join(map(str, found)) or 'nothing refuses it'}"


def _misjudged(contract: Contract, exchange: Exchange) -> bool:
    violations = contract.judge_exchange(exchange).violations
    if exchange.expected is None:
        return bool(violations)
    stated = (exchange.expected.check, exchange.expected.pointer)
    return stated not in {(violation.check, violation.pointer) for violation in violations}
