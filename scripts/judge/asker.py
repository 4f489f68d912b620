"""Ask a server, one request at a time, and judge what it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any

import requests
import schemathesis
from schemathesis.checks import ignored_auth
from schemathesis.engine.recorder import ScenarioRecorder

from scripts.document import Operation
from scripts.judge.clause import clause_of
from scripts.judge.contract import Contract
from scripts.judge.credentials import OTHER_LETTERS, RIGHT, Credentials, bare, refused_for, right_for
from scripts.judge.curl import again
from scripts.judge.guard import Guard, Spent
from scripts.judge.hooks import repeated_answers
from scripts.judge.judgement import Judgement
from scripts.judge.notices import Notice
from scripts.judge.shown import shown
from scripts.judge.target import Target
from scripts.judge.unreachable import reason
from scripts.judge.violation import Violation
from scripts.judge.wire import fault


class Unasked(Exception):
    """The server could not be asked, so nothing can be said of it; one sentence."""


class Asker:
    """Asks ``target`` and judges by ``contract``; what was asked before is not asked again.

    ``observed`` asks for notices as well: what a server of ours does beyond the document is no news.
    """

    def __init__(
        self, contract: Contract, target: Target, guard: Guard | None = None, *, observed: bool = False
    ) -> None:
        self.contract = contract
        self.target = target
        self.guard = guard or target.guard()
        self.observed = observed
        self._asked: set[str] = set()
        # The request that was answered last.
        self._last: requests.PreparedRequest | None = None
        # Operations whose answers came back alike, and only with the token: once is enough.
        self._confirmed: set[str] = set()

    def examine(self, case: schemathesis.Case[Any]) -> Judgement | None:
        """The judgement on a generated case with the right token, as on what the checks that send have found.

        None for a case that was sent before: Hypothesis may come up with one a hundred times. Raises Unasked.
        """
        parts = (case.method, case.path_parameters, case.query, dict(case.headers), case.cookies, case.body)
        key = repr((case.operation.label, case.media_type, *parts))
        if key in self._asked:
            return None
        self._asked.add(key)
        operation = self.contract.operation_of(case)
        sending = () if operation.id in self._confirmed else (ignored_auth, repeated_answers)
        judgement = self.ask(case, sending=sending)
        if judgement.success and not judgement.violations:
            self._confirmed.add(operation.id)
        return judgement

    def refusals(self, operation: Operation) -> dict[str, Credentials]:
        """What the operation must refuse of what can be made of this token."""
        return refused_for(operation, self.target.token)

    def examine_refusal(self, case: schemathesis.Case[Any], credentials: str) -> Judgement:
        """The judgement on a case with credentials that must be refused as documented. Raises Unasked."""
        operation = self.contract.operation_of(case)
        refused = self.refusals(operation)[credentials]
        judgement = replace(self.ask(bare(case, operation), refused), success=False)
        if judgement.status in {HTTPStatus.UNAUTHORIZED, 0}:
            return judgement
        received, documented = f"{judgement.status} for {credentials}", str(HTTPStatus.UNAUTHORIZED.value)
        place = clause_of(operation, "authentication", judgement.status, "")
        curl = again(self._last, refused, self.target.token) if self._last is not None else ""
        return judgement.with_violation(
            Violation(
                "authentication", operation.id, judgement.status, "", received, documented, credentials, place, curl
            )
        )

    def examine_scheme(self, case: schemathesis.Case[Any]) -> Judgement:
        """The judgement on the right token under the scheme's name in other letters, which may be refused."""
        operation = self.contract.operation_of(case)
        judgement = replace(self.ask(bare(case, operation), OTHER_LETTERS), success=False)
        if judgement.status != HTTPStatus.UNAUTHORIZED:
            return judgement
        received, documented = f"{judgement.status} for the scheme in other letters", "the scheme in any letters"
        notice = Notice("scheme_in_other_letters", operation.id, judgement.status, "bearer", received, documented)
        return replace(judgement, notices=[notice])

    def ask(
        self, case: schemathesis.Case[Any], credentials: Credentials | None = None, *, sending: Sequence[Any] = ()
    ) -> Judgement:
        """Send a case, with the right token unless other ``credentials`` are given, and judge the response.

        An answer that is no HTTP is a violation; raises Unasked when there is none.
        """
        operation, token = self.contract.operation_of(case), self.target.token
        carried = credentials or right_for(operation) or RIGHT
        if credentials is not None or carried is not RIGHT:
            case = case.derive(query={**case.query, **carried.query(token)})
        headers = carried.headers(token)
        # A followed redirect would hide the answer of the server that was asked.
        transport: dict[str, Any] = {"allow_redirects": False, "headers": headers}
        if self.target.base_url is not None:
            transport["base_url"] = self.target.base_url
        try:
            with self.guard.in_force():
                response = case.call(**transport)
                self._last = response.request
                self._heed_limit(operation, response)
                recorder = ScenarioRecorder(label=operation.id)
                recorder.record_case(case=case)
                recorder.record_response(case_id=case.id, response=response)
                judgement = self.contract.judge(
                    case, response, sending=sending, headers=headers, transport=transport, recorder=recorder
                )
        except requests.RequestException as error:
            return self._without_answer(operation, error, carried)
        notices = self.contract.notices(operation, response) if self.observed else []
        curl, body = again(response.request, carried, token), shown(operation, response, judgement)
        violations = [replace(one, curl=one.curl or curl, body=one.body or body) for one in judgement.violations]
        judgement = replace(judgement, violations=violations, notices=[*judgement.notices, *notices])
        return judgement.without(token)

    def _without_answer(
        self, operation: Operation, error: requests.RequestException, carried: Credentials
    ) -> Judgement:
        if received := fault(error):
            status = error.response.status_code if error.response is not None else 0
            curl = again(self.guard.sent[-1], carried, self.target.token)
            broken = Violation("framing", operation.id, status, "", received, "an answer", received, curl=curl)
            return Judgement(operation.id, status, 0).with_violation(broken).without(self.target.token)
        why = reason(error, self.target.base_url, self.guard.bounds.answer, self.guard.answered)
        if isinstance(error, Spent | requests.Timeout):
            self.guard.given_up = self.guard.given_up or (str(error) if isinstance(error, Spent) else "it kept silent")
        raise Unasked(why) from None

    def _heed_limit(self, operation: Operation, response: schemathesis.Response) -> None:
        """Take a server that was asked too often for one that could not be judged. Raises Unasked."""
        status = HTTPStatus.TOO_MANY_REQUESTS
        if self.observed and response.status_code == status and operation.response_for(status) is None:
            self.guard.given_up = f"it answered {status.value}, too many requests{_wait(response.headers)}"
            raise Unasked(f"{self.target.base_url} answered {status.value}, too many requests{_wait(response.headers)}")


def _wait(headers: Mapping[str, list[str]]) -> str:
    seconds = " ".join(headers.get("retry-after", []))
    return f"; it wants to be left alone for {seconds} seconds" if seconds.isdecimal() else ""
