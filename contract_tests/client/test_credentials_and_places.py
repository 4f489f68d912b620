"""Does a token stand where its scheme has it, and is an address or a header that cannot be used told without it?"""

from __future__ import annotations

import pytest
from kling_scheduler._answer import Credential
from kling_scheduler._secret import Secret
from kling_scheduler._setup import credential_of, header_of, is_this_machine, library, seconds_of
from kling_scheduler.errors import ConfigurationError

TOKEN = "user:1-a b;c"


@pytest.mark.parametrize(
    ("credential", "sent"),
    [
        (Credential("header", "Authorization", "bearer"), f"Bearer {TOKEN}"),
        (Credential("header", "Authorization", "basic"), "Basic dXNlcjoxLWEgYjtj"),
        (Credential("header", "X-Key"), TOKEN),
        (Credential("query", "api key"), "api%20key=user%3A1-a%20b%3Bc"),
        (Credential("cookie", "session"), "session=user:1-a%20b%3Bc"),
    ],
)
def test_token_stands_where_its_scheme_has_it(credential: Credential, sent: str) -> None:
    assert credential_of(credential, Secret(TOKEN)) == sent


@pytest.mark.parametrize(("name", "value"), [("X A", "v"), ("", "v"), ("X-A", "v\n"), ("X-A", "ü")])
def test_header_that_cannot_be_sent_is_told_without_its_value(name: str, value: str) -> None:
    with pytest.raises(ConfigurationError) as told:
        header_of(name, Secret(value))
    assert value not in str(told.value).replace(repr(name), "")


def test_header_is_sent_without_spaces_around_it() -> None:
    assert header_of("X-A", Secret(" v\t")) == ("X-A", "v")


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("10.0.0.1", False),
        ("::2", False),
        ("1.2.3", False),
        ("localhost.example", False),
        ("127.0.0.1.example", False),
    ],
)
def test_this_machine_is_known_by_its_loopback_addresses(host: str, here: bool) -> None:
    assert is_this_machine(host) is here


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("inf"), 1e12])
def test_time_that_no_clock_knows_is_refused(seconds: float) -> None:
    with pytest.raises(ConfigurationError, match="timeout must be above 0 and at most"):
        seconds_of("timeout", seconds)


def test_library_that_is_not_installed_is_named() -> None:
    with pytest.raises(ConfigurationError, match="no_such_library is not installed"):
        library("no_such_library")
