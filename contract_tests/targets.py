"""The servers that generated requests are sent to, and how their responses are judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
import schemathesis

from contract_tests.checks import Contract, Judgement
from contract_tests.verdict import Verdict

TIMEOUT = 30.0


@dataclass(frozen=True)
class Target:
    """A server under judgement. ``base_url`` is None for an application in this process."""

    name: str
    token: str = field(repr=False)
    base_url: str | None = None

    def examine(self, contract: Contract, case: schemathesis.Case[Any], verdict: Verdict) -> None:
        """Send a generated case with the right token; fail unless the response keeps the contract."""
        judgement = self.judge(contract, case, {"Authorization": f"Bearer {self.token}"}, verdict)
        assert not judgement.violations, "\n".join(map(str, judgement.violations))

    def judge(
        self,
        contract: Contract,
        case: schemathesis.Case[Any],
        headers: Mapping[str, str],
        verdict: Verdict,
        **arguments: Any,
    ) -> Judgement:
        """Send a case with ``headers``, judge the response and add the judgement to the verdict.

        A server that cannot be asked is no violation: the verdict notes it and the test is skipped.
        """
        # A followed redirect would hide the answer of the server that was asked.
        transport: dict[str, Any] = {} if self.base_url is None else {"allow_redirects": False, "timeout": TIMEOUT}
        try:
            response = case.call(base_url=self.base_url, headers=dict(headers), **transport)
            judgement = contract.judge(case, response, headers=dict(headers), transport_kwargs=transport, **arguments)
        except requests.RequestException as error:
            reason = f"no answer from {self.base_url} ({type(error).__name__})"
            verdict.could_not_judge(self.name, reason)
            pytest.skip(reason)
        verdict.add(self.name, judgement)
        return judgement


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
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise LookupError("USEAPI_BASE_URL is not an http or https URL")
    return Target("live", token, base_url)
