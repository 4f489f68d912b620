"""Ask a live server, and reach a verdict on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import schemathesis

from scripts.document import Operation, base_path, operations
from scripts.judge.asker import Asker, Unasked
from scripts.judge.contract import Contract
from scripts.judge.hooks import repeated_answers
from scripts.judge.judgement import Judgement
from scripts.judge.notices import Notice
from scripts.judge.plan import Plan, refusals, repeats, simplest, takes
from scripts.judge.target import Target
from scripts.judge.thorough import judgements
from scripts.judge.verdict import Verdict

ADDRESS = "check the base URL"
NOTHING = "no-token"


@dataclass
class Seen:
    """What the plain requests for the operations were answered: the cases answered with success, and every status.

    ``missing`` are the judgements on operations that are not there, which mean little where none is.
    """

    answered: dict[str, schemathesis.Case[Any]] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    documented: set[str] = field(default_factory=set)
    missing: list[Judgement] = field(default_factory=list)


class Live:
    """One live run: plain requests first, and no more of an operation whose plain request was not answered.

    ``values`` are known values of path parameters. ``watch`` is told how many requests were sent.
    """

    def __init__(
        self, document: Mapping[str, Any], target: Target, plan: Plan, values: Mapping[str, str], verdict: Verdict
    ) -> None:
        self._document = document
        self._plan = plan
        asked = {operation.id for operation in plan.asked}
        closed = [operation for operation in operations(document) if operation.id not in asked]
        self._values = values
        self._verdict = verdict
        self._asker = Asker(Contract(document), target, observed=True)
        # A method that one path does not have may be that of another path's operation, of which it is a value.
        self._asker.guard.withheld = lambda request: any(
            operation.method == request.method and takes(operation, target, request) for operation in closed
        )
        self._seen = Seen()

    def run(self, watch: Callable[[int], None] | None = None) -> None:
        """Ask, and add what was found to the verdict."""
        self._asker.guard.watch = watch
        try:
            for operation in self._plan.asked:
                self._plainly(operation)
            if self._explained():
                return
            if self._plan.each is None and self._seen.answered:
                self._thoroughly()
            for operation in self._plan.asked:
                if case := self._seen.answered.get(operation.id):
                    self._again(operation, case)
        except Unasked as error:
            self._verdict.could_not_judge(self._asker.target.name, str(error))

    def _add(self, judgement: Judgement) -> None:
        self._verdict.add(self._asker.target.name, judgement)

    def _plainly(self, operation: Operation) -> None:
        try:
            case = simplest(self._asker.contract, operation, self._values)
        except LookupError as error:
            self._verdict.could_not_judge(self._asker.target.name, str(error))
            return
        judgement = self._asker.ask(case, sending=[repeated_answers] if repeats(self._plan) else ())
        self._seen.statuses[operation.id] = judgement.status
        absent = judgement.status == HTTPStatus.NOT_FOUND
        # Anybody answers 404 to what is not there; the documented one has the documented body.
        if operation.response_for(judgement.status) is not None and not (absent and judgement.violations):
            self._seen.documented.add(operation.id)
        if judgement.success:
            self._seen.answered[operation.id] = case
        elif self._is_known_absence(operation, judgement):
            received = f"{judgement.status} for a value that was made up"
            only = Notice("only_refusals_seen", operation.id, judgement.status, "", received, "an answer of success")
            judgement = replace(judgement, success=True, notices=[*judgement.notices, only])
            self._seen.answered[operation.id] = case
        if absent and operation.id not in self._seen.documented:
            self._seen.missing.append(judgement)
        else:
            self._add(judgement)

    def _is_known_absence(self, operation: Operation, judgement: Judgement) -> bool:
        """Whether what was asked for is not there, as documented: a value of the path is only known if it was given."""
        gone = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
        return "{" in operation.path and judgement.status in gone and operation.id in self._seen.documented

    def _explained(self) -> bool:
        """Say why nothing was answered, where one cause explains it; whether that is so."""
        statuses, target = set(self._seen.statuses.values()), self._asker.target
        if statuses == {HTTPStatus.UNAUTHORIZED}:
            self._verdict.could_not_judge(target.name, f"{target.base_url} refused the token of USEAPI_TOKEN (401)")
            return True
        if statuses == {HTTPStatus.NOT_FOUND} and not self._seen.documented:
            self._verdict.could_not_judge(target.name, self._nothing_there())
            return True
        # One that is not there, though others are, is a broken promise.
        for judgement in self._seen.missing:
            self._add(judgement)
        return False

    def _nothing_there(self) -> str:
        target, path = self._asker.target, base_path(self._document)
        if target.spared:
            return f"the endpoint is gone: {target.base_url} answers 404, which the document does not have"
        said = f"{target.base_url} answers 404 and nothing else: {ADDRESS}"
        base = str(target.base_url)
        if not path or urlsplit(base).path.rstrip("/").endswith(path):
            return said
        operation = self._plan.asked[0]
        elsewhere = Asker(self._asker.contract, Target(target.name, target.token, f"{base}{path}"), self._asker.guard)
        try:
            found = elsewhere.ask(simplest(elsewhere.contract, operation, self._values))
        except Unasked:
            return said
        return f"{said}, {base}{path} answers" if operation.response_for(found.status) else said

    def _thoroughly(self) -> None:
        asked = [operation for operation in self._plan.asked if operation.id in self._seen.answered]
        try:
            for judgement in judgements(self._asker, self._document, asked, self._values):
                self._add(judgement)
        except Unasked as error:
            # What is asked afterwards may be answered all the same.
            self._verdict.could_not_judge(self._asker.target.name, str(error))

    def _again(self, operation: Operation, case: schemathesis.Case[Any]) -> None:
        """Ask once more, with what must be refused."""
        possible = self._asker.refusals(operation)
        for name in refusals(self._plan):
            if name not in possible:
                continue
            judgement = self._asker.examine_refusal(case, name)
            self._add(judgement)
            if name == NOTHING and judgement.violations:
                break  # whoever needs no token may send anything
        if self._plan.each is None and operation.security:
            self._add(self._asker.examine_scheme(case))
