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

from contract_tests.checks import Contract, Judgement
from contract_tests.credentials import REFUSED, RIGHT
from contract_tests.curl import command
from contract_tests.secrets import blotted
from contract_tests.unreachable import reason
from contract_tests.verdict import Verdict
from scripts.document import Operation

TIMEOUT = 30.0  # seconds

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

    def examine(self, contract: Contract, case: schemathesis.Case[Any], verdict: Verdict) -> None:
        """Send a generated case with the right token; fail unless the response keeps the contract."""
        self._conclude(self._ask(contract, case, {"Authorization": f"Bearer {self.token}"}, verdict), verdict)

    def examine_refusal(
        self, contract: Contract, case: schemathesis.Case[Any], credentials: str, verdict: Verdict
    ) -> None:
        """Send a case with one of the ``REFUSED`` credentials; fail unless the documented refusal comes back."""
        operation = contract.operation_of(case)
        if not operation.security:
            pytest.skip(f"{operation.id} asks for no credentials")
        refused = REFUSED[credentials]
        headers = refused.headers(self.token)
        judgement = self._ask(contract, case, headers, verdict, refused.in_shell, excluded_checks=[ignored_auth])
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
        **arguments: Any,
    ) -> Judgement:
        """Send a case with ``headers`` and judge the response.

        A server that cannot be asked is no violation: the verdict notes it and the test is skipped.
        """
        # A followed redirect would hide the answer of the server that was asked.
        transport: dict[str, Any] = {"allow_redirects": False, "timeout": TIMEOUT}
        try:
            response = case.call(base_url=self.base_url, headers=dict(headers), **transport)
            self._heed_limit(contract.operation_of(case), response, verdict)
            judgement = contract.judge(case, response, headers=dict(headers), transport_kwargs=transport, **arguments)
            sent = response.request
            credentials = in_shell if in_shell[0] in sent.headers else (in_shell[0], "")
            curl = command(str(sent.method), str(sent.url), sent.headers, credentials)
            notices = contract.notices(case, response) if self.observed else []
            return replace(judgement, notices=notices, curl=blotted(curl, self.token))
        except requests.RequestException as error:
            self._stop(reason(error, self.base_url, TIMEOUT), verdict)


def live_target(environment: Mapping[str, str], default_base_url: str) -> Target:
    """The user's server, from ``USEAPI_TOKEN`` and ``USEAPI_BASE_URL``.

    Raises LookupError, with one sentence, when there is no token or no usable URL.
    """
    token = environment.get("USEAPI_TOKEN", "")
    if not token:
        raise LookupError("USEAPI_TOKEN is not set: a live run needs the API token of an account")
    if not token.isascii() or not token.isprintable() or " " in token:
        raise LookupError("USEAPI_TOKEN holds characters that a header cannot carry")
    base_url = (environment.get("USEAPI_BASE_URL") or default_base_url).rstrip("/")
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        raise LookupError("USEAPI_BASE_URL is not an http or https URL without credentials")
    return Target("live", token, base_url, observed=True)
