"""Does the command in a report ask again what was asked, without the token in it?"""

import os
import subprocess

import pytest

from scripts.judge.credentials import REFUSED
from scripts.judge.curl import command

TOKEN = "user:1-Canary 'quoted' \"twice\" 4f1c".replace(" ", "-")


@pytest.mark.parametrize("credentials", REFUSED)
def test_shell_makes_the_very_credentials_that_were_sent(credentials: str) -> None:
    name, value = REFUSED[credentials].in_shell
    done = subprocess.run(
        ["/bin/sh", "-c", f'printf %s "{value}"'],
        env={"PATH": os.environ["PATH"], "USEAPI_TOKEN": TOKEN},
        capture_output=True,
        text=True,
        check=True,
        timeout=10,
    )
    sent = REFUSED[credentials].headers(TOKEN) | {
        f"?{name}": value for name, value in REFUSED[credentials].query(TOKEN).items()
    }
    assert sent == ({name: done.stdout} if done.stdout else {})


def test_credentials_go_through_standard_input_and_every_other_argument_is_quoted() -> None:
    line = command(
        "GET", "http://127.0.0.1/a?b=$(c)", {"Accept": "a/b; q='1'"}, ("Authorization", "Bearer $USEAPI_TOKEN")
    )
    assert line == (
        "printf '%s\\n' \"Authorization: Bearer $USEAPI_TOKEN\" | curl --silent --show-error --include --request GET "
        "--header 'Accept: a/b; q='\"'\"'1'\"'\"'' 'http://127.0.0.1/a?b=$(c)' --header @-"
    )


def test_header_with_the_token_is_not_repeated() -> None:
    assert TOKEN not in command("GET", "http://127.0.0.1/", {"authorization": f"Bearer {TOKEN}"}, ("Authorization", ""))


def test_token_in_the_query_goes_through_standard_input_too() -> None:
    line = command("GET", f"http://127.0.0.1/a?key={TOKEN}", {}, ("?key", "$USEAPI_TOKEN"))
    assert line == (
        'printf %s "key=$USEAPI_TOKEN" | curl --silent --show-error --include --request GET --get --data @- '
        "http://127.0.0.1/a"
    )
