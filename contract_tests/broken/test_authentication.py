"""Is every way of asking for less than the token flagged?"""

from base64 import b64encode
from collections.abc import Callable

import pytest
from schemathesis.checks import ignored_auth

from contract_tests.broken.servers import Admission, App, admitting, echoing, hasty
from contract_tests.exchanges import recorded_case
from scripts.document import load
from scripts.judge.asker import Asker
from scripts.judge.contract import Contract
from scripts.judge.credentials import REFUSED
from scripts.judge.target import PLAIN_REQUESTS, Target
from scripts.judge.verdict import Verdict
from scripts.judge.violation import Violation

TOKEN = "user:1-Canary-4f1c"
# What a careless server admits, and the credentials that give it away.
CARELESS: dict[str, tuple[str, Admission]] = {
    "anybody": ("no-token", lambda sent, token: True),
    "any-header": ("wrong-token", lambda sent, token: bool(sent)),
    "any-bearer": ("wrong-token", lambda sent, token: sent.startswith("Bearer ")),
    "empty-bearer": ("empty-token", lambda sent, token: sent in {f"Bearer {token}", "Bearer", "Bearer "}),
    "prefix-of-the-token": (
        "truncated-token",
        lambda sent, token: len(sent) > 9 and f"Bearer {token}".startswith(sent),
    ),
    "token-with-more": ("longer-token", lambda sent, token: sent.startswith(f"Bearer {token}")),
    "other-case": ("other-case", lambda sent, token: sent.lower() == f"bearer {token}".lower()),
    "any-scheme": ("token-under-other-scheme", lambda sent, token: sent.partition(" ")[2] == token),
    "basic": ("other-scheme", lambda sent, token: sent == f"Bearer {token}" or sent.startswith("Basic ")),
    "cookie": ("token-in-a-cookie", lambda sent, token: sent in {f"Bearer {token}", f"token={token}"}),
    "query": ("token-in-the-query", lambda sent, token: sent in {f"Bearer {token}", f"access_token={token}"}),
    "query-api-key": ("token-in-the-query-as-api_key", lambda sent, token: sent.endswith(f"api_key={token}")),
    "query-token": ("token-in-the-query-as-token", lambda sent, token: sent.endswith(f"token={token}")),
    "query-key": ("token-in-the-query-as-key", lambda sent, token: sent.startswith(("key=", "Bea"))),
    "other-header": ("token-in-other-header", lambda sent, token: sent in {f"Bearer {token}", token}),
    "no-scheme": ("token-without-scheme", lambda sent, token: sent.endswith(token) and sent.count(" ") < 2),
}
# How the token can come back.
SPELLINGS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "percent": lambda token: "".join(f"%{byte:02x}" for byte in token.encode()),
    "base64": lambda token: b64encode(token.encode()).decode(),
    "hex": lambda token: token.encode().hex(),
    "reversed": lambda token: token[::-1],
    "html": lambda token: "".join(f"&#{ord(letter)};" for letter in token),
    "within": lambda token: f"https://elsewhere.example/?back={token}&a=b",
}


def judged(app: App) -> list[Violation]:
    """What the contract run finds: one request with the token, one with each of the credentials to refuse."""
    contract, verdict = Contract(load(), config=PLAIN_REQUESTS), Verdict()
    contract.schema.app = app
    asker = Asker(contract, Target("careless", TOKEN))
    for operation in contract.operations.values():
        case = recorded_case(contract, operation)
        for judgement in (asker.ask(case, sending=[ignored_auth]), *(asker.examine_refusal(case, c) for c in REFUSED)):
            verdict.add("careless", judgement)
    return [violation for _, violation in verdict.violations]


@pytest.mark.parametrize(("credentials", "admits"), CARELESS.values(), ids=CARELESS)
def test_careless_server_is_flagged_for_what_it_admits(credentials: str, admits: Admission) -> None:
    found = judged(admitting(load(), TOKEN, admits))
    assert f"200 for {credentials}" in [one.received for one in found if one.check == "authentication"]


@pytest.mark.parametrize("status", [400, 403, 404, 500, 503])
def test_server_that_finds_another_fault_before_it_asks_for_the_token_is_flagged(status: int) -> None:
    found = judged(hasty(load(), TOKEN, status))
    assert f"{status} for no-token" in [one.received for one in found if one.check == "authentication"]


def test_careful_server_passes() -> None:
    assert judged(admitting(load(), TOKEN, lambda sent, token: sent == f"Bearer {token}")) == []


@pytest.mark.parametrize("spell", SPELLINGS.values(), ids=SPELLINGS)
@pytest.mark.parametrize("header", ["x-debug-token", "location", None], ids=["header", "location", "body"])
def test_token_that_comes_back_is_flagged_and_not_repeated(header: str | None, spell: Callable[[str], str]) -> None:
    found = judged(echoing(load(), TOKEN, header, spell))
    assert "no_token_echo" in [violation.check for violation in found]
    assert TOKEN not in "".join(map(str, found))
