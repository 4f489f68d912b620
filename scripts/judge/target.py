"""The servers that generated requests are sent to, and how their responses are judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any, NoReturn
from urllib.parse import urlsplit

import pytest
import requests
import schemathesis
from schemathesis.checks import ignored_auth

from scripts.document import Operation
from scripts.judge.contract import Contract, Judgement
from scripts.judge.credentials import REFUSED, RIGHT
from scripts.judge.curl import command
from scripts.judge.guard import Bounds, Guard, Spent
from scripts.judge.hooks import repeated_answers
from scripts.judge.unreachable import reason
from scripts.judge.verdict import Verdict
from scripts.judge.wire import fault
from scripts.secret import blotted
from scripts.server import server

# What the document's own server is asked at most, and how many seconds lie between two requests.
BUDGET, INTERVAL = 15, 1.0
RUN_SECONDS = 120.0

# Schemathesis configuration for what a client would ask, and no more.
PLAIN_REQUESTS: dict[str, Any] = {
    "generation": {"deterministic": True, "database": "none", "mode": "positive", "max-examples": 1},
    "phases": {"coverage": {"enabled": False}, "examples": {"enabled": False}, "stateful": {"enabled": False}},
}


@dataclass(frozen=True)
class Target:
    """A server under judgement. ``base_url`` is None for an application in this process.

    ``observed`` asks for notices as well: what a server of ours does beyond the document is no news.
    """

    name: str
    token: str = field(repr=False)
    base_url: str | None = None
    observed: bool = False
    guard: Guard = field(default_factory=lambda: Guard(Bounds()), repr=False, compare=False)
    _asked: set[str] = field(default_factory=set, init=False, repr=False, compare=False)
    # Operations whose answers came back alike, and only with the token: once is enough, and each time is four requests.
    _confirmed: set[str] = field(default_factory=set, init=False, repr=False, compare=False)

    @property
    def promise(self) -> str:
        """What is asked of the server at most, said before it is asked."""
        bounds = self.guard.bounds
        many = "requests as fast as it answers" if bounds.requests is None else f"at most {bounds.requests} requests"
        rate = f", {bounds.interval:g} s apart" if bounds.interval else ""
        return f"{self.name}: {many}{rate}, for at most {bounds.run:g} s, to {self.base_url}"

    def examine(self, contract: Contract, case: schemathesis.Case[Any], verdict: Verdict) -> None:
        """Send a generated case with the right token; fail unless the response keeps the contract.

        Hypothesis may come up with a case a hundred times; it is sent the first time, and then again by the check for
        repeated answers.
        """
        parts = (case.method, case.path_parameters, case.query, dict(case.headers), case.cookies, case.body)
        key = repr((case.operation.label, case.media_type, *parts))
        if key in self._asked:
            return
        self._asked.add(key)
        operation, token = contract.operation_of(case), {"Authorization": f"Bearer {self.token}"}
        excluded = [ignored_auth, repeated_answers] if operation.id in self._confirmed else []
        judgement = self._ask(contract, case, token, verdict, excluded_checks=excluded)
        if case.method == operation.method and 200 <= judgement.status < 300 and not judgement.violations:
            self._confirmed.add(operation.id)
        self._conclude(judgement, verdict)

    def examine_refusal(
        self, contract: Contract, case: schemathesis.Case[Any], credentials: str, verdict: Verdict
    ) -> None:
        """Send a case with one of the ``REFUSED`` credentials; fail unless the documented refusal comes back."""
        operation = contract.operation_of(case)
        if not operation.security:
            pytest.skip(f"{operation.id} asks for no credentials")
        refused = REFUSED[credentials]
        headers = refused.headers(self.token)
        query, excluded = refused.query(self.token), [ignored_auth, repeated_answers]
        judgement = self._ask(contract, case, headers, verdict, refused.in_shell, query, excluded_checks=excluded)
        if judgement.status != HTTPStatus.UNAUTHORIZED:
            received, documented = f"{judgement.status} for {credentials}", str(HTTPStatus.UNAUTHORIZED.value)
            judgement = judgement.with_violation("authentication", received, documented)
        self._conclude(judgement, verdict)

    def _heed_limit(self, operation: Operation, response: schemathesis.Response, verdict: Verdict) -> None:
        """Take a server that was asked too often for one that could not be judged."""
        status = HTTPStatus.TOO_MANY_REQUESTS
        if self.observed and response.status_code == status and operation.response_for(status) is None:
            wait = " ".join(response.headers.get("retry-after", []))
            after = f"; it wants to be left alone for {wait} seconds" if wait.isdecimal() else ""
            self._stop(f"{self.base_url} answered {status.value}, too many requests{after}", verdict)

    def _stop(self, why: str, verdict: Verdict) -> NoReturn:
        self.guard.given_up = self.guard.given_up or why
        verdict.could_not_judge(self.name, why)
        pytest.skip(why)

    def _conclude(self, judgement: Judgement, verdict: Verdict) -> None:
        judgement = judgement.without(self.token)
        verdict.add(self.name, judgement)
        if judgement.violations:
            pytest.fail("\n".join(map(str, judgement.violations)), pytrace=False)

    def _ask(
        self,
        contract: Contract,
        case: schemathesis.Case[Any],
        headers: Mapping[str, str],
        verdict: Verdict,
        in_shell: tuple[str, str] = RIGHT,
        query: Mapping[str, str] | None = None,
        **arguments: Any,
    ) -> Judgement:
        """Send a case with ``headers``, and ``query`` besides its own, and judge the response.

        A server that cannot be asked is no violation: the verdict notes it and the test is skipped.
        """
        if self.guard.given_up:
            self._stop(self.guard.given_up, verdict)
        operation = contract.operation_of(case)
        # A followed redirect would hide the answer of the server that was asked.
        transport: dict[str, Any] = {"allow_redirects": False}
        if query:
            case = case.derive(query={**case.query, **query})
        given: dict[str, Any] = {"headers": dict(headers), "transport_kwargs": transport, **arguments}
        try:
            with self.guard.in_force():
                response = case.call(base_url=self.base_url, headers=dict(headers), **transport)
                self._heed_limit(operation, response, verdict)
                curl = self._again(response.request, in_shell)
                judgement = contract.judge(case, response, **given)
            probe = self._again(self.guard.sent[-1], RIGHT) if self.guard.sent else ""
            notices = contract.notices(case, response) if self.observed else []
            return replace(judgement, notices=notices, curl=curl, probe=probe)
        except requests.RequestException as error:
            if received := fault(error):
                status = error.response.status_code if error.response is not None else 0
                curl = self._again(self.guard.sent[-1], in_shell)
                return Judgement(operation.id, status, 0, curl=curl).with_violation("framing", received, "an answer")
            why = reason(error, self.base_url, self.guard.bounds.answer)
            if isinstance(error, Spent | requests.Timeout):
                self._stop(why, verdict)
            verdict.could_not_judge(self.name, why)
            pytest.skip(why)

    def _again(self, sent: requests.PreparedRequest, in_shell: tuple[str, str]) -> str:
        """The command that sends a request again; credentials that were not the token's are spelled as such."""
        name, value = in_shell
        carried = sent.headers.get(name, "")
        if not carried and not name.startswith("?"):
            value = ""
        elif in_shell == RIGHT and self.token not in str(carried):
            value = "Bearer not-the-token"
        return blotted(command(str(sent.method), str(sent.url), sent.headers, (name, value)), self.token)


def is_the_service(environment: Mapping[str, str], default_base_url: str) -> bool:
    """Whether a live run asks the document's own server, in whatever spelling of its address."""
    asked, documented = environment.get("USEAPI_BASE_URL") or default_base_url, default_base_url
    return _place(asked) == _place(documented)


def _place(url: str) -> tuple[str, int | None]:
    """Host and port; the ports of http and https are one, since both lead to the same service."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        return url, None
    return (parts.hostname or "").rstrip("."), None if port in {80, 443} else port


def live_target(environment: Mapping[str, str], default_base_url: str, seconds: float = RUN_SECONDS) -> Target:
    """The user's server, from ``USEAPI_TOKEN`` and ``USEAPI_BASE_URL``; it is asked for ``seconds`` at most.

    The document's own server, which costs money and serves others, is asked little and slowly.

    Raises SettingError when there is no token or no usable URL.
    """
    asked = server(environment, default_base_url)
    spared = is_the_service(environment, default_base_url)
    bounds = Bounds(requests=BUDGET, interval=INTERVAL, run=seconds) if spared else Bounds(run=seconds)
    return Target("live", str(asked.token), asked.base_url, observed=True, guard=Guard(bounds, local=asked.is_local))
